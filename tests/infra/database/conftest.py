import contextlib
import os
import pwd
import shutil
import tempfile
from pathlib import Path

import pytest

from qingting.infra.database import EmbeddedPostgres, server
from qingting.infra.database.errors import DatabaseError
from tests.infra.database.support import ORDINARY, ROOT, STRANGER, Process, Refused, python_for, readable_library

NOT_ROOT = "needs root, to run processes as other users"


@pytest.fixture(scope="session")
def library():
    """A copy of the code that other users may read; only made when we are root."""
    folder = Path(tempfile.mkdtemp(prefix="ql-", dir="/tmp"))
    if ROOT:
        readable_library(folder)
    yield folder
    shutil.rmtree(folder)


class Desk:
    """Makes homes and processes for one kind of user, and clears everything away."""

    def __init__(self, user, library, base):
        self.user, self._library, self._base = user, library, base
        self._processes, self._homes = [], []

    def home(self, name="数据 家"):
        """A short path, with a blank and Chinese characters, that does not exist yet."""
        path = self._base / name / "var"
        if path not in self._homes:
            self._homes.append(path)
        return path

    def process(self, home=None, *, user="", durable=False):
        user = self.user if user == "" else user
        other = {} if user is None else {"library": self._library, "python": python_for(user)}
        process = Process(home or self.home(), user, durable=durable, **other)
        self._processes.append(process)
        return process

    def clear(self):
        for process in filter(lambda process: process.alive, self._processes):
            with contextlib.suppress(Refused):
                process.ask("stop")
        for home in self._homes:
            if self.user is None:
                self._remove(EmbeddedPostgres(home).remove_data)
            else:
                mine = [process for process in self._processes if process.home == home and process.user == self.user and process.alive]
                process = mine[0] if mine else self.process(home)
                self._remove(lambda process=process: process.ask("remove"))
            assert server.find(home / "database" / "data") is None
        for process in self._processes:
            process.close()
        shutil.rmtree(self._base)

    @staticmethod
    def _remove(act):
        """Homes that a test made unusable on purpose refuse; one that is still in use would leave a server behind."""
        try:
            act()
        except (Refused, DatabaseError) as refusal:
            assert refusal.code != "infra.database.in_use"


def _desk(user, library):
    base = Path(tempfile.mkdtemp(prefix="qh-", dir="/tmp"))
    if user:
        entry = pwd.getpwnam(user)
        os.chown(base, entry.pw_uid, entry.pw_gid)
    return Desk(user, library, base)


def _needs(*users):
    if users and not ROOT:
        pytest.skip(NOT_ROOT)
    for user in users:
        if python_for(user) is None:
            pytest.skip(f"the user {user} may not run any Python {os.sys.version_info[0]}.{os.sys.version_info[1]} of this machine")


@pytest.fixture(params=["as we are", "as an ordinary user"])
def desk(request, library):
    """Every story is told twice when we are root: PostgreSQL under the system user, and inside the home of an ordinary user."""
    user = None if request.param == "as we are" else ORDINARY
    if user:
        _needs(user)
    desk = _desk(user, library)
    yield desk
    desk.clear()


@pytest.fixture(scope="session", params=["as we are", "as an ordinary user"])
def served(request, library):
    """One running server for all tests that only look at it, as (desk, owner, dsn)."""
    user = None if request.param == "as we are" else ORDINARY
    if user:
        _needs(user)
    desk = _desk(user, library)
    owner = desk.process()
    yield desk, owner, owner.ask("start")
    desk.clear()


@pytest.fixture
def own_desk(library):
    """Only as the user who runs the tests."""
    desk = _desk(None, library)
    yield desk
    desk.clear()


@pytest.fixture
def stranger():
    """Another local user."""
    _needs(STRANGER)
    return STRANGER


@pytest.fixture
def ordinary():
    _needs(ORDINARY)
    return ORDINARY
