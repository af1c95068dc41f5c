"""What every test that touches data stands on: the shipped standard in force, people of every role, a way to act."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from qingting.kernel.actor import Actor
from tests.support.browser import BROWSER, FLAGS

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00 in Shanghai


@pytest.fixture(scope="session")
def shipped_standard():
    from qingting.policy.loading import load_standard

    return load_standard(ROOT / "policies" / "standard" / "2026-01")


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def standard(db, shipped_standard):
    from qingting.policy.actions.activate_standard import activate_standard
    from qingting.policy.queries import current_standard, forget

    forget()
    activate_standard(standard=shipped_standard, reason="test", actor=Actor("system", None, "test"), now=NOW)
    yield current_standard()
    forget()


@pytest.fixture
def company(standard):
    from tests.support.company import make_company

    return make_company(standard, NOW)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that really commit are cleaned by TRUNCATE, which the ledger refuses; so in test databases that one trigger is off.

    What it refuses is proven in tests/infra/ledger with the trigger switched on again.
    """
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER ledger_event_no_truncate")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": BROWSER, "args": FLAGS}
