"""Every way the database cannot be had has its own refusal, in two languages, that says what to do."""

import errno
import os
import shutil
import string

import pytest

from qingting.infra.database import EmbeddedPostgres, binaries, errors, folders, sockets
from tests.infra.database.support import ORDINARY, ROOT, Refused, kill_server, place_of, until


def started_once(home, *, durable=False):
    """A complete database in `home`, stopped again."""
    with EmbeddedPostgres(home, durable=durable):
        return place_of(home)


def test_a_machine_without_the_programs(own_desk, monkeypatch):
    monkeypatch.setattr(binaries.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(errors.NoBinaries) as refusal:
        EmbeddedPostgres(own_desk.home()).ensure_started()
    assert "DATABASE_URL" in refusal.value.message("zh")


def test_a_home_below_a_file(own_desk):
    own_desk.home().parent.mkdir(parents=True)
    own_desk.home().touch()
    with pytest.raises(errors.HomeNotWritable):
        EmbeddedPostgres(own_desk.home() / "deeper").ensure_started()
    own_desk.home().unlink()


def test_a_home_where_we_may_not_write(own_desk, ordinary):
    own_desk.home().parent.mkdir(parents=True)
    os.chmod(own_desk.home().parent.parent, 0o755)
    with pytest.raises(Refused) as refusal:
        own_desk.process(user=ordinary).ask("start")
    assert refusal.value.code == "infra.database.home_not_writable"
    assert "QINGTING_HOME" in refusal.value.zh


def test_a_disk_that_is_nearly_full(own_desk, monkeypatch):
    monkeypatch.setattr(folders.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9 - 5 * 10**7, 5 * 10**7))
    with pytest.raises(errors.DiskFull) as refusal:
        EmbeddedPostgres(own_desk.home(), durable=False).ensure_started()
    assert "47 MB" in refusal.value.message("en")


def test_a_disk_that_fills_up_during_a_write(tmp_path):
    with pytest.raises(errors.DiskFull), folders.explained(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_temporary_folder_whose_path_is_too_long_for_a_socket(own_desk, monkeypatch):
    monkeypatch.setattr(sockets, "LIMIT", 20)
    with pytest.raises(errors.SocketPathTooLong) as refusal:
        EmbeddedPostgres(own_desk.home(), durable=False).ensure_started()
    assert "TMPDIR" in refusal.value.message("zh")


@pytest.mark.skipif(not ROOT, reason="needs root, to run processes as other users")
def test_a_home_of_an_ordinary_user_is_not_taken_by_root(desk):
    desk.process().ask("start")
    other = desk.process(user=None if desk.user else ORDINARY)
    with pytest.raises(Refused) as refusal:
        other.ask("start")
    assert refusal.value.code == "infra.database.another_owner"
    assert (desk.user or "root") in refusal.value.en


def test_the_unsafe_mode_of_tests_is_refused_for_real_data(own_desk):
    started_once(own_desk.home())
    started_once(own_desk.home(), durable=True)  # the other way round it is made safe
    with pytest.raises(errors.DurableData):
        EmbeddedPostgres(own_desk.home(), durable=False).ensure_started()


def test_a_server_that_does_not_start_says_why(own_desk):
    place = started_once(own_desk.home())
    shutil.rmtree(place / "data" / "pg_wal")
    with pytest.raises(errors.StartFailed, match="pg_wal"):
        EmbeddedPostgres(own_desk.home(), durable=False).ensure_started()


def test_a_server_that_is_dead_while_its_owner_lives_is_not_started_behind_its_back(own_desk):
    owner, second = own_desk.process(), own_desk.process()
    owner.ask("start")
    EmbeddedPostgres(own_desk.home(), durable=False).stop()  # not the owner: nothing happens
    assert owner.ask("running") is True
    kill_server(own_desk.home())
    until(lambda: second.ask("running") is False)
    with pytest.raises(Refused, match=str(owner.pid)):
        second.ask("start")


@pytest.mark.parametrize("refusal", sorted(errors.DatabaseError.__subclasses__(), key=lambda error: error.code))
def test_both_texts_name_the_same_facts(refusal):
    zh, en = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in (refusal.zh, refusal.en))
    assert zh == en
    assert any("一" <= letter <= "鿿" for letter in refusal.zh)
    assert refusal.code.startswith("infra.database.")
