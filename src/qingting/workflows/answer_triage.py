"""What would be suggested for a text, with words and clauses. Nothing is stored."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from qingting.complaints.commands import Code, Command, CustomerData, Text
from qingting.complaints.queries.among import visible_among
from qingting.complaints.queries.finding import earlier_of
from qingting.customers.queries.profiles import find_by_contact
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard
from qingting.triage.actions.judge_text import judge_text
from qingting.triage.rules.facts import judgement_plain


class TriageText(Command):
    text: Annotated[Text, Field(min_length=1)]
    channel: Code | None = None
    customer: CustomerData | None = None


def answer_triage(command: TriageText, *, now: datetime, standard: Standard, actor: Actor | None = None) -> dict[str, Any]:
    """Earlier complaints all count, but only those within the scope of `actor` are named; without one (the console) none is left out."""
    given = command.customer
    known = find_by_contact(phone=given.phone or "", account_no=given.account_no or "", email=given.email or "") if given else []
    earlier = [c for profile in known for c in earlier_of(profile.id)]
    result = judge_text(command.text, standard=standard, channel=command.channel, repeat_count=len(earlier), received_at=now)
    seen = {c.pk for c in earlier} if actor is None else set(visible_among((c.pk for c in earlier), actor, standard))
    plain = judgement_plain(result.judgement)
    grade = result.grade
    return {
        "category": plain["category"], "grade": {
            "code": grade.value.code, "rank": grade.value.rank, "clause": grade.clause, "rule": grade.rule, "reasons": {"zh": grade.reason.zh, "en": grade.reason.en}, "because": list(grade.because),
        },
        "emotion": {"anger": plain["anger"], "emotion": plain["emotion"]}, "risks": plain["risks"], "demands": plain["demands"], "escalation": plain["escalation"],
        "bottom_lines": plain["bottom_lines"], "promises": plain["promises"], "entities": [], "route": {"team": result.route.value, "clause": result.route.clause, "rule": result.route.rule},
        "repeat_candidates": [{"no": c.no, "title": c.title, "status": c.status} for c in earlier if c.pk in seen], "engine": plain["engine"], "engine_version": plain["version"],
    }  # fmt: skip
