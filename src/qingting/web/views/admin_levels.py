"""Levels L1 to L4: who holds which, granting, ending. And spells of leave."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.complaints.queries.access import may_act
from qingting.infra import clock
from qingting.kernel.errors import DomainError
from qingting.people.actions.grant_levels import NoSuchGrant, end_level, grant_level
from qingting.people.actions.manage_users import NoSuchUser
from qingting.people.actions.plan_leave import add_leave, remove_leave
from qingting.people.queries.levels import ending_between, find_grant, grants_of, levels_in_force
from qingting.people.queries.roster import Roster, find_user, list_staff
from qingting.people.queries.staff import names_of, teams
from qingting.policy.queries import current_standard
from qingting.web.local_time import parse_local
from qingting.web.present.admin_forms import back
from qingting.web.present.admin_levels import end_form, grant_form, leave_form, level_list, level_person
from qingting.web.views.admin_gate import asked, asked_number, asked_size, back_to, gated, show, tried, typed
from qingting.web.views.admin_staff import today_of

ENDING_SOON = timedelta(days=30)
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)


class BadDay(DomainError):
    code = "web.form.bad_day"
    zh = "日期「{value}」无法识别，请重新选择。"
    en = "The date “{value}” is not understood; please choose again."


class MomentMissing(DomainError):
    code = "web.form.moment_missing"
    zh = "请填写日期和时间。"
    en = "Please give date and time."


def parse_day(text: str, *, field: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise BadDay(field=field, value=text[:40]) from error
    if not _EARLIEST <= found < _LATEST:
        raise BadDay(field=field, value=text[:40])
    return found


def parse_moment(text: str, *, field: str) -> datetime:
    found = parse_local(text, field=field)
    if found is None:
        raise MomentMissing(field=field)
    if not _EARLIEST <= found.date() < _LATEST:
        raise BadDay(field=field, value=text[:40])
    return found


def _person(user_id: int) -> Any:
    user = find_user(user_id)
    if user is None:
        raise NoSuchUser()
    return user


@gated("set_level", "staff")
def levels(request: HttpRequest) -> HttpResponse:
    """For those who grant levels and need not manage the staff."""
    lang, standard = request.lang, current_standard()  # type: ignore[attr-defined]
    wanted = Roster(
        q=asked(request, "q"),
        team=asked(request, "team"),
        role=asked(request, "role"),
        page=asked_number(request, "page", 1, most=100_000),
        size=asked_size(request),
    )
    people, total = list_staff(wanted)
    today = today_of(standard, clock.now())
    held = levels_in_force([person.pk for person in people], today)
    context = level_list(
        people, total, wanted, held, standard=standard, lang=lang, teams=teams(), ending=ending_between(today, today + ENDING_SOON)
    )
    return show(request, "table_page.html", context, personal=True)


@gated("set_level", "staff")
def level_of(request: HttpRequest, user_id: int) -> HttpResponse:
    actor, lang, standard = request.actor, request.lang, current_standard()  # type: ignore[attr-defined]
    user = _person(user_id)
    grants = grants_of(user_id)
    context = level_person(
        user,
        grants,
        names_of(g.granted_by_id for g in grants),
        standard=standard,
        lang=lang,
        today=today_of(standard, clock.now()),
        own=actor.id == user_id,
    )
    return show(request, "detail_page.html", context, personal=True)


def _after(request: HttpRequest, user_id: int, toast: str) -> HttpResponse:
    manages = may_act(request.actor, "manage_users", current_standard())  # type: ignore[attr-defined]
    return back_to(request, "web:staff_detail" if manages else "web:level_of", toast, user_id=user_id)


@gated("set_level", "staff", "GET", "POST")
def level_grant(request: HttpRequest, user_id: int) -> HttpResponse:
    actor, lang, now, standard = request.actor, request.lang, clock.now(), current_standard()  # type: ignore[attr-defined]
    user = _person(user_id)
    today = today_of(standard, now)
    values = (
        typed(request, "level", "starts", "ends", "reason")
        if request.method == "POST"
        else {"level": "", "starts": today.isoformat(), "ends": "", "reason": ""}
    )
    lines: list[dict[str, str]] = []
    if request.method == "POST":

        def grant() -> Any:
            starts, ends = parse_day(values["starts"], field="starts"), parse_day(values["ends"], field="ends")
            return grant_level(
                user_id=user_id,
                level=values["level"],
                starts=starts or today,
                ends=ends,
                reason=values["reason"],
                actor=actor,
                now=now,
                standard=standard,
            )

        made, lines = tried(request, grant)
        if made is not None:
            return _after(request, user_id, _("已授予 %(level)s") % {"level": made.level})
    home = back(reverse("web:level_of", kwargs={"user_id": user_id}), user.display_name)
    return show(
        request,
        "form_page.html",
        grant_form(user, values, standard=standard, lang=lang, lines=lines, home=home),
        status=422 if lines else 200,
    )


@gated("set_level", "staff", "GET", "POST")
def level_end(request: HttpRequest, user_id: int, grant_id: int) -> HttpResponse:
    actor, now, standard = request.actor, clock.now(), current_standard()  # type: ignore[attr-defined]
    user, grant = _person(user_id), find_grant(user_id, grant_id)
    if grant is None:
        raise NoSuchGrant()
    values = typed(request, "reason")
    lines: list[dict[str, str]] = []
    if request.method == "POST":
        _done, lines = tried(
            request,
            lambda: end_level(
                user_id=user_id, grant_id=grant_id, today=today_of(standard, now), reason=values["reason"], actor=actor, now=now
            ),
        )
        if not lines:
            return _after(request, user_id, _("授权已结束"))
    home = back(reverse("web:level_of", kwargs={"user_id": user_id}), user.display_name)
    return show(request, "form_page.html", end_form(user, grant, values, lines=lines, home=home), status=422 if lines else 200)


@gated("manage_users", "staff", "GET", "POST")
def leave_add(request: HttpRequest, user_id: int) -> HttpResponse:
    user = _person(user_id)
    values = typed(request, "starts", "ends", "reason")
    lines: list[dict[str, str]] = []
    if request.method == "POST":

        def add() -> Any:
            starts, ends = parse_moment(values["starts"], field="starts"), parse_moment(values["ends"], field="ends")
            return add_leave(user_id=user_id, starts=starts, ends=ends, reason=values["reason"], actor=request.actor, now=clock.now())  # type: ignore[attr-defined]

        _done, lines = tried(request, add)
        if not lines:
            return back_to(request, "web:staff_detail", _("已登记休假"), user_id=user_id)
    return show(request, "form_page.html", leave_form(user, values, lines=lines), status=422 if lines else 200)


@gated("manage_users", "staff", "POST")
def leave_remove(request: HttpRequest, user_id: int, leave_id: int) -> HttpResponse:
    remove_leave(user_id=user_id, leave_id=leave_id, actor=request.actor, now=clock.now())  # type: ignore[attr-defined]
    return back_to(request, "web:staff_detail", _("已删除"), user_id=user_id)
