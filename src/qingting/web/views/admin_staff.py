"""Staff: the list, one person, new and changed."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.complaints.queries.access import may_act
from qingting.complaints.queries.workload import open_counts
from qingting.infra import clock
from qingting.infra.ledger.reading import past_of, seq_of
from qingting.people.actions.edit_staff import StaffFields, add_staff, edit_staff
from qingting.people.actions.manage_users import NoSuchUser
from qingting.people.queries.choosing import suggest_branches, suggest_people
from qingting.people.queries.levels import grants_of, levels_in_force
from qingting.people.queries.roster import Roster, find_user, leave_of, list_staff, reports_of, state_counts, teams_led_by, tokens_of
from qingting.people.queries.staff import departments, names_of, on_leave, teams
from qingting.policy.queries import current_standard
from qingting.web.present.admin_forms import back
from qingting.web.present.admin_person import person_page, secret_page
from qingting.web.present.admin_staff import FIELDS, staff_form, staff_list, unit_name, values_of
from qingting.web.views.admin_gate import asked, asked_number, asked_size, back_to, gated, show, tried, typed
from qingting.workflows.deactivate_person import open_work_of

SUPERIOR_ROLES = ("lead", "manager", "executive", "admin")
HISTORY_SHOWN = 20
_BETWEEN = re.compile(r"[,，、;；\n]+")


def today_of(standard: Any, now: Any) -> Any:
    """The day in the organisation's zone."""
    return now.astimezone(ZoneInfo(standard.organisation_zone)).date()


@gated("manage_users", "staff")
def staff(request: HttpRequest) -> HttpResponse:
    lang, now, standard = request.lang, clock.now(), current_standard()  # type: ignore[attr-defined]
    state = asked(request, "state")
    wanted = Roster(
        q=asked(request, "q"), role=asked(request, "role"), team=asked(request, "team"), state=state if state in ("active", "inactive") else "active", page=asked_number(request, "page", 1, most=100_000),
        size=asked_size(request),
    )  # fmt: skip
    people, total = list_staff(wanted)
    ids = [person.pk for person in people]
    context = staff_list(
        people, total, wanted, standard=standard, lang=lang, teams=teams(), levels=levels_in_force(ids, today_of(standard, now)), open_counts=open_counts(ids), away=on_leave(ids, now), counts=state_counts(),
    )  # fmt: skip
    return show(request, "table_page.html", context, personal=True)


@gated("manage_users", "staff")
def staff_detail(request: HttpRequest, user_id: int) -> HttpResponse:
    actor, lang, now, standard = request.actor, request.lang, clock.now(), current_standard()  # type: ignore[attr-defined]
    user = find_user(user_id)
    if user is None:
        raise NoSuchUser()
    grants = grants_of(user_id)
    subject = f"user:{user_id}"
    history = past_of(subject, after=max(0, seq_of(subject) - HISTORY_SHOWN), limit=HISTORY_SHOWN)[::-1]
    today = today_of(standard, now)
    context = person_page(
        user, standard=standard, lang=lang, today=today, level=levels_in_force([user_id], today).get(user_id), away=bool(on_leave([user_id], now)), grants=grants, leave=leave_of(user_id, now),
        tokens=tokens_of(user_id), work=open_work_of(user_id), names=names_of(g.granted_by_id for g in grants), history=history, may_grant=may_act(actor, "set_level", standard),
        own=actor.id == user_id, reports=reports_of(user_id), leads=[unit_name(team, lang) for team in teams_led_by(user_id)],
    )  # fmt: skip
    return show(request, "detail_page.html", context, personal=True)


def _fields(values: dict[str, str]) -> StaffFields:
    given: dict[str, Any] = {name: values[name] for name in FIELDS}
    return StaffFields(**{**given, "skills": [each for each in _BETWEEN.split(values["skills"]) if each.strip()]})


def _form(request: HttpRequest, values: dict[str, str], user: Any, lines: list[dict[str, str]]) -> HttpResponse:
    context = staff_form(
        values, user=user, standard=current_standard(), lang=request.lang, teams=teams(), departments=departments(), lines=lines,  # type: ignore[attr-defined]
        superiors=suggest_people(roles=SUPERIOR_ROLES, team_id=user.team_id if user else None), branches=suggest_branches(),
    )  # fmt: skip
    return show(request, "form_page.html", context, status=422 if lines else 200)


@gated("manage_users", "staff", "GET", "POST")
def staff_new(request: HttpRequest) -> HttpResponse:
    values = typed(request, "username", *FIELDS)
    if request.method != "POST":
        return _form(request, {**values, "role": "agent"}, None, [])
    now = clock.now()
    made, lines = tried(request, lambda: add_staff(username=values["username"], fields=_fields(values), actor=request.actor, now=now))  # type: ignore[attr-defined]
    if made is None:
        return _form(request, values, None, lines)
    user_id, secret = made
    return one_time_password(request, user_id, values["display_name"], secret, _("已新增人员"))


def one_time_password(request: HttpRequest, user_id: int, name: str, secret: str, title: str) -> HttpResponse:
    context = secret_page(
        title=title, person=name, label=_("一次性密码"), secret=secret, explain=_("首次登录时必须修改密码。"), here=back(reverse("web:staff_detail", kwargs={"user_id": user_id}), name),
        lang=request.lang, at=clock.now(),  # type: ignore[attr-defined]
    )  # fmt: skip
    return show(request, "detail_page.html", context, secret=True)


@gated("manage_users", "staff", "GET", "POST")
def staff_edit(request: HttpRequest, user_id: int) -> HttpResponse:
    user = find_user(user_id)
    if user is None:
        raise NoSuchUser()
    if request.method != "POST":
        return _form(request, values_of(user), user, [])
    values = typed(request, *FIELDS)
    _done, lines = tried(request, lambda: edit_staff(user_id=user_id, fields=_fields(values), actor=request.actor, now=clock.now()))  # type: ignore[attr-defined]
    return _form(request, values, user, lines) if lines else back_to(request, "web:staff_detail", _("已保存"), user_id=user_id)
