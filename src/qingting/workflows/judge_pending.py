"""What follows a registration within two seconds: likely duplicates are suggested as links. May raise a grade, never lower one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.complaints.actions.acting import Case, acting
from qingting.complaints.actions.claim_judging import claim_judging
from qingting.complaints.actions.suggest_links import likely_same, suggest_links
from qingting.kernel.actor import Actor
from qingting.policy.queries import current_standard

JUDGE = Actor("system", None, "研判")


def judge_pending(now: datetime, limit: int = 20) -> int:
    """Take up to `limit` waiting complaints, one transaction each; returns how many were done."""
    done = 0
    for _ in range(limit):
        with transaction.atomic():
            no = claim_judging()
            if no is None:
                return done
            _judge(no, now)
        done += 1
    return done


def _judge(no: str, now: datetime) -> None:
    with acting("note", no, actor=JUDGE, now=now, standard=current_standard()) as case:
        _suggest(case)
        case.change(judging="done")


def _suggest(case: Case) -> None:
    found = likely_same(case.record, case.now)
    if found:
        suggest_links(case.id, found, case.now)
        case.event("triage.repeat.suggested", {"candidates": [{"no": f.no, "kind": f.kind, "score": f.score, "why": f.why} for f in found]})
