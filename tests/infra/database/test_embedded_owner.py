"""What belongs to the process that owns the server, seen from inside that process."""

import os
import shutil

from qingting.infra.database import EmbeddedPostgres
from tests.infra.database.support import place_of, socket_folder


def postgres(home, **options):
    return EmbeddedPostgres(home, durable=False, **options)


def test_only_the_owner_stops_the_server(own_desk):
    told = []
    with postgres(own_desk.home(), progress=told.append) as owner:
        assert [text.zh for text in told] == ["正在创建数据库……"]

        second = postgres(own_desk.home())  # another object in the same process
        assert second.ensure_started() == owner.attach()
        second.stop()
        assert owner.running()

        child = os.fork()  # a worker
        if child == 0:
            owner.stop()
            os._exit(1 if owner.owner else 0)
        assert os.waitpid(child, 0)[1] == 0
        assert owner.running()
        assert owner.owner
    assert not owner.running()


def test_stop_works_although_the_home_was_removed_while_the_server_ran(own_desk):
    running = postgres(own_desk.home())
    dsn = running.ensure_started()
    place = place_of(own_desk.home())
    shutil.rmtree(own_desk.home())
    running.stop()
    assert not (socket_folder(dsn) / ".s.PGSQL.5432").exists()
    shutil.rmtree(socket_folder(dsn), ignore_errors=True)
    shutil.rmtree(place, ignore_errors=True)


def test_a_first_start_that_was_cut_off_begins_again(own_desk):
    home = own_desk.home()
    (home / "database").mkdir(parents=True)
    (home / "instance").write_text("0123456789ab\n")  # drawn, and then nothing more
    with postgres(home) as again:
        assert again.running()
        assert place_of(home).exists()
