"""Judge one text: engine, facts, grade and route, each with its reasons. Stateless."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from qingting.kernel.decision import Decision
from qingting.nlp.build import build_judge
from qingting.nlp.ports import Judge, TaxonomyEntry
from qingting.nlp.results import Judgement
from qingting.policy.rules.grading import decide_grade
from qingting.policy.rules.routing import find_route
from qingting.policy.schema import Standard
from qingting.policy.schema.grades import Grade
from qingting.triage.rules.facts import gather_facts, risk_labels


@dataclass(frozen=True, slots=True)
class Triage:
    """All that is suggested for one text. `category` is empty where the engine abstains."""

    judgement: Judgement
    facts: dict[str, Any]
    category: str
    demands: list[str]
    risks: list[str]
    grade: Decision[Grade]
    route: Decision[str | None]


def judge_for(standard: Standard) -> Judge:
    """The engine of this installation, built once for a standard's taxonomy."""

    def build() -> Judge:
        entries = [TaxonomyEntry(category.code, category.parent, tuple(category.words)) for category in standard.categories]
        return build_judge(settings.ENVIRONMENT.nlp, entries)

    return standard.remembered("triage.judge", build)


def judge_text(
    text: str, *, standard: Standard, channel: str | None = None, kind: str = "complaint", category: str | None = None, demands: list[str] | None = None, product: str | None = None,
    region: str | None = None, branch: str | None = None, repeat_count: int = 0, received_at: datetime | None = None,
) -> Triage:  # fmt: skip
    """Suggest category, demands, risks, grade and team. What a person has set (`category`, `demands`) is kept as it is."""
    judgement = judge_for(standard).judge(text)
    guess = judgement.category
    code = category or (guess.code if guess is not None and guess.accepted else "")
    wanted = demands if demands else sorted({span.label for span in judgement.demands if span.counts})
    facts = gather_facts(
        judgement, channel=channel, kind=kind, category=code or None, product=product, region=region, branch=branch, demands=wanted, repeat_count=repeat_count,
        received_at=received_at, zone=standard.organisation_zone,
    )  # fmt: skip
    grade = decide_grade(standard, facts)
    facts["grade"], facts["grade_rank"] = grade.value.code, grade.value.rank
    return Triage(judgement, facts, code, list(wanted), risk_labels(judgement), grade, find_route(standard, facts))
