"""Everything open of one person to another, and what came of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from qingting.complaints.queries.access import may_act
from qingting.infra import clock
from qingting.kernel.errors import DomainError
from qingting.kernel.lines import one_line
from qingting.people.queries.choosing import find_one, suggest_people, suggestion
from qingting.people.queries.staff import person_by_id
from qingting.policy.queries import current_standard
from qingting.policy.rules.authority import scope_of
from qingting.web.present.admin_access import handover_form
from qingting.web.present.admin_forms import back
from qingting.web.present.admin_pages import detail_page, fact, number, text
from qingting.web.shell import forget_counts
from qingting.web.views.admin_gate import asked, gated, show, tried, typed
from qingting.workflows.deactivate_person import open_work_of
from qingting.workflows.hand_over import hand_over, refuse_beyond_scope


@gated("handover", "staff", "GET", "POST")
def handover(request: HttpRequest) -> HttpResponse:
    """Whose work one may hand over is the workflow's to say; who sees only the own finds the own name filled in."""
    actor, now, standard = request.actor, clock.now(), current_standard()  # type: ignore[attr-defined]
    home = (
        back(reverse("web:staff"), _("人员与授权")) if may_act(actor, "manage_users", standard) else back(reverse("web:queue"), _("投诉"))
    )
    values = typed(request, "from", "to", "reason")
    lines: list[dict[str, str]] = []
    if request.method == "POST":

        def move() -> Any:
            giver, receiver = find_one(values["from"], field="from", gone_too=True), find_one(values["to"], field="to")
            reason = one_line(values["reason"], field="reason", most=300, required=True)
            return (
                giver,
                receiver,
                hand_over(username=giver.username, to=receiver.username, reason=reason, actor=actor, now=now, standard=standard),
            )

        done, lines = tried(request, move)
        if done is not None:
            forget_counts()
            return _result(request, *done, home=home)
    else:
        me = person_by_id(actor.id)
        values["from"] = asked(request, "from") or (
            suggestion(me.name, me.username) if me and scope_of(standard, actor.role) == "own" else ""
        )
    context = handover_form(
        values, lines=lines, people=suggest_people(team_id=actor.team_id), work=_work_of(values["from"], actor, standard), home=home
    )
    return show(request, "form_page.html", context, status=422 if lines else 200)


def _work_of(named: str, actor: Any, standard: Any) -> Any:
    """The open work of a person whose work this person may hand over; None otherwise: the numbers are nobody else's business."""
    try:
        giver = find_one(named, field="from", gone_too=True) if named else None
        if giver is None:
            return None
        refuse_beyond_scope(actor, giver, standard)
        return open_work_of(giver.id)
    except DomainError:
        return None


def _result(request: HttpRequest, giver: Any, receiver: Any, moved: Any, *, home: dict[str, str]) -> HttpResponse:
    facts = [
        fact(_("移交人"), text(giver.name, giver.username)), fact(_("接手人"), text(receiver.name, receiver.username)), fact(_("投诉"), number(moved.complaints)), fact(_("任务涉及的投诉"), number(moved.tasks)),
        fact(_("承诺涉及的投诉"), number(moved.promises)),
    ]  # fmt: skip
    sections = []
    if moved.kept:
        items = [{"icon": "ban", "text": no, "url": reverse("web:complaint", kwargs={"no": no})} for no in moved.kept]
        sections.append({"title": _("改交他人的投诉"), "kind": "list", "items": items, "actions": []})
    notices = [{"text": _("接手人在这些投诉里被客户点名，须回避；它们已改交班组长或经理。"), "tone": "orange"}] if moved.kept else []
    context = detail_page(title=_("移交完成"), back=home, facts=facts, sections=sections, notices=notices)
    return show(request, "detail_page.html", context)
