"""Move open complaints to the standard in force: explicit, with a reason, one event for each. The only way a new standard reaches them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qingting.complaints.queries.replaying import open_under_other_versions
from qingting.handling.actions.handle import handle
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard
from qingting.sla.actions.regrade_clocks import regrade_clocks
from qingting.triage.actions.judge_text import judge_text


@dataclass(frozen=True, slots=True)
class Move:
    """What would change for one complaint. A machine never lowers: a milder grade under the new rules is left to people."""

    no: str
    from_version: str
    from_grade: str
    to_grade: str


def _new_grade(c: object, standard: Standard) -> tuple[str, int]:
    triage = judge_text(
        c.verbatim, standard=standard, channel=c.channel or None, kind=c.kind, category=c.category or None, demands=list(c.demands), product=c.product,  # type: ignore[attr-defined]
        region=c.region, branch=c.branch_code, repeat_count=c.repeat_count, received_at=c.received_at,  # type: ignore[attr-defined]
    )  # fmt: skip
    grade = triage.grade.value
    kept = standard.grade_by_code.get(c.grade)  # type: ignore[attr-defined]
    return (kept.code, kept.rank) if kept is not None and kept.rank <= grade.rank else (grade.code, grade.rank)


def preview_migration(standard: Standard) -> list[Move]:
    return [Move(c.no, c.policy_version, c.grade, _new_grade(c, standard)[0]) for c in open_under_other_versions(standard.version)]


def migrate_open(numbers: Sequence[str], *, reason: str, actor: Actor, now: datetime, standard: Standard) -> int:
    """Pin the complaints to `standard`, raise grades where its rules do, and derive the open clocks anew. Returns how many moved."""
    done = 0
    for no in numbers:
        with handle("migrate", no, actor=actor, now=now, standard=standard) as case:
            before = (case.record.policy_version, case.record.grade)
            code, rank = _new_grade(case.record, standard)
            case.pinned = standard
            case.change(policy_version=standard.version, grade=code, grade_rank=rank)
            case.event(
                "complaints.complaint.migrated", {"from": before[0], "to": standard.version, "grade": [before[1], code]}, text=reason
            )
            regrade_clocks(case)
        done += 1
    return done
