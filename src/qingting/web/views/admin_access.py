"""A person's way in: one-time password, deactivation with handover, activation, API tokens."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.infra import clock
from qingting.people.actions.manage_tokens import create_token, revoke_token
from qingting.people.actions.manage_users import NoSuchUser, reset_password, set_active
from qingting.people.queries.choosing import find_one, suggest_people
from qingting.people.queries.roster import find_user, reports_of, teams_led_by
from qingting.policy.queries import current_standard
from qingting.web.present.admin_access import deactivate_form, token_form
from qingting.web.present.admin_forms import back
from qingting.web.present.admin_person import secret_page
from qingting.web.present.admin_staff import unit_name
from qingting.web.views.admin_gate import back_to, gated, show, tried, typed
from qingting.web.views.admin_staff import one_time_password
from qingting.workflows.deactivate_person import NotYourself, deactivate_person, open_work_of


def _person(user_id: int):  # type: ignore[no-untyped-def]
    user = find_user(user_id)
    if user is None:
        raise NoSuchUser()
    return user


@gated("manage_users", "staff", "POST")
def staff_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """The own password is changed where the old one is asked."""
    if request.actor.id == user_id:  # type: ignore[attr-defined]
        return back_to(request, "web:password")
    user = _person(user_id)
    secret = reset_password(user_id=user_id, actor=request.actor, now=clock.now())  # type: ignore[attr-defined]
    return one_time_password(request, user_id, user.display_name, secret, _("密码已重置"))


@gated("manage_users", "staff", "GET", "POST")
def staff_deactivate(request: HttpRequest, user_id: int) -> HttpResponse:
    """What is still open stands in the same form that says who takes it."""
    actor, lang, now, standard = request.actor, request.lang, clock.now(), current_standard()  # type: ignore[attr-defined]
    user = _person(user_id)
    if actor.id == user_id:
        raise NotYourself()
    if not user.is_active:
        return back_to(request, "web:staff_detail", _("此人已经停用"), user_id=user_id)
    values = typed(request, "to", "reason")
    lines: list[dict[str, str]] = []
    if request.method == "POST":

        def stop():  # type: ignore[no-untyped-def]
            to = find_one(values["to"], field="to").username if values["to"] else ""
            return deactivate_person(user_id=user_id, to=to, reason=values["reason"], actor=actor, now=now, standard=standard)

        moved, lines = tried(request, stop)
        if not lines:
            said = (
                _("已停用。移交投诉 %(c)s 件、任务 %(t)s 件、承诺 %(p)s 件")
                % {"c": moved.complaints, "t": moved.tasks, "p": moved.promises}
                if moved
                else _("已停用")
            )
            return back_to(request, "web:staff_detail", said, user_id=user_id)
    context = deactivate_form(
        user, open_work_of(user_id), values, lines=lines, people=suggest_people(team_id=user.team_id), reports=reports_of(user_id), leads=[unit_name(team, lang) for team in teams_led_by(user_id)],
    )  # fmt: skip
    return show(request, "form_page.html", context, status=422 if lines else 200)


@gated("manage_users", "staff", "POST")
def staff_activate(request: HttpRequest, user_id: int) -> HttpResponse:
    set_active(user_id=user_id, active=True, actor=request.actor, now=clock.now())  # type: ignore[attr-defined]
    return back_to(request, "web:staff_detail", _("已重新启用"), user_id=user_id)


@gated("manage_users", "staff", "GET", "POST")
def token_create(request: HttpRequest, user_id: int) -> HttpResponse:
    """A token acts as its person, within the scopes it was given."""
    actor, lang, now, standard = request.actor, request.lang, clock.now(), current_standard()  # type: ignore[attr-defined]
    user = _person(user_id)
    values = typed(request, "name")
    held = next((role.acts for role in standard.roles if role.code == user.role), ())
    scopes = [scope for scope in request.POST.getlist("scopes") if scope in held]
    lines: list[dict[str, str]] = []
    if request.method == "POST":
        secret, lines = tried(
            request, lambda: create_token(username=user.username, scopes=scopes, name=values["name"] or "api", actor=actor, now=now)
        )
        if secret is not None:
            context = secret_page(
                title=_("令牌已签发"), person=user.display_name, label=_("令牌"), secret=secret, explain=_("在请求头中这样使用：Authorization: Bearer 令牌"),
                here=back(reverse("web:staff_detail", kwargs={"user_id": user_id}), user.display_name), lang=lang, at=now,
            )  # fmt: skip
            return show(request, "detail_page.html", context, secret=True)
    return show(
        request, "form_page.html", token_form(user, values["name"], scopes, held, lang=lang, lines=lines), status=422 if lines else 200
    )


@gated("manage_users", "staff", "POST")
def token_revoke(request: HttpRequest, user_id: int, token_id: int) -> HttpResponse:
    done = revoke_token(token_id=token_id, user_id=user_id, actor=request.actor, now=clock.now())  # type: ignore[attr-defined]
    return back_to(request, "web:staff_detail", _("令牌已作废") if done else _("这个令牌已经作废"), user_id=user_id)
