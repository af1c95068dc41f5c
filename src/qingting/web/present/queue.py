"""The queue as its template draws it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.complaints.choices import RISKS, STATUSES
from qingting.complaints.queries.queue import VIEWS, Page, QueueFilter
from qingting.kernel.bilingual import Bi
from qingting.policy.schema import Standard
from qingting.web.words import clock_view, person_view

COLUMNS = ("risk", "category", "channel", "region", "owner")
SIZES = (20, 50, 100)
_URGENT = frozenset({"life", "fire", "self_harm", "court", "media"})


def names_for(standard: Standard, lang: str) -> dict[str, dict[str, str]]:
    """Codes to words in one language, made once for a standard."""

    def make() -> dict[str, dict[str, str]]:
        return {
            "category": {c.code: c.name.pick(lang) for c in standard.categories},
            "channel": {c.code: c.name.pick(lang) for c in standard.channels},
            "demand": {d.code: d.name.pick(lang) for d in standard.demands},
            "grade": {g.code: g.name.pick(lang) for g in standard.grades},
            "status": {code: name.pick(lang) for code, name in STATUSES.items()},
            "risk": {code: name.pick(lang) for code, name in RISKS.items()},
        }

    return standard.remembered(("web.names", lang), make)


def risk_view(risks: list[str], anger: int, grade_rank: int, names: Mapping[str, str]) -> dict[str, Any]:
    """0 to 4 bars from the risk flags and the grade; the word names the gravest flag. A sign for the eye, not a score anything rests on."""
    level = 4 if grade_rank == 1 or _URGENT & set(risks) else 3 if grade_rank == 2 or risks else 2 if anger >= 4 else 1 if anger >= 2 else 0
    gravest = next((code for code in RISKS if code in risks), None)
    words = (_("低"), _("低"), _("中"), _("高"), _("极高"))
    return {"level": level, "text": names.get(gravest, gravest) if gravest else words[level]}


def row_views(
    page: Page,
    *,
    standard: Standard,
    lang: str,
    now: datetime,
    owners: Mapping[int, str],
    lengths: Mapping[int, int],
    viewing: Mapping[int, str],
    unread: set[int],
    back: str,
) -> list[dict[str, Any]]:
    """One dict for each row. `back` is the list's own query string, so that the workspace knows its neighbours."""
    names = names_for(standard, lang)
    base = reverse("web:complaint", kwargs={"no": "TS0"})[:-3]
    grades = {g.code: {"code": g.code, "rank": g.rank, "name": names["grade"][g.code]} for g in standard.grades}
    suffix = f"?from={back}" if back else ""
    paused = _("已暂停")
    rows = []
    for c in page.items:
        chips = [{"text": names["risk"].get(code, code), "tone": "red" if code in _URGENT else "orange"} for code in c.risks[:2]]
        if c.paused:
            clock: dict[str, Any] | None = {"state": "paused", "level": "paused", "text": paused, "note": ""}
        else:
            clock = clock_view(due_at=c.next_due_at, started_at=None, state="running", now=now, lang=lang, length=lengths.get(c.pk))
        rows.append(
            {
                "no": c.no, "url": f"{base}{c.no}{suffix}", "title": c.title, "unread": c.pk in unread, "viewing": viewing.get(c.pk), "chips": chips, "customer": c.customer_name,
                "flag": None, "product": c.product, "repeat": c.repeat_count, "grade": grades.get(c.grade, {"code": c.grade, "rank": c.grade_rank, "name": c.grade}),
                "risk": risk_view(c.risks, c.anger, c.grade_rank, names["risk"]), "clock": clock, "stage": {"code": c.status, "name": names["status"].get(c.status, c.status)},
                "category": names["category"].get(c.category, c.category_name), "channel": names["channel"].get(c.channel, c.channel), "region": c.region,
                "owner": person_view(c.owner_id, owners.get(c.owner_id, "")) if c.owner_id else None, "judging": c.judging == "pending",
            }
        )  # fmt: skip
    return rows


