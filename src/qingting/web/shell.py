"""The frame around every staff page: views with live counts, management links this person may open, the bell."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from qingting.complaints.queries.access import may_act
from qingting.complaints.queries.counting import view_counts
from qingting.complaints.queries.queue import VIEWS
from qingting.complaints.queries.saved_views import views_for
from qingting.infra import clock
from qingting.infra.notify.reading import unread_count
from qingting.kernel.actor import Actor
from qingting.kernel.pinyin import pinyin_of
from qingting.policy.queries import current_standard
from qingting.web.words import person_view

_COUNTS_FRESH_SECONDS = 10.0
_counts: dict[tuple[int, str], tuple[float, dict[str, int]]] = {}

VIEW_ICONS = {
    "mine": "inbox", "unassigned": "circle-dashed", "due_soon": "flame", "overdue": "alert-triangle", "high": "shield-check", "repeat": "refresh", "all": "checklist", "ended": "circle-check",
}  # fmt: skip
VIEW_KEYS = {"mine": "g q", "unassigned": "g u", "due_soon": "g h", "overdue": "g o", "all": "g a"}


def may_for(actor: Actor | None) -> Callable[[str], bool]:
    """`may(act)` for templates."""
    if actor is None:
        return lambda act: False
    standard = current_standard()
    return lambda act: may_act(actor, act, standard)


def counts_for(actor: Actor) -> dict[str, int]:
    """Counts of the views, at most ten seconds old."""
    key = (actor.id or 0, actor.role or "")
    known = _counts.get(key)
    if known is not None and time.monotonic() - known[0] < _COUNTS_FRESH_SECONDS:
        return known[1]
    if len(_counts) > 2000:
        _counts.clear()
    found = view_counts(actor=actor, now=clock.now(), standard=current_standard())
    _counts[key] = (time.monotonic(), found)
    return found


def known_counts(actor: Actor) -> dict[str, int]:
    """What is known without asking the database: a page never waits for its sidebar, the poll fills it in."""
    known = _counts.get((actor.id or 0, actor.role or ""))
    return known[1] if known is not None else {}


def forget_counts() -> None:
    """After an act in this process the next poll counts anew."""
    _counts.clear()


def count_text(count: int | None) -> str:
    return "" if count is None else "999+" if count > 999 else str(count)


def build_shell(request: HttpRequest) -> dict[str, Any]:
    """The context `shell` of `base.html`."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    lang = request.lang  # type: ignore[attr-defined]
    may = may_for(actor)
    counts = known_counts(actor)
    standard = current_standard()
    role = next((r.name.pick(lang) for r in standard.roles if r.code == actor.role), actor.role)
    unread = unread_count(actor.id or 0)
    links = [link for link in _links(lang) if may(link.pop("act"))]
    views = [
        {"key": key, "label": name.pick(lang), "icon": VIEW_ICONS[key], "url": f"{reverse('web:queue')}?view={key}", "count": count_text(counts.get(key)), "bad": key == "overdue" and counts.get(key, 0) > 0, "shortcut": VIEW_KEYS.get(key), "pinyin": pinyin_of(name.zh)}
        for key, name in VIEWS.items()
    ]  # fmt: skip
    for saved in views_for(actor):
        views.append(
            {
                "key": f"saved-{saved.pk}",
                "label": saved.name,
                "icon": "bookmark",
                "url": f"{reverse('web:queue')}?{saved.query}&saved={saved.pk}",
                "count": "",
                "bad": False,
                "shortcut": None,
                "pinyin": pinyin_of(saved.name),
            }
        )
    return {
        "views": views, "links": links, "here": getattr(request, "here", ""), "role": role, "person": person_view(actor.id, actor.name), "unread": unread,
        "bottom": [{"key": v["key"], "label": v["label"], "icon": v["icon"], "url": v["url"]} for v in views if v["key"] in ("mine", "due_soon")],
        "notices_url": reverse("web:notices"), "account_url": reverse("web:account"), "password_url": reverse("web:password"), "logout_url": reverse("web:logout"),
        "language_url": reverse("web:language"), "register_url": reverse("web:register") if may("register") else None, "poll_url": reverse("web:poll"), "search_url": reverse("web:find"),
        "queue_url": reverse("web:queue"), "complaint_url": reverse("web:complaint", kwargs={"no": "TS0"}), "ribbon": None,
    }  # fmt: skip


def _links(lang: str) -> list[dict[str, Any]]:
    rows = (
        ("staff", "人员", "Staff", "users", "web:staff", "manage_users"),
        ("levels", "授权", "Grants", "certificate", "web:levels", "set_level"),
        ("handover", "工作移交", "Handover", "arrow-right", "web:handover", "handover"),
        ("organisation", "组织", "Organisation", "building-store", "web:organisation", "manage_users"),
        ("customers", "客户", "Customers", "user", "web:customers", "reveal_phone"),
        ("catalogue", "产品与订单", "Products and orders", "clipboard-text", "web:catalogue", "view"),
        ("standard", "处理规范", "Standard", "gavel", "web:standard", "view"),
        ("imports", "导入", "Import", "upload", "web:imports", "import"),
        ("outbox", "消息发送", "Messages", "send", "web:outbox", "administer"),
        ("health", "系统检查", "System check", "shield-check", "web:health", "administer"),
    )
    return [
        {"key": key, "label": en if lang == "en" else zh, "icon": icon, "url": reverse(name), "act": act, "pinyin": pinyin_of(zh)}
        for key, zh, en, icon, name, act in rows
    ]
