"""The row by row report is on the disk while the import runs."""

import csv

import pytest

from qingting.console.importing.problems import problem
from qingting.console.importing.report import ReportWriter


def lines(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_every_row_is_on_the_disk_before_the_next(tmp_path):
    path = tmp_path / "report.csv"
    report = ReportWriter(path)
    assert lines(path) == [["行号", "结果", "编号", "问题代码", "问题说明"]]
    report.add(2, "created", "TS251028000001")
    assert lines(path)[1:] == [["2", "created", "TS251028000001", "", ""]]
    report.add(3, "failed", problems=[problem("received_at", "date_unreadable", value="昨天"), problem(None, "required")])
    assert lines(path)[2] == [
        "3",
        "failed",
        "",
        "received_at: date_unreadable; required",
        "received_at: “昨天”不是可识别的日期时间; 必填，但为空",
    ]
    report.close()


def test_it_speaks_english_and_counts(tmp_path):
    with ReportWriter(tmp_path / "report.csv", lang="en") as report:
        report.add(2, "warned", "TS1", [problem("verbatim", "required")])
        report.add(3, "skipped")
        report.add(4, "skipped")
    assert lines(tmp_path / "report.csv")[:2] == [
        ["line", "outcome", "no", "codes", "problems"],
        ["2", "warned", "TS1", "verbatim: required", "verbatim: is required and empty"],
    ]
    assert report.counts == {"skipped": 2, "warned": 1}


def test_a_value_that_would_be_calculated_stays_text(tmp_path):
    with ReportWriter(tmp_path / "report.csv") as report:
        report.add(2, "failed", "=cmd|x", [])
    assert lines(tmp_path / "report.csv")[1][2] == "'=cmd|x"


def test_there_are_four_outcomes(tmp_path):
    with ReportWriter(tmp_path / "report.csv") as report, pytest.raises(ValueError, match="lost"):
        report.add(2, "lost")


def test_a_long_value_is_shortened_and_braces_mean_nothing():
    noted = problem("title", "date_unreadable", value="{0}" + "长" * 5000)
    assert len(noted.zh) < 100
    assert "{0}" in noted.zh
