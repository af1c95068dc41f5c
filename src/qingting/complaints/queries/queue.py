"""The work queue: views, filters, search and keyset paging. One list costs a fixed number of statements."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.db.models import Q, QuerySet

from qingting.complaints.choices import ENDED_STATUSES, OPEN_STATUSES
from qingting.complaints.models import Complaint, SearchText
from qingting.complaints.permissions import visible
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.kernel.text import clean, contains, fold, query_grams
from qingting.policy.schema import Standard

DUE_SOON = timedelta(hours=2)
COUNT_UP_TO = 1000
VIEWS: dict[str, Bi] = {
    "mine": Bi("待我处理", "Mine"),
    "unassigned": Bi("待受理池", "Unassigned"),
    "due_soon": Bi("即将超时", "Due soon"),
    "overdue": Bi("已超时", "Overdue"),
    "high": Bi("A 级与高风险", "Grade A and high risk"),
    "repeat": Bi("重复投诉", "Repeat"),
    "all": Bi("全部在办", "All open"),
    "ended": Bi("已办结", "Ended"),
}
SORTS = ("due", "recent")


class BadFilter(DomainError):
    code = "complaints.queue.bad_filter"
    status = 400
    zh = "筛选条件「{name}」的值「{value}」无法识别。"
    en = "The filter “{name}” does not understand the value “{value}”."


class QueryTooShort(DomainError):
    code = "complaints.queue.query_too_short"
    status = 400
    zh = "请输入至少两个字再搜索。"
    en = "Please type at least two characters to search."


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a list shows. `view` is one of VIEWS or "" for everything; other fields narrow it."""

    view: str = ""
    status: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    owner: int | None = None
    team: int | None = None
    category: str = ""
    channel: str = ""
    region: str = ""
    kind: str = ""
    origin: str = ""
    risk: str = ""
    q: str = ""
    due_before: datetime | None = None
    sort: str = "due"
    size: int = 50
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """`total` counts up to 1,000; beyond, `total_is_exact` is False."""

    items: list[Complaint]
    next: str | None
    prev: str | None
    total: int
    total_is_exact: bool
    matched: QueueFilter = field(default_factory=QueueFilter)


def view_filter(view: str, actor: Actor, now: datetime) -> Q:
    """The meaning of a view. Everything but `ended` is about open live complaints."""
    open_live = Q(origin="live", status__in=OPEN_STATUSES)
    if view == "mine":
        return open_live & Q(owner_id=actor.id)
    if view == "unassigned":
        return open_live & Q(owner__isnull=True)
    if view == "due_soon":
        return open_live & Q(next_due_at__gte=now, next_due_at__lt=now + DUE_SOON)
    if view == "overdue":
        return open_live & Q(next_due_at__lt=now)
    if view == "high":
        return open_live & (Q(grade_rank=1) | Q(risks__overlap=["life", "fire", "self_harm", "media", "court"]))
    if view == "repeat":
        return open_live & Q(repeat_count__gt=0)
    if view == "all":
        return open_live
    if view == "ended":
        return Q(status__in=ENDED_STATUSES)
    if view == "":
        return Q()
    raise BadFilter(name="view", value=view[:40])


def _conditions(wanted: QueueFilter, actor: Actor, now: datetime, standard: Standard) -> Q:
    found = visible(actor, standard) & view_filter(wanted.view, actor, now)
    simple: Mapping[str, Any] = {
        "status__in": wanted.status, "grade__in": wanted.grade, "owner_id": wanted.owner, "team_id": wanted.team, "channel": wanted.channel, "region": wanted.region,
        "kind": wanted.kind, "origin": wanted.origin,
    }  # fmt: skip
    for name, value in simple.items():
        if value not in ((), "", None):
            found &= Q(**{name: value})
    if wanted.category:
        found &= (
            Q(category=wanted.category)
            if "." in wanted.category
            else Q(category__startswith=wanted.category + ".") | Q(category=wanted.category)
        )
    if wanted.risk:
        found &= Q(risks__contains=[wanted.risk])
    if wanted.due_before is not None:
        found &= Q(next_due_at__lt=wanted.due_before)
    return found


def _search(q: str) -> tuple[Q, str]:
    """The filter for a query and its folded form. A number of a complaint is looked up directly."""
    text = clean(q).strip()[:200]
    folded = fold(text)
    if folded.startswith("ts") and folded[2:].isdigit() and len(folded) >= 8:
        return Q(no__startswith=folded.upper()), ""
    grams = query_grams(text)
    if not grams:
        raise QueryTooShort(field="q")
    return Q(pk__in=SearchText.objects.filter(grams__contains=grams).values("complaint_id")), folded


