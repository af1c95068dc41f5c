"""The embedded PostgreSQL of one home folder: made on first use, started, shared between processes, stopped.

One process owns the server (a lock says which); those that call `ensure_started` later join it. The server stops when the last of
them has called `stop`, never under the others. If the owner is killed, the server runs on and the next process takes it over. If the
server is killed, calling `ensure_started` again brings it back.
"""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from qingting.infra.database import binaries, locks, server, tools
from qingting.infra.database.account import SYSTEM_FOLDER
from qingting.infra.database.cluster import DATABASE, PASSWORD, ROLE, create_cluster, provision
from qingting.infra.database.errors import DatabaseError, DurableData, InUse, NotRunning, OtherVersion
from qingting.infra.database.folders import explained, require_space
from qingting.infra.database.instance import Instance, check_owner, find_instance, prepare_home, read_note
from qingting.infra.database.sockets import make_socket_folder, remove_socket_folder
from qingting.infra.database.tuning import ACCESS, configuration
from qingting.kernel.bilingual import Bi

_START_MEGABYTES = 64
_RECOVERING = Bi("数据库正在启动，上次没有正常停止时需要恢复……", "The database is starting; after an unclean stop it recovers first…")


def _silent(_: Bi) -> None:
    return


class EmbeddedPostgres:
    """`home` is QINGTING_HOME. `durable=False` is for tests only: commits are not written safely to disk, and a home that
    was ever started durably refuses it. `progress` is told about steps of over two seconds.

    Every method raises subclasses of `DatabaseError`.
    """

    def __init__(self, home: Path, *, durable: bool = True, progress: Callable[[Bi], None] = _silent) -> None:
        self.home = Path(home).expanduser().resolve()
        self._durable = durable
        self._progress = progress
        self._child: subprocess.Popen[bytes] | None = None
        self._owner_pid: int | None = None
        self._user_pid: int | None = None
        self._mine: Instance | None = None  # kept, so that a damaged home does not keep us from stopping the server

    def __enter__(self) -> Self:
        self.ensure_started()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def owner(self) -> bool:
        """Whether this process owns the server, so that it may restart it."""
        return self._owner_pid == os.getpid()

    @property
    def bin_dir(self) -> Path:
        """The folder of pg_dump, pg_restore, psql and the others."""
        return binaries.system_bin_dir() if os.geteuid() == 0 else binaries.shipped_bin_dir()

    def ensure_started(self) -> str:
        """Makes the database on first use, starts it unless it runs, and gives its address as a DATABASE_URL.

        Repeatable: the owner calls it again to bring back a server that was killed. Raises InUse when another process owns the server
        and it does not run.
        """
        prepare_home(self.home)
        with locks.exclusive(self._setup_lock):
            instance = self._mine = self._instance(create=True)
            if locks.try_hold(self._owner_lock):
                self._owner_pid = os.getpid()
            try:
                dsn = self._bring_up(instance)
            except BaseException:
                self._give_up_ownership()
                raise
            if self._user_pid != os.getpid():
                locks.share(self._users_lock)
                self._user_pid = os.getpid()
            return dsn

    def attach(self) -> str:
        """The address of the server that another process runs, without keeping it running. Raises NotRunning."""
        check_owner(self.home)
        if not self._setup_lock.parent.is_dir():
            raise NotRunning(home=self.home)
        with locks.exclusive(self._setup_lock):
            instance = find_instance(self.home, create=False)
            found = server.find(instance.data) if instance else None
            if instance is None or found is None or not found.reachable:
                raise NotRunning(home=self.home)
            return self._dsn(instance, found.socket_folder)

    def running(self) -> bool:
        """Whether the server of this home accepts connections, whoever started it. Does not wait for a start in progress."""
        if self._child is not None:
            self._child.poll()
        try:
            check_owner(self.home)
            instance = find_instance(self.home, create=False)
        except DatabaseError:
            return False
        found = server.find(instance.data) if instance else None
        return found is not None and found.reachable

    def stop(self) -> None:
        """Fast, clean stop, unless another process has started or joined the server too: the last of them stops it.

        Does nothing in a process that did neither, a forked worker included.
        """
        if self._user_pid != os.getpid():
            return
        # Somebody may have removed the whole folder meanwhile: the server is stopped all the same.
        alone = locks.exclusive(self._setup_lock) if self._setup_lock.parent.is_dir() else contextlib.nullcontext()
        with alone:
            locks.unshare(self._users_lock)
            self._user_pid = None
            if not self._setup_lock.parent.is_dir() or self.owner or locks.try_hold(self._owner_lock):
                self._owner_pid = os.getpid()  # an owner that left before us has left the server to us
                if not locks.others_share(self._users_lock):
                    self._stop_server()
            self._give_up_ownership()

    def remove_data(self) -> None:
        """Stops the server and removes the database of this home for ever. Raises InUse when another process owns it."""
        check_owner(self.home)
        if not self._setup_lock.parent.is_dir():
            return
        with locks.exclusive(self._setup_lock):
            pid = None if self.owner else locks.holder(self._owner_lock)
            if pid is not None or locks.others_share(self._users_lock):
                raise InUse(home=self.home, pid=pid or "?")
            place = self._place_to_remove()
            if place is not None:
                folder = server.last_socket_folder(place / "data")
                server.stop(place / "data", self._child)
                if folder is not None:
                    remove_socket_folder(folder)
                with explained(place):
                    shutil.rmtree(place)
            (self.home / "instance").unlink(missing_ok=True)
            if self._user_pid == os.getpid():
                locks.unshare(self._users_lock)
                self._user_pid = None
            self._give_up_ownership()
            if self._setup_lock.parent.exists():
                shutil.rmtree(self._setup_lock.parent)

    def run_tool(
        self,
        arguments: Sequence[str],
        *,
        stdin: tools.Stream = subprocess.DEVNULL,
        stdout: tools.Stream = subprocess.PIPE,
        check: bool = True,
        timeout: float | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        """Runs e.g. ["pg_dump", "-Fc"] against the running database, as the right system user, which cannot open the files of root:
        hand over open files as `stdin` and `stdout`. With `check`, a failure raises ToolFailed with the tool's last line.
        """
        instance = self._attached_instance()
        found = server.find(instance.data)
        if found is None:
            raise NotRunning(home=self.home)
        return tools.run(instance, found.socket_folder, self.bin_dir, arguments, stdin=stdin, stdout=stdout, check=check, timeout=timeout)

    @property
    def _setup_lock(self) -> Path:
        return self.home / "database" / "setup.lock"

    @property
    def _users_lock(self) -> Path:
        return self.home / "database" / "users.lock"

    @property
    def _owner_lock(self) -> Path:
        return self.home / "database" / "owner.lock"

    def _instance(self, *, create: bool) -> Instance:
        instance = find_instance(self.home, create=create)
        if instance is None:
            raise NotRunning(home=self.home)
        return instance

    def _attached_instance(self) -> Instance:
        check_owner(self.home)
        if not self._setup_lock.parent.is_dir():
            raise NotRunning(home=self.home)
        with locks.exclusive(self._setup_lock):
            return self._instance(create=False)

    def _bring_up(self, instance: Instance) -> str:
        if not self._durable and instance.record().get("durable"):
            raise DurableData(home=self.home)
        found = server.find(instance.data)
        if found is None or not found.reachable:
            if not self.owner:  # the owner may run it where we cannot see it, in another container on the same folder
                raise InUse(home=self.home, pid=locks.holder(self._owner_lock) or "?")
            if found is not None:  # its socket was swept away, or its starter was killed half-way
                server.stop(instance.data, self._child)
            found = self._start(instance)
        if not instance.record().get("provisioned"):
            provision(instance, found.socket_folder)
            instance.note(provisioned=True)
        instance.complete()
        return self._dsn(instance, found.socket_folder)

    def _start(self, instance: Instance) -> server.Found:
        if self._child is not None:
            self._child.poll()
        programs = self.bin_dir
        create_cluster(instance, programs, durable=self._durable, progress=self._progress)
        self._check_version(instance)
        require_space(instance.place, _START_MEGABYTES)
        if self._durable and instance.record().get("durable") is False:
            server.run_to_end([str(programs / "initdb"), "--sync-only", "-D", str(instance.data)], instance.account, capture_output=True)
        instance.note(home=str(instance.home), durable=self._durable)
        folder = make_socket_folder(instance)
        access, config = instance.place / "pg_hba.conf", instance.place / "postgresql.conf"
        instance.write(access.name, ACCESS)
        instance.write(config.name, configuration(access_file=access, socket_folder=folder, durable=self._durable))
        try:
            self._child = server.start(programs, instance.data, config, instance.log, instance.account, lambda: self._progress(_RECOVERING))
        except BaseException:
            remove_socket_folder(folder)
            raise
        return server.Found(self._child.pid, folder, reachable=True)

    @staticmethod
    def _check_version(instance: Instance) -> None:
        made_by = (instance.data / "PG_VERSION").read_text(encoding="ascii", errors="replace").strip()
        if made_by != str(binaries.MAJOR):
            raise OtherVersion(path=instance.data, found=made_by, major=binaries.MAJOR)

    def _stop_server(self) -> None:
        if self._mine is not None:
            folder = server.last_socket_folder(self._mine.data)
            server.stop(self._mine.data, self._child)
            if folder is not None:
                remove_socket_folder(folder)
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(signal.SIGQUIT)
            self._child.wait()
        self._child = None

    def _give_up_ownership(self) -> None:
        if self.owner:
            locks.let_go(self._owner_lock)
        self._owner_pid = None

    def _dsn(self, instance: Instance, socket_folder: Path) -> str:
        return f"postgresql://{ROLE}:{quote(instance.secret(PASSWORD), safe='')}@/{DATABASE}?host={quote(str(socket_folder))}"

    def _place_to_remove(self) -> Path | None:
        """Where the data is, as far as it can still be found out: a damaged home can be removed too."""
        try:
            instance = find_instance(self.home, create=False)
        except DatabaseError:
            identity, place = read_note(self.home)
            candidate = SYSTEM_FOLDER / identity if os.geteuid() == 0 else self.home / "database"
            return candidate if identity and str(candidate) == place and candidate.is_dir() else None
        return instance.place if instance is not None and instance.place.is_dir() else None
