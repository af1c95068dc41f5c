"""Nobody else on the machine reads the data, and nothing that is not ours is changed."""

import os
import pwd
import stat
from pathlib import Path

import pytest

from tests.infra.database.support import ROOT, Refused, place_of, socket_folder, with_password


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


def test_every_folder_and_secret_is_closed_to_others(served):
    desk, _, dsn = served
    place = place_of(desk.home())
    for folder in (desk.home(), desk.home() / "database", place, place / "data", socket_folder(dsn)):
        assert mode(folder) == 0o700, folder
    for name in ("password", "admin_password", "postgresql.conf", "pg_hba.conf", "postgres.log"):
        assert mode(place / name) == 0o600, name
    assert mode(desk.home() / "instance") == 0o600


def test_as_root_the_data_lies_with_a_system_user_that_has_no_shell(served):
    desk, _, _ = served
    if not ROOT or desk.user:
        pytest.skip("the system user exists only for root")
    place = place_of(desk.home())
    entry = pwd.getpwuid((place / "data").stat().st_uid)
    assert place.parent == Path("/var/lib/qingting") == Path(entry.pw_dir)
    assert mode(place.parent) == 0o700
    assert entry.pw_shell.endswith(("nologin", "false"))
    assert entry.pw_uid != 0


def test_the_wrong_password_is_refused_even_for_the_owner_of_the_folder(served):
    _, process, dsn = served
    for wrong in ("guess", ""):
        with pytest.raises(Refused, match="password"):
            process.ask("rows", with_password(dsn, wrong), "SELECT 1")


def test_another_local_user_can_neither_connect_nor_list_nor_start(served, stranger):
    desk, _, dsn = served
    other = desk.process(user=stranger)
    for folder in (socket_folder(dsn), place_of(desk.home()), desk.home()):
        assert other.ask("lists", str(folder)) == "refused"
    with pytest.raises(Refused, match="Permission denied"):
        other.ask("rows", dsn, "SELECT 1")
    for act in ("start", "attach", "remove"):
        with pytest.raises(Refused) as refusal:
            other.ask(act)
        assert refusal.value.code == "infra.database.another_owner", act
    assert other.ask("running") is False


def test_the_server_listens_on_no_network_port(served):
    _, process, dsn = served
    assert process.ask("rows", dsn, "SELECT current_setting('listen_addresses')") == [[""]]


def test_permissions_of_folders_above_are_unchanged(desk):
    above = [Path("/root"), Path("/tmp"), Path("/run"), Path("/var/lib"), Path(__file__), desk.home().parent.parent]
    above += Path(__file__).parents
    before = {path: (mode(path), path.lstat().st_uid) for path in above if path.exists()}
    process = desk.process()
    process.ask("start")
    process.ask("stop")
    assert {path: (mode(path), path.lstat().st_uid) for path in before} == before


def test_a_home_that_exists_keeps_its_permissions(own_desk):
    own_desk.home().mkdir(parents=True)
    os.chmod(own_desk.home(), 0o755)
    own_desk.process().ask("start")
    assert mode(own_desk.home()) == 0o755


def test_a_taken_socket_name_in_the_open_temporary_folder_is_avoided(desk):
    if not desk.user:
        pytest.skip("told as an ordinary user: as root the socket lies in /run, which is closed")
    process = desk.process()
    folder = socket_folder(process.ask("start"))
    process.ask("stop")
    folder.mkdir()
    os.chmod(folder, 0o777)
    try:
        assert socket_folder(process.ask("start")) != folder
    finally:
        folder.rmdir()


def test_the_log_does_not_repeat_what_customers_wrote(served):
    desk, process, dsn = served
    process.ask("rows", dsn, "CREATE TABLE customer (phone text PRIMARY KEY)")
    process.ask("rows", dsn, "INSERT INTO customer VALUES ('13800006621')")
    with pytest.raises(Refused, match="duplicate"):
        process.ask("rows", dsn, "INSERT INTO customer VALUES ('13800006621')")
    log = (place_of(desk.home()) / "postgres.log").read_text()
    assert "duplicate key" in log
    assert "13800006621" not in log
