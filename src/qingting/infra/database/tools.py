"""pg_dump, pg_restore, psql and the others, run against the embedded database as the right system user."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from qingting.infra.database import server
from qingting.infra.database.cluster import DATABASE, PASSWORD, ROLE
from qingting.infra.database.errors import ToolFailed
from qingting.infra.database.instance import Instance
from qingting.infra.database.sockets import PORT

Stream = int | IO[bytes] | None


def run(
    instance: Instance,
    socket_folder: Path,
    programs: Path,
    arguments: Sequence[str],
    *,
    stdin: Stream,
    stdout: Stream,
    check: bool,
    timeout: float | None,
) -> subprocess.CompletedProcess[bytes]:
    """`arguments` begin with the tool's name. Raises ToolFailed with the tool's last line when `check` is set and it fails."""
    connection = {
        "PGHOST": str(socket_folder),
        "PGPORT": str(PORT),
        "PGUSER": ROLE,
        "PGDATABASE": DATABASE,
        "PGPASSWORD": instance.secret(PASSWORD),
    }
    done = server.run_to_end(
        [str(programs / arguments[0]), *arguments[1:]],
        instance.account,
        extra=connection,
        cwd=instance.place,
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=timeout,
    )
    if check and done.returncode != 0:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        raise ToolFailed(tool=arguments[0], reason=words[-1] if words else f"exit {done.returncode}")
    return done
