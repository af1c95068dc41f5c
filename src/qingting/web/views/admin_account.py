"""The own account: language, e-mail, phone, and the devices one is signed in on. Needs a person and no permission."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from qingting.infra import clock
from qingting.kernel.lines import one_address, one_line
from qingting.people.actions.end_own_session import end_own_session
from qingting.people.actions.manage_users import NoSuchUser, change_user
from qingting.people.actions.preferences import set_language
from qingting.people.actions.sessions import sessions_of
from qingting.people.queries.levels import grants_of
from qingting.people.queries.roster import find_user
from qingting.policy.queries import current_standard
from qingting.web.present.admin_forms import field, form_page, group, options
from qingting.web.present.admin_pages import badges, fact, text
from qingting.web.present.admin_staff import unit_name
from qingting.web.views.admin_gate import back_to, show, tried, typed
from qingting.web.views.admin_staff import today_of
from qingting.web.words import person_view

LANGUAGES = (("zh", "中文"), ("en", "English"))
_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS", "macOS"), ("Linux", "Linux"))


def device_words(agent: str, address: str) -> str:
    """Chrome · Windows · 10.0.0.7, as far as the browser says."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    known = [each for each in (browser, system) if each] or [re.sub(r"\s+", " ", agent)[:40]]
    return " · ".join([*(each for each in known if each), *([address] if address else [])]) or "?"


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    user = find_user(actor.id)
    if user is None:
        raise NoSuchUser()
    values = {"language": user.lang, "email": user.email, "phone": user.phone}
    lines: list[dict[str, str]] = []
    if request.method == "POST":
        values = typed(request, "language", "email", "phone")

        def save() -> None:
            wanted: dict[str, Any] = {
                "email": one_address(values["email"], field="email"),
                "phone": one_line(values["phone"], field="phone", most=30),
            }
            change_user(user_id=actor.id, actor=actor, now=clock.now(), **wanted)
            if values["language"] in dict(LANGUAGES):
                set_language(actor.id, values["language"])

        _done, lines = tried(request, save)
        if not lines:
            with override("en" if values["language"] == "en" else "zh-hans"):
                return back_to(request, "web:account", _("已保存"))
    return show(request, "account.html", _context(request, user, values, lines), status=422 if lines else 200, personal=True)


def _context(request: HttpRequest, user: Any, values: dict[str, str], lines: list[dict[str, str]]) -> dict[str, Any]:
    lang, standard = request.lang, current_standard()  # type: ignore[attr-defined]
    today = today_of(standard, clock.now())
    held = [g for g in grants_of(user.pk) if g.starts <= today and (g.ends is None or g.ends >= today)]
    levels = [(f"{g.level} {g.starts.isoformat()} – {g.ends.isoformat() if g.ends else ''}".strip(" –"), "blue") for g in held]
    role = next((r.name.pick(lang) for r in standard.roles if r.code == user.role), user.role)
    facts = [
        fact(_("用户名"), text(user.username)), fact(_("角色"), text(role)), fact(_("班组"), text(unit_name(user.team, lang))), fact(_("部门"), text(unit_name(user.department, lang))),
        fact(_("网点"), text(unit_name(user.branch, lang))), fact(_("上级"), text(user.superior.display_name if user.superior else "")), fact(_("能力等级"), badges(levels)),
    ]  # fmt: skip
    fields = [
        field("language", _("语言"), values["language"], "select", required=True, options=options(LANGUAGES)), field("email", _("邮箱"), values["email"], "email", maxlength=254),
        field("phone", _("电话"), values["phone"], "tel", maxlength=30),
    ]  # fmt: skip
    form = form_page(title="", back={}, form_url="", submit="", groups=[group("", fields)], lines=lines)
    here = request.session.session_key
    sessions = [
        {"id": s.pk, "what": device_words(s.device, s.address), "at": s.started_at, "here": s.session_key == here}
        for s in sessions_of(user.pk)
    ]
    return {
        "person": person_view(user.pk, user.display_name),
        "facts": facts,
        "fields": form["groups"][0]["fields"],
        "problems": form["problems"],
        "sessions": sessions,
    }


@require_http_methods(["POST"])
def session_end(request: HttpRequest, id: int) -> HttpResponse:
    _done, lines = tried(request, lambda: end_own_session(session_id=id, actor=request.actor, now=clock.now()))  # type: ignore[attr-defined]
    return back_to(request, "web:account", lines[0]["message"] if lines else _("已退出那台设备"))
