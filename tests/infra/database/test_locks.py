"""Locks that end with their holder, and that a forked worker does not inherit."""

import os
import threading
import time

import pytest

from qingting.infra.database import locks


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lock"


def in_another_process(act):
    """True when `act` answers with something true in a forked process."""
    child = os.fork()
    if child == 0:
        os._exit(0 if act() else 1)
    return os.waitpid(child, 0)[1] == 0


def test_one_holder_at_a_time(path):
    assert locks.try_hold(path)
    assert not locks.try_hold(path)
    assert not in_another_process(lambda: locks.try_hold(path))
    assert locks.holder(path) == os.getpid()
    locks.let_go(path)
    assert locks.holder(path) is None
    assert in_another_process(lambda: locks.try_hold(path))
    assert locks.holder(path) is None  # that process has ended, and with it its lock


def test_a_child_sees_its_parent_as_the_holder_and_cannot_let_go(path):
    parent = os.getpid()
    locks.try_hold(path)
    assert in_another_process(lambda: locks.holder(path) == parent)
    in_another_process(lambda: locks.let_go(path))
    assert locks.holder(path) == parent
    locks.let_go(path)


def test_a_worker_that_outlives_its_killed_parent_does_not_keep_the_lock(path):
    reading, writing = os.pipe()
    parent = os.fork()
    if parent == 0:
        locks.try_hold(path)
        worker = os.fork()
        if worker == 0:
            time.sleep(30)
            os._exit(0)
        os.write(writing, str(worker).encode())
        os._exit(0)
    os.waitpid(parent, 0)
    worker = int(os.read(reading, 20))
    try:
        assert locks.try_hold(path)
    finally:
        locks.let_go(path)
        os.kill(worker, 9)
        os.close(reading)
        os.close(writing)


def test_users_are_counted_by_process(path):
    assert not locks.others_share(path)
    locks.share(path)
    locks.share(path)
    assert not locks.others_share(path)
    assert in_another_process(lambda: locks.others_share(path))
    locks.unshare(path)
    assert in_another_process(lambda: locks.others_share(path))
    locks.unshare(path)
    assert not in_another_process(lambda: locks.others_share(path))


def test_threads_of_one_process_wait_for_each_other(path):
    inside, most = 0, 0

    def enter():
        nonlocal inside, most
        with locks.exclusive(path):
            inside += 1
            most = max(most, inside)
            time.sleep(0.01)
            inside -= 1

    threads = [threading.Thread(target=enter) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1


def test_a_lock_file_removed_while_somebody_waits_still_excludes(path):
    entered = threading.Event()

    def enter():
        with locks.exclusive(path):
            entered.set()

    with locks.exclusive(path):
        thread = threading.Thread(target=enter)
        thread.start()
        path.unlink()
        assert not entered.wait(0.05)
    thread.join(5)
    assert entered.is_set()
    assert path.exists()


def test_a_link_planted_in_its_place_is_not_followed(path, tmp_path):
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        locks.try_hold(path)
    assert not (tmp_path / "elsewhere").exists()
