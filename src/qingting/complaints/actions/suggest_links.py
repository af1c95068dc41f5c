"""Complaints that are probably the same matter, by plain evidence: same customer or order, and how much of the words they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from qingting.complaints.choices import OPEN_STATUSES
from qingting.complaints.models import Complaint, Link
from qingting.kernel.text import grams

WINDOW = timedelta(days=90)
SAME = 0.55
CLOSE = 0.18


@dataclass(frozen=True, slots=True)
class Likely:
    """`kind` is a link kind; `score` 0 to 1 shared pairs of characters; `why` names the evidence."""

    id: int
    no: str
    title: str
    kind: str
    score: float
    why: list[str]


def shared(a: Sequence[int], b: Sequence[int]) -> float:
    """Jaccard similarity of two sets of character pairs."""
    one, two = set(a), set(b)
    return len(one & two) / len(one | two) if one or two else 0.0


def likely_same(complaint: Complaint, now: datetime, limit: int = 5) -> list[Likely]:
    return find_likely(
        complaint.verbatim,
        customer_id=complaint.customer_id,
        order_no=complaint.order_no,
        category=complaint.category,
        now=now,
        except_id=complaint.pk,
        before_id=complaint.pk,
        limit=limit,
    )


def find_likely(
    text: str,
    *,
    customer_id: int | None,
    order_no: str,
    category: str = "",
    now: datetime,
    except_id: int | None = None,
    before_id: int | None = None,
    limit: int = 5,
) -> list[Likely]:
    """At most 40 earlier complaints of the same customer or order are compared. Suggested, never merged on its own."""
    evidence = Q()
    if customer_id is not None:
        evidence |= Q(customer_id=customer_id)
    if order_no:
        evidence |= Q(order_no=order_no)
    if not evidence:
        return []
    candidates = Complaint.objects.filter(evidence, registered_at__gte=now - WINDOW).exclude(pk=except_id).exclude(status="withdrawn")
    if before_id is not None:
        candidates = candidates.filter(pk__lt=before_id)
    mine = grams(text)
    found: list[Likely] = []
    for other in candidates.order_by("-registered_at").only("id", "no", "title", "verbatim", "order_no", "category", "status")[:40]:
        score = round(shared(mine, grams(other.verbatim)), 3)
        same_order = bool(order_no) and other.order_no == order_no
        why = (
            ["same_order"] * same_order
            + ["same_category"] * bool(category and other.category == category)
            + ["similar_words"] * (score >= CLOSE)
        )
        if score >= SAME or (same_order and score >= CLOSE and other.status in OPEN_STATUSES):
            kind = "same_complaint"
        elif same_order or score >= CLOSE or "same_category" in why:
            kind = "same_cause"
        else:
            kind = "same_customer"
        found.append(Likely(other.pk, other.no, other.title, kind, score, ["same_customer", *why] if customer_id is not None else why))
    order = {"same_complaint": 0, "same_cause": 1, "same_customer": 2}
    return sorted(found, key=lambda f: (order[f.kind], -f.score))[:limit]


def suggest_links(complaint_id: int, found: Sequence[Likely], now: datetime) -> None:
    """Keep the suggestions as links a person may confirm or remove."""
    Link.objects.bulk_create(
        [Link(origin_id=complaint_id, target_id=f.id, kind=f.kind, at=now, suggested=True) for f in found if f.kind != "same_customer"],
        ignore_conflicts=True,
    )