def filter_views(
    wanted: QueueFilter, *, standard: Standard, lang: str, regions: list[str], people: list[tuple[str, str]], owner: str
) -> list[dict[str, Any]]:
    names = names_for(standard, lang)
    tops = [c for c in standard.categories if c.parent is None]
    categories = [
        {"label": names["category"][top.code], "options": [{"value": c.code, "label": names["category"][c.code]} for c in standard.categories if c.code == top.code or c.parent == top.code]}
        for top in tops
    ]  # fmt: skip
    return [
        {
            "name": "grade",
            "label": _("级别"),
            "value": ",".join(wanted.grade),
            "options": [{"value": g.code, "label": f"{g.code} {names['grade'][g.code]}"} for g in standard.grades],
        },
        {
            "name": "status",
            "label": _("阶段"),
            "value": ",".join(wanted.status),
            "options": [{"value": code, "label": name} for code, name in names["status"].items()],
        },
        {"name": "category", "label": _("类别"), "value": wanted.category, "options": categories},
        {
            "name": "channel",
            "label": _("渠道"),
            "value": wanted.channel,
            "options": [{"value": code, "label": name} for code, name in names["channel"].items()],
        },
        {"name": "region", "label": _("区域"), "value": wanted.region, "options": [{"value": r, "label": r} for r in regions]},
        {"name": "owner", "label": _("负责人"), "value": owner, "options": [{"value": value, "label": label} for value, label in people]},
    ]


def page_view(page: Page, *, params: Mapping[str, str], size: int, shown: int) -> dict[str, Any]:
    kept = {k: v for k, v in params.items() if k not in ("cursor", "size", "start") and v}
    base = reverse("web:queue")

    def address(**more: Any) -> str:
        return f"{base}?{urlencode({**kept, **more})}"

    asked = params.get("start") or "1"
    start = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    total = f"{page.total}" if page.total_is_exact else f"{page.total}+"
    return {
        "start": start if shown else 0, "end": start + shown - 1 if shown else 0, "total_text": total,
        "previous_url": address(cursor=page.prev, size=size, start=max(1, start - size)) if page.prev and start > 1 else None,
        "next_url": address(cursor=page.next, size=size, start=start + shown) if page.next else None,
        "sizes": [{"size": s, "url": address(size=s), "current": s == size} for s in SIZES],
    }  # fmt: skip


def view_view(view: str, saved: Any, lang: str, actor_id: int | None) -> dict[str, Any]:
    """`view` of `queue.html`; only one's own saved view can be deleted."""
    if saved is not None:
        mine = saved.owner_id == actor_id
        delete_url = reverse("web:view_delete", kwargs={"view_id": saved.pk}) if mine else None
        return {
            "key": f"saved-{saved.pk}",
            "name": saved.name,
            "shared": saved.shared,
            "mine": mine,
            "hint": None,
            "delete_url": delete_url,
        }
    name = VIEWS.get(view, Bi("全部投诉", "All complaints")).pick(lang)
    hints = {"unassigned": _("还没有负责人的投诉。打开一件并受理，它就归您负责。"), "repeat": _("同一客户或同一订单在 90 天内再次投诉。")}
    return {"key": view, "name": name, "shared": False, "mine": False, "hint": hints.get(view)}


def empty_view(view: str, filtered: bool, register_url: str | None, told: str = "") -> dict[str, Any]:
    """What an empty list says: the next step. `told`: why nothing could be looked for."""
    if filtered:
        return {
            "title": told or _("没有符合条件的投诉"),
            "text": _("试试放宽筛选条件，或换一个说法搜索。"),
            "action": {"label": _("清除筛选"), "url": f"{reverse('web:queue')}?view={view or 'all'}"},
        }
    texts = {
        "mine": (
            _("没有等您处理的投诉"),
            _("可以到待受理池里领取下一件。"),
            {"label": _("打开待受理池"), "url": f"{reverse('web:queue')}?view=unassigned"},
        ),
        "overdue": (_("没有超时的投诉"), _("所有时限都在掌握之中。"), None),
        "due_soon": (_("两小时内没有到期的投诉"), "", None),
    }
    title, text, action = texts.get(
        view,
        (_("这里还没有投诉"), _("从电话、门户或导入登记第一件。"), {"label": _("登记投诉"), "url": register_url} if register_url else None),
    )
    return {"title": title, "text": text, "action": action}
