"""A pytest plugin: one throw-away PostgreSQL for a test run, unless DATABASE_URL names a server. Started before Django reads its settings."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_server = None
KEPT = ("QINGTING_BROWSER", "QINGTING_EVAL_DATA", "QINGTING_NLP", "QINGTING_API_EXAMPLES")


def _start() -> None:
    global _server
    if os.environ.get("PYTEST_XDIST_WORKER"):
        return
    for name in [name for name in os.environ if name.startswith("QINGTING_") and name not in KEPT]:
        del os.environ[name]  # the settings of whoever runs the tests are not the tests' settings
    if os.environ.get("DATABASE_URL"):
        return
    from qingting.infra.database.embedded import EmbeddedPostgres

    home = Path(tempfile.mkdtemp(prefix="qt-tests-"))
    _server = EmbeddedPostgres(home, durable=False)
    os.environ["DATABASE_URL"] = _server.ensure_started()
    os.environ["QINGTING_HOME"] = str(home)


_start()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    global _server
    if _server is not None:
        server, _server = _server, None
        server.stop()
        server.remove_data()
        shutil.rmtree(server.home, ignore_errors=True)
