"""The embedded database from the first start to its removal, through every way of dying."""

import pytest

from tests.infra.database.support import Refused, kill_server, place_of, socket_folder, until


def a_row(process, dsn):
    process.ask("rows", dsn, "CREATE TABLE kept (text text)")
    process.ask("rows", dsn, "INSERT INTO kept VALUES ('退款还没到')")


def kept(process, dsn):
    return process.ask("rows", dsn, "SELECT text FROM kept") == [["退款还没到"]]


def test_first_start_makes_the_database_a_restart_keeps_it_and_removal_leaves_nothing(desk):
    process = desk.process()
    dsn = process.ask("start")
    assert dsn.startswith("postgresql://qingting:")
    a_row(process, dsn)
    process.ask("stop")
    assert process.ask("running") is False
    assert not socket_folder(dsn).exists()

    assert process.ask("start") == dsn
    assert kept(process, dsn)

    place = place_of(desk.home())
    process.ask("remove")
    assert not place.exists()
    assert not socket_folder(dsn).exists()
    assert list(desk.home().iterdir()) == []


def test_the_role_owns_its_database_and_is_no_superuser(served):
    _, process, dsn = served
    role = "SELECT current_database(), rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    assert process.ask("rows", dsn, role) == [["qingting", "qingting", False, True]]
    with pytest.raises(Refused, match="permission denied"):
        process.ask("rows", dsn, "COPY (SELECT 1) TO PROGRAM 'true'")


def test_text_is_utf8_whatever_the_locale_of_the_machine(served):
    _, process, dsn = served
    assert process.ask("rows", dsn, "SELECT lower('ÄÉ'), length('退款𠮷'), current_setting('server_encoding')") == [["äé", 3, "UTF8"]]


def test_a_committed_row_survives_kill_minus_nine_of_the_server(desk):
    process = desk.process(durable=True)
    dsn = process.ask("start")
    a_row(process, dsn)
    kill_server(desk.home())
    until(lambda: process.ask("running") is False)
    assert process.ask("start") == dsn
    assert kept(process, dsn)


def test_after_our_process_is_killed_the_next_one_takes_the_running_server_over(desk):
    first = desk.process(durable=True)
    dsn = first.ask("start")
    a_row(first, dsn)
    first.kill()
    second = desk.process(durable=True)
    assert second.ask("running") is True
    assert second.ask("start") == dsn
    assert second.ask("owner") is True
    assert kept(second, dsn)
    second.ask("stop")
    assert second.ask("running") is False


def test_after_everything_is_killed_at_once_the_next_start_recovers(desk):
    first = desk.process(durable=True)
    dsn = first.ask("start")
    a_row(first, dsn)
    first.kill()
    kill_server(desk.home())
    second = desk.process(durable=True)
    assert second.ask("start") == dsn
    assert kept(second, dsn)


def test_a_pid_file_whose_number_belongs_to_another_program_now_is_stale(desk):
    first = desk.process(durable=True)
    dsn = first.ask("start")
    a_row(first, dsn)
    first.kill()
    pid = kill_server(desk.home())
    second = desk.process(durable=True)
    assert second.ask("running") is False
    pid_file = place_of(desk.home()) / "data" / "postmaster.pid"
    pid_file.write_text(pid_file.read_text().replace(str(pid), str(second.pid), 1))  # alive, of the same user, and no server
    assert second.ask("start") == dsn
    assert kept(second, dsn)


def test_a_swept_socket_brings_a_restart(own_desk):
    process = own_desk.process()
    dsn = process.ask("start")
    (socket_folder(dsn) / ".s.PGSQL.5432").unlink()
    assert process.ask("running") is False
    assert process.ask("start") == dsn
    assert process.ask("rows", dsn, "SELECT 1") == [[1]]


def test_a_second_process_attaches_and_its_stop_leaves_the_server_alone(desk):
    owner, second = desk.process(), desk.process()
    with pytest.raises(Refused) as before:
        second.ask("attach")
    assert before.value.code == "infra.database.not_running"
    dsn = owner.ask("start")
    assert second.ask("attach") == dsn
    assert second.ask("start") == dsn
    assert second.ask("owner") is False
    second.ask("stop")
    assert owner.ask("rows", dsn, "SELECT 1") == [[1]]
    for process in (owner, second):
        second.ask("start")
        with pytest.raises(Refused) as removal:
            process.ask("remove")
        assert removal.value.code == "infra.database.in_use"
    second.ask("stop")
    owner.ask("stop")
    assert second.ask("running") is False


def test_the_last_process_stops_the_server_and_never_under_the_others(own_desk):
    first, second, third = (own_desk.process() for _ in range(3))
    dsn = first.ask("start")
    second.ask("start")
    first.ask("stop")  # a short command ends while a longer one works
    assert second.ask("rows", dsn, "SELECT 1") == [[1]]
    assert third.ask("start") == dsn
    assert third.ask("owner") is True
    second.ask("stop")
    assert third.ask("running") is True
    third.ask("stop")
    assert third.ask("running") is False


def test_a_killed_user_does_not_keep_the_server_running(own_desk):
    owner, second = own_desk.process(), own_desk.process()
    owner.ask("start")
    second.ask("start")
    second.kill()
    owner.ask("stop")
    assert owner.ask("running") is False


def test_two_homes_run_side_by_side(own_desk):
    one, two = own_desk.process(own_desk.home("一")), own_desk.process(own_desk.home("二"))
    first, second = one.ask("start"), two.ask("start")
    assert first != second
    one.ask("rows", first, "CREATE TABLE only_here ()")
    with pytest.raises(Refused, match="only_here"):
        two.ask("rows", second, "SELECT FROM only_here")
    one.ask("stop")
    assert two.ask("running") is True


def test_two_processes_make_one_database_when_both_start_first(desk):
    both = [desk.process(), desk.process()]
    for process in both:
        process.send("start")
    first, second = (process.answer() for process in both)
    assert first == second
    assert sorted(process.ask("owner") for process in both) == [False, True]


def test_a_tool_runs_against_the_database(served):
    _, process, dsn = served
    a_row(process, dsn)
    assert "退款还没到" in process.ask("dump")
