"""Several complaints at once: each through the same act as one alone, each with its own answer; taking over can be undone."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from pydantic import ValidationError

from qingting.complaints.queries.access import check_act, find_visible
from qingting.handling.commands import Assign, WriteNote
from qingting.infra import clock
from qingting.kernel.errors import DomainError
from qingting.people.queries.staff import people_for, person_by_id, teams
from qingting.policy.queries import current_standard
from qingting.web.shell import forget_counts
from qingting.workflows.acts import do_act

MOST = 200


def _numbers(request: HttpRequest) -> list[str]:
    data = request.POST if request.method == "POST" else request.GET
    return list(dict.fromkeys(no[:24] for no in data.getlist("no")))[:MOST]


@require_GET
def bulk_form(request: HttpRequest) -> HttpResponse:
    """The dialog that asks for whom, or for the words."""
    actor, act = request.actor, request.GET.get("act", "")  # type: ignore[attr-defined]
    check_act(actor, "assign" if act == "assign" else "note", current_standard())
    numbers = _numbers(request)
    hidden = [{"name": "no", "value": no} for no in numbers] + [{"name": "act", "value": "assign" if act == "assign" else "note"}]
    count = ngettext("将处理 %(n)s 件投诉", "将处理 %(n)s 件投诉", len(numbers)) % {"n": len(numbers)}
    if act == "assign":
        options = [{"value": p.username, "label": p.name} for p in people_for(actor, limit=200)]
        fields = [
            {"name": "to", "label": _("分派给"), "kind": "select", "options": options, "required": True, "full": True},
            {"name": "reason", "label": _("原因（选填）"), "kind": "text", "maxlength": 500, "full": True},
        ]
        shown = {"title": _("批量分派"), "url": reverse("web:bulk"), "submit": _("分派"), "danger": False, "hint": count, "wide": False}
    else:
        fields = [{"name": "text", "label": _("备注内容"), "kind": "textarea", "required": True, "full": True}]
        shown = {"title": _("批量备注"), "url": reverse("web:bulk"), "submit": _("保存备注"), "danger": False, "hint": count, "wide": False}
    return render(
        request,
        "fragments/act_dialog.html",
        {"act": shown, "fields": fields, "hidden": hidden, "problems": [], "newer": [], "next_url": None},
    )


@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    actor, now, standard = request.actor, clock.now(), current_standard()  # type: ignore[attr-defined]
    act = request.POST.get("act", "")
    done: list[tuple[str, int | None, int | None]] = []
    refused: list[str] = []
    for no in _numbers(request):
        try:
            before = find_visible(no, actor, standard)
            _one(act, no, request, actor, now, standard)
            done.append((no, before.owner_id, before.team_id))
        except DomainError as error:
            refused.append(f"{no}: {error.message(request.lang)}")  # type: ignore[attr-defined]
        except ValidationError:
            refused.append(f"{no}: {_('内容太长或不完整，请检查后再试。')}")
    forget_counts()
    toast: dict[str, Any] = {"text": ngettext("已处理 %(n)s 件", "已处理 %(n)s 件", len(done)) % {"n": len(done)}}
    if refused:
        toast = {"text": f"{toast['text']} · {_('未处理')} {len(refused)} · {refused[0]}", "tone": "bad"}
    if act in ("assign", "take") and done:
        request.session["bulk_undo"] = done
        toast["undo_url"] = reverse("web:bulk_undo")
    response = HttpResponse(status=204)
    response["HX-Trigger"] = json.dumps({"qt-close-dialog": True, "qt-changed": True, "qt-toast": toast})
    return response


def _one(act: str, no: str, request: HttpRequest, actor: Any, now: Any, standard: Any) -> None:
    if act == "note":
        do_act("note", no=no, command=WriteNote(text=request.POST.get("text", "")), actor=actor, now=now, standard=standard)
        return
    me = person_by_id(actor.id)
    to = (me.username if me else "") if act == "take" else request.POST.get("to", "")
    do_act(
        "assign", no=no, command=Assign(to=to or None, reason=request.POST.get("reason") or None), actor=actor, now=now, standard=standard
    )


@require_POST
def bulk_undo(request: HttpRequest) -> HttpResponse:
    """Give the complaints of the last bulk assignment back to whom they belonged."""
    actor, now, standard = request.actor, clock.now(), current_standard()  # type: ignore[attr-defined]
    undone = 0
    for no, owner_id, team_id in request.session.pop("bulk_undo", []):
        person = person_by_id(owner_id) if owner_id else None
        team = None if person else _team_code(team_id)
        if person or team:
            do_act(
                "assign",
                no=no,
                command=Assign(to=person.username if person else None, team=team, reason=_("撤销批量分派")),
                actor=actor,
                now=now,
                standard=standard,
            )
            undone += 1
    forget_counts()
    response = HttpResponse(status=204)
    text = ngettext("已撤销 %(n)s 件的分派", "已撤销 %(n)s 件的分派", undone) % {"n": undone}
    response["HX-Trigger"] = json.dumps({"qt-changed": True, "qt-toast": {"text": text}})
    return response


def _team_code(team_id: int | None) -> str | None:
    return next((t.code for t in teams() if t.pk == team_id), None)
