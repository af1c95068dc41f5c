"""Bytes lie by their content; a full disk leaves neither a row nor half a file; uploads are attached by their uploader only."""

from datetime import UTC, datetime

import pytest

from qingting.infra.files import storing
from qingting.infra.files.models import StoredFile
from qingting.infra.files.storing import NotStored, attach, files_of, path_of, store
from qingting.kernel.actor import Actor
from tests.infra.files.test_kinds import PNG

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
AGENT = Actor("staff", 3, "李静")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(storing, "_folder", lambda: tmp_path / "files")
    return tmp_path


def put(content=PNG, name="发票.png", cause=("upload_staff", 3)):
    return store(name, content, cause=cause, actor=AGENT, now=NOW)


def test_the_same_bytes_lie_once_under_two_labels(home):
    first, second = put(), put(name="另一个名字.png")
    assert first.sha256 == second.sha256 and {first.name, second.name} == {"发票.png", "另一个名字.png"}
    assert path_of(first.sha256).read_bytes() == PNG and len([p for p in home.rglob("*") if p.is_file()]) == 1


def test_a_full_disk_leaves_nothing_behind(home, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing.os, "fsync", full)
    with pytest.raises(NotStored):
        put()
    assert not StoredFile.objects.exists() and not [p for p in home.rglob("*") if p.is_file()]


def test_a_half_written_file_is_written_again():
    file = put()
    path_of(file.sha256).write_bytes(b"half")
    put()
    assert path_of(file.sha256).read_bytes() == PNG


def test_only_files_of_the_named_cause_are_attached():
    mine, other = put(), put(cause=("upload_staff", 4))
    moved = attach([mine.id, other.id], from_cause=("upload_staff", 3), to_cause=("complaint", 9))
    assert [f.id for f in moved] == [mine.id] and [f.id for f in files_of("complaint", 9)] == [mine.id]
    assert attach([mine.id], from_cause=("upload_staff", 3), to_cause=("complaint", 10)) == []
