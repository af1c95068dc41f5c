"""What every command needs before it can work: a database, Django, a standard in force. Nothing of Django is imported before `open_company`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qingting.infra.database.embedded import EmbeddedPostgres


def home() -> Path:
    return Path(os.environ.get("QINGTING_HOME") or "var").resolve()


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def open_company(*, migrate: bool = True, keep: bool = False) -> Iterator[EmbeddedPostgres | None]:
    """Start or join the database, set Django up, bring the schema and the standard up to date; leave everything as found afterwards.

    Gives the embedded database, or None when an external one is in use.
    """
    server = None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qingting.config.settings")
    os.environ.setdefault("QINGTING_HOME", str(home()))
    if not os.environ.get("DATABASE_URL"):
        from qingting.infra.database.embedded import EmbeddedPostgres

        server = EmbeddedPostgres(home(), progress=lambda text: say(text.zh))
        os.environ["DATABASE_URL"] = server.ensure_started()
    try:
        import django

        django.setup()
        if migrate:
            prepare()
        yield server
    finally:
        from django.db import connections

        connections.close_all()
        if server is not None and not keep:
            server.stop()
            os.environ.pop("DATABASE_URL", None)


def prepare() -> None:
    """Migrations, one process at a time; the shipped standard when none is in force."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(770017)")
            try:
                call_command("migrate", verbosity=0, interactive=False)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(770017)")
    ensure_standard()


def ensure_standard() -> None:
    from django.conf import settings

    from qingting.infra import clock
    from qingting.kernel.actor import Actor
    from qingting.policy.actions.activate_standard import activate_standard
    from qingting.policy.loading import load_standard
    from qingting.policy.queries import versions

    if not versions():
        folder = sorted(p for p in (settings.ENVIRONMENT.policy_folder / "standard").iterdir() if p.is_dir())[-1]
        activate_standard(
            standard=load_standard(folder), reason="随产品提供的默认规范", actor=Actor("system", None, "系统"), now=clock.now()
        )


def system_actor() -> object:
    """Whoever sits at the machine's own command line."""
    from qingting.kernel.actor import Actor

    return Actor("system", None, "命令行")
