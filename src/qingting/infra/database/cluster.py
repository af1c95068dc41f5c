"""A new database cluster: made beside its final name and renamed when whole, then given its role and database.

Two roles: the administrator that PostgreSQL is born with is used here alone; the application's role owns its database, may make
others (tests do) and read the server's statistics, and is not a superuser, so that no injected statement reaches the machine.
"""

import secrets
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from qingting.infra.database import server
from qingting.infra.database.errors import StartFailed
from qingting.infra.database.folders import explained, require_space
from qingting.infra.database.instance import Instance
from qingting.infra.database.sockets import PORT
from qingting.kernel.bilingual import Bi

ROLE = "qingting"
DATABASE = "qingting"
PASSWORD = "password"
ADMIN = "qingting_admin"
ADMIN_PASSWORD = "admin_password"

_CREATE_MEGABYTES = 256
_CREATING = Bi("正在创建数据库……", "Creating the database…")


def create_cluster(instance: Instance, programs: Path, *, durable: bool, progress: Callable[[Bi], None]) -> None:
    """Does nothing when the data folder is there. Independent of the machine's locales. Raises DiskFull, StartFailed."""
    if (instance.data / "PG_VERSION").is_file():
        return
    require_space(instance.place, _CREATE_MEGABYTES)
    progress(_CREATING)
    for leftover in (instance.data, *instance.place.glob("data.new.*")):
        shutil.rmtree(leftover, ignore_errors=True)
    # A name of its own: the initdb of a killed process may still be writing to an earlier one.
    unfinished = instance.place / f"data.new.{secrets.token_hex(4)}"
    instance.secret(ADMIN_PASSWORD)
    command = [
        str(programs / "initdb"),
        f"--pgdata={unfinished}",
        f"--username={ADMIN}",
        f"--pwfile={instance.place / ADMIN_PASSWORD}",
        "--auth-local=scram-sha-256",
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
        *([] if durable else ["--no-sync"]),
    ]
    done = server.run_to_end(
        command, instance.account, cwd=instance.place, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode != 0:
        words = done.stdout.decode(errors="replace")
        instance.write("initdb.log", words)
        require_space(instance.place, _CREATE_MEGABYTES // 4)
        errors = [line for line in words.splitlines() if "error" in line or "FATAL" in line]
        raise StartFailed(reason=(errors or words.strip().splitlines() or ["initdb"])[-1], log=instance.place / "initdb.log")
    with explained(instance.data):
        unfinished.rename(instance.data)


def provision(instance: Instance, socket_folder: Path) -> None:
    """The application's role and database. Repeatable: a crash half-way is made good on the next start."""
    import psycopg
    from psycopg import sql

    role, database = sql.Identifier(ROLE), sql.Identifier(DATABASE)
    secret = instance.secret(ADMIN_PASSWORD)
    with psycopg.connect(host=str(socket_folder), port=PORT, dbname="postgres", user=ADMIN, password=secret, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {}").format(role))
        connection.execute(sql.SQL("ALTER ROLE {} LOGIN CREATEDB PASSWORD {}").format(role, instance.secret(PASSWORD)))
        connection.execute(sql.SQL("GRANT pg_monitor TO {}").format(role))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(database, role))
