"""A demo company must not keep anybody waiting."""

from __future__ import annotations

import time

from qingting.console.demo.build import build_company
from tests.console.demo.conftest import AS_OF


def test_three_thousand_complaints_within_three_seconds_of_work() -> None:
    build_company(AS_OF, complaints=60)  # phrase files are read once a process
    begin = time.process_time()
    firm = build_company(AS_OF, seed=11)
    told = sum(1 for _ in firm.history()) + len(firm.live())
    assert told > 3000
    assert time.process_time() - begin < 3
