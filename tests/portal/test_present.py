"""Words of the pages, as tables."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from babel.messages.pofile import read_po

from qingting.complaints.choices import STATUSES
from qingting.portal.answers import ANSWERS
from qingting.portal.present.asks import asks_view
from qingting.portal.present.due import next_words, owner_words, promise_views
from qingting.portal.present.steps import STATUS_WORDS, steps_view
from qingting.portal.present.told import DANGER, TEXTS, told_view
from qingting.portal.present.words import moment_words, shortened, size_words

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
ZONE = "Asia/Shanghai"
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("hours", "zh", "en"),
    [
        (0.5, "今天 10:30", "today 10:30"),
        (14, "明天 00:00", "tomorrow 00:00"),
        (-11, "昨天 23:00", "yesterday 23:00"),
        (50, "11月20日 12:00", "20 Nov, 12:00"),
        (24 * 60, "2027年1月17日 10:00", "17 Jan 2027, 10:00"),
    ],
)
def test_moments(hours, zh, en):
    moment = NOW + timedelta(hours=hours)
    assert moment_words(moment, now=NOW, zone=ZONE, lang="zh") == zh
    assert moment_words(moment, now=NOW, zone=ZONE, lang="en") == en


@pytest.mark.parametrize(("size", "words"), [(1, "1 KB"), (320 * 1024, "320 KB"), (4_404_019, "4.2 MB")])
def test_sizes(size, words):
    assert size_words(size) == words


def test_long_words_are_folded_and_short_ones_left_alone():
    assert shortened("短") == ("短", False)
    short, folded = shortened("长" * 2000)
    assert folded and short == "长" * 300 + "……"


@pytest.mark.parametrize("status", list(STATUSES))
def test_every_status_has_words_and_steps_in_both_languages(status):
    for lang in ("zh", "en"):
        steps = steps_view(status, lang, received="R", taken="T", ended="E")
        assert STATUS_WORDS[status].pick(lang) and all(step["label"] for step in steps)
        states = [step["state"] for step in steps]
        assert states == sorted(states, key=["done", "now", "todo"].index)
        assert states.count("now") == (0 if status == "closed" else 1)


def clock(name: str, minutes: float, state: str = "running") -> Any:
    return SimpleNamespace(name=name, due_at=NOW + timedelta(minutes=minutes), state=state, title=None)


@pytest.mark.parametrize(
    ("clocks", "status", "paused", "expected"),
    [
        ([clock("resolve", 900), clock("first_reply", 30)], "registered", False, "最晚 今天 10:30：有人回复您"),
        (
            [clock("first_reply", -30)],
            "registered",
            False,
            "原定 今天 09:30 前有人回复您，现在已经超过。对不起让您久等，我们正在加紧处理。",
        ),
        ([clock("first_reply", 5, "met"), clock("plan", 60)], "accepted", False, "最晚 今天 11:00：给您解决方案"),
        ([clock("external", 5), clock("plan", 60)], "accepted", False, "最晚 今天 11:00：给您解决方案"),
        ([clock("plan", 60, "paused")], "accepted", True, "目前在等待材料或检测结果，处理时限暂停计算。"),
        ([clock("plan", 60)], "closed", False, ""),
        ([], "accepted", False, ""),
    ],
)
def test_what_comes_next(clocks, status, paused, expected):
    assert next_words(clocks, status=status, paused=paused, now=NOW, zone=ZONE, lang="zh") == expected


def test_who_is_responsible():
    assert owner_words("林晓", "registered", "zh") == "林晓"
    assert owner_words("", "registered", "zh") == "正在为您安排专人"
    assert owner_words("", "closed", "zh") == ""


def test_promises_are_shown_until_they_are_settled():
    def promise(state: str, minutes: float | None, settled: bool = False) -> Any:
        return SimpleNamespace(
            text=state,
            state=state,
            due_at=NOW + timedelta(minutes=minutes) if minutes is not None else None,
            settled_at=NOW if settled else None,
        )

    rows = [
        promise("open", 60),
        promise("open", None),
        promise("broken", -60),
        promise("broken", -60, True),
        promise("kept", 5, True),
        promise("renegotiated", 5, True),
    ]
    views = promise_views(rows, now=NOW, zone=ZONE, lang="zh")
    assert [(view["text"], view["when"], view["tone"]) for view in views] == [
        ("open", "今天 11:00 前", ""),
        ("open", "", ""),
        ("broken", "原定 今天 09:00，已经超过", "red"),
    ]


def option(label: str, answer: str = "") -> Any:
    return SimpleNamespace(
        label=label,
        title=f"方案{label}",
        days=3,
        answer=answer,
        cost_fen=12345,
        detail="内部",
        feasibility=2,
        satisfaction=3,
        legal_basis="内部",
        recommended=True,
    )


@pytest.mark.parametrize(
    ("status", "confirmed", "rating", "expected"),
    [
        ("registered", "", None, set()),
        ("proposing", "", None, {"choose"}),
        ("implementing", "", None, set()),
        ("confirming", "", None, {"confirm"}),
        ("confirming", "yes", None, {"rate", "reopen"}),
        ("confirming", "yes", 5, {"reopen"}),
        ("closed", "yes", None, {"rate", "reopen"}),
        ("closed", "yes", 3, {"reopen"}),
        ("withdrawn", "", None, {"reopen"}),
        ("not_accepted", "", None, {"rate", "reopen"}),
    ],
)
def test_a_question_stands_only_while_its_answer_is_of_use(status, confirmed, rating, expected):
    asks = asks_view(
        status=status, confirmed=confirmed, rating=rating, options=[option("A"), option("B", "accepted")], confirm_text="?", lang="zh"
    )
    assert set(asks) == expected
    if "choose" in asks:
        assert not {"内部", 12345, "12345"} & {value for each in asks["choose"]["options"] for value in each.values()}


def test_an_unknown_word_in_the_cookie_says_nothing():
    assert told_view("", "zh") == (None, False)
    assert told_view("<script>", "zh") == (None, False)
    assert told_view(f"x{DANGER}", "zh") == (None, False)
    assert told_view(f"add{DANGER}", "en")[1] is True
    assert set(ANSWERS) - set(TEXTS) == {"confirm"}


def test_every_text_of_the_pages_has_its_english():
    with (ROOT / "src/qingting/locale/en/LC_MESSAGES/django.po").open("rb") as source:
        known = {message.id for message in read_po(source) if message.id and message.string}
    additions = ROOT / "src/qingting/portal/locale_additions.txt"
    if additions.exists():
        known |= {line.split("\t")[0] for line in additions.read_text("utf-8").splitlines()}
    used = set()
    for path in [*(ROOT / "src/qingting/templates/portal").glob("*.html"), *(ROOT / "src/qingting/portal").rglob("*.py")]:
        used |= {first or second for first, second in re.findall(r"""\b_\(\s*(?:"([^"]+)"|'([^']+)')""", path.read_text("utf-8"))}
    assert {text for text in used if re.search("[\u4e00-\u9fff]", text)} <= known
