"""One demo company for all tests of this room; it is built once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from qingting.console.demo.build import build_company
from qingting.console.demo.model import DemoCompany

AS_OF = date(2026, 11, 21)


@pytest.fixture(scope="session")
def firm() -> DemoCompany:
    return build_company(AS_OF)


@pytest.fixture(scope="session")
def history(firm: DemoCompany) -> list[dict[str, Any]]:
    return list(firm.history())


@pytest.fixture(scope="session")
def live(firm: DemoCompany) -> list[dict[str, Any]]:
    return firm.live()


@pytest.fixture(scope="session")
def sketches(firm: DemoCompany) -> dict[str, Any]:
    """The generator's own sketch of each complaint, by external number."""
    return {case.external_no: case for case in firm.plan}


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def events_named(record: dict[str, Any], *names: str) -> list[dict[str, Any]]:
    return [event for event in record["events"] if event["name"] in names]