def list_complaints(wanted: QueueFilter, *, actor: Actor, now: datetime, standard: Standard) -> Page:
    """One page. Raises BadFilter or QueryTooShort."""
    conditions = _conditions(wanted, actor, now, standard)
    folded = ""
    if wanted.q.strip():
        search, folded = _search(wanted.q)
        conditions &= search
        wanted = replace(wanted, sort="recent" if wanted.sort == "due" and not wanted.view else wanted.sort)
    base = Complaint.objects.filter(conditions).defer(
        "verbatim",
        "summary",
        "judgement",
        "extra",
        "first_response",
        "represented",
        "consents",
        "involved",
        "grade_basis",
        "category_basis",
        "remedy",
    )
    if folded:
        base = Complaint.objects.filter(conditions).defer("judgement", "extra")
    forward, key = _decode(wanted.cursor, wanted.sort)
    rows = (_by_due if wanted.sort == "due" else _by_recency)(base, forward, key, wanted.size + 1)
    more = len(rows) > wanted.size
    rows = rows[: wanted.size]
    if not forward:
        rows.reverse()
    edges = (rows[0], rows[-1]) if rows else None  # before anything is left out: the next page begins behind what was looked at
    if folded:
        rows = [row for row in rows if _really(row, wanted.q)]
    has_next = more if forward else True
    has_prev = (key is not None) if forward else more
    if not wanted.cursor and not more:
        total, exact = len(rows), True
    else:  # a phrase is confirmed on the shown rows only: beyond them its pairs are counted
        total = Complaint.objects.filter(conditions).order_by()[: COUNT_UP_TO + 1].values("pk").count()
        exact = len(folded) <= 2
    return Page(
        rows,
        _encode("n", edges[1], wanted.sort) if edges and has_next else None,
        _encode("p", edges[0], wanted.sort) if edges and has_prev else None,
        min(total, COUNT_UP_TO),
        total <= COUNT_UP_TO and exact,
        wanted,
    )


def _really(row: Complaint, q: str) -> bool:
    """All pairs are there; is the phrase? Pairs of two characters are exact, longer phrases are looked at."""
    if len(fold(clean(q)).strip()) <= 2:
        return True
    names = " ".join(str(item.get("name", "")) for item in row.involved)
    texts = (
        row.no,
        row.title,
        row.verbatim,
        row.summary,
        row.customer_name,
        row.product,
        row.order_no,
        row.batch_no,
        row.site,
        row.external_no or "",
        names,
    )
    return any(contains(text, q) for text in texts if text) or q.strip().replace("-", "").isdigit() or len(q.split()) > 1


def _by_due(base: QuerySet[Complaint], forward: bool, key: tuple[str | None, int] | None, limit: int) -> list[Complaint]:
    """Earliest deadline first, those without one last. Two index walks at most."""
    dated = base.filter(next_due_at__isnull=False)
    undated = base.filter(next_due_at__isnull=True)
    if forward:
        if key is None or key[0] is not None:
            if key is not None:
                dated = dated.filter(next_due_at__gte=key[0]).filter(Q(next_due_at__gt=key[0]) | Q(id__gt=key[1]))
            rows = list(dated.order_by("next_due_at", "id")[:limit])
            return rows if len(rows) == limit else rows + list(undated.order_by("id")[: limit - len(rows)])
        return list(undated.filter(id__gt=key[1]).order_by("id")[:limit])
    if key is None:
        return []
    rows = []
    if key[0] is None:
        rows = list(undated.filter(id__lt=key[1]).order_by("-id")[:limit])
        if len(rows) == limit:
            return rows
    else:
        dated = dated.filter(next_due_at__lte=key[0]).filter(Q(next_due_at__lt=key[0]) | Q(id__lt=key[1]))
    return rows + list(dated.order_by("-next_due_at", "-id")[: limit - len(rows)])


def _by_recency(base: QuerySet[Complaint], forward: bool, key: tuple[str | None, int] | None, limit: int) -> list[Complaint]:
    """Newest registration first."""
    if key is not None and key[0] is not None:
        side, tie = ("lte", "lt") if forward else ("gte", "gt")
        base = base.filter(**{f"registered_at__{side}": key[0]}).filter(
            Q(**{f"registered_at__{tie}": key[0]}) | Q(**{f"id__{tie}": key[1]})
        )
    order = ("-registered_at", "-id") if forward else ("registered_at", "id")
    return list(base.order_by(*order)[:limit])


def _encode(direction: str, row: Complaint, sort: str) -> str:
    moment = row.next_due_at if sort == "due" else row.registered_at
    return base64.urlsafe_b64encode(orjson.dumps([direction, sort, moment.isoformat() if moment else None, row.pk])).decode().rstrip("=")


def _decode(cursor: str, sort: str) -> tuple[bool, tuple[str | None, int] | None]:
    if not cursor:
        return True, None
    try:
        direction, kept, moment, number = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if (moment is None and sort != "due") or (moment is not None and datetime.fromisoformat(moment).utcoffset() is None):
            raise ValueError("not an instant")
        if kept != sort or direction not in ("n", "p") or type(number) is not int or not 0 <= number < 2**63:
            raise ValueError("cursor of another list")
    except (ValueError, TypeError, OverflowError, binascii.Error) as error:
        raise BadFilter(field="cursor", name="cursor", value=cursor[:20]) from error
    return direction == "n", (moment, number)
