"""The facts of past complaints, as the rules would have met them: for replaying a draft of the standard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from qingting.complaints.queries.replaying import registered_since
from qingting.policy.schema import Standard
from qingting.triage.actions.judge_text import judge_text


def past_facts(*, since: datetime, standard: Standard, progress: Callable[[int], None] = lambda n: None) -> Iterator[dict[str, Any]]:
    """One dict of facts for each complaint registered since then, with its number as `no`; the texts are judged anew by the engine of today."""
    for count, c in enumerate(registered_since(since), 1):
        triage = judge_text(
            c.verbatim, standard=standard, channel=c.channel or None, kind=c.kind, category=c.category or None, demands=list(c.demands), product=c.product, region=c.region, branch=c.branch_code,
            repeat_count=c.repeat_count, received_at=c.received_at,
        )  # fmt: skip
        yield {key: value for key, value in triage.facts.items() if key not in ("grade", "grade_rank")} | {"no": c.no}
        if count % 2000 == 0:
            progress(count)
