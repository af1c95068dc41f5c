"""The same arguments give the same company, to the byte, in any process."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from qingting.console.demo.build import build_company

SRC = Path(__file__).resolve().parents[3] / "src"
SCRIPT = """
import sys
from datetime import date
sys.path.insert(0, {tests!r})
from tests.console.demo.test_determinism import fingerprint
print(fingerprint(date(2026, 9, 1), 250, 4, 7))
"""


def fingerprint(as_of: date, complaints: int, months: int, seed: int) -> str:
    firm = build_company(as_of, complaints=complaints, months=months, seed=seed)
    told = {
        "history": list(firm.history()),
        "live": firm.live(),
        "staff": [asdict(person) for person in firm.staff],
        "customers": [asdict(customer) for customer in firm.customers],
        "orders": [asdict(order) for order in firm.orders],
        "batches": [asdict(batch) for batch in firm.batches],
    }
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, default=str).encode()).hexdigest()


def test_same_arguments_same_bytes() -> None:
    assert fingerprint(date(2026, 9, 1), 250, 4, 7) == fingerprint(date(2026, 9, 1), 250, 4, 7)


@pytest.mark.parametrize("hash_seed", ["0", "4711"])
def test_no_trace_of_the_process(hash_seed: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(SRC)}
    script = SCRIPT.format(tests=str(SRC.parent))
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == fingerprint(date(2026, 9, 1), 250, 4, 7)


@pytest.mark.parametrize("other", [(date(2026, 9, 2), 250, 4, 7), (date(2026, 9, 1), 250, 4, 8), (date(2026, 9, 1), 251, 4, 7)])
def test_other_arguments_other_company(other: tuple[date, int, int, int]) -> None:
    assert fingerprint(*other) != fingerprint(date(2026, 9, 1), 250, 4, 7)


def test_history_can_be_told_twice(firm, history) -> None:
    again = firm.history()
    assert [next(again) for _ in range(40)] == history[:40]
