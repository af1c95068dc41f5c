"""The outbox: states, channels, and decisions only a person may take."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from qingting.complaints.queries.finding import by_ids
from qingting.infra import clock
from qingting.infra.notify.deciding import find_message, list_messages
from qingting.infra.notify.models import Outbox
from qingting.infra.notify.reading import states
from qingting.policy.queries import current_standard
from qingting.web.present.admin_outbox import STATES, decide_form, message_page, outbox_list
from qingting.web.views.admin_gate import asked, asked_number, back_to, gated, show, tried, typed
from qingting.workflows.decide_message import NoSuchMessage, decide_message

SIZE = 50
CHANNELS = ("portal", "email", "gateway")


def _numbers(messages: list[Outbox]) -> dict[int, str]:
    return {pk: complaint.no for pk, complaint in by_ids([m.complaint_id for m in messages if m.complaint_id]).items()}


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


@gated("administer", "outbox")
def outbox(request: HttpRequest) -> HttpResponse:
    state, channel = asked(request, "state", 10), asked(request, "channel", 12)
    state, channel = state if state in STATES else "", channel if channel in CHANNELS else ""
    messages, more = list_messages(state=state, channel=channel, before=_key(asked(request, "before", 40)), size=SIZE)
    environment = settings.ENVIRONMENT
    on = {"email": bool(environment.smtp_url), "gateway": bool(environment.gateway_url)}
    start = asked_number(request, "start", 1, most=10**9)
    context = outbox_list(
        messages, numbers=_numbers(messages), state=state, channel=channel, more=more, start=start, counts=states(), on=on
    )
    return show(request, "table_page.html", context, personal=True)


def _found(message_id: UUID) -> Outbox:
    found = find_message(message_id)
    if found is None:
        raise NoSuchMessage()
    return found


@gated("administer", "outbox")
def message(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """One in doubt asks for the decision; every other one is shown."""
    found = _found(message_id)
    if found.state == "in_doubt":
        return show(request, "form_page.html", decide_form(found, {"decision": "", "reason": ""}, []), personal=True)
    return show(request, "detail_page.html", message_page(found, _numbers([found]).get(found.complaint_id or 0, "")), personal=True)


@gated("administer", "outbox", "POST")
def message_decide(request: HttpRequest, message_id: UUID) -> HttpResponse:
    found = _found(message_id)
    values = typed(request, "decision", "reason")
    decision = values["decision"] or asked(request, "decision", 12)
    _done, lines = tried(
        request,
        lambda: decide_message(
            message_id=message_id,
            decision=decision,
            reason=values["reason"],
            actor=request.actor,
            now=clock.now(),
            standard=current_standard(),
        ),  # type: ignore[attr-defined]
    )
    if not lines:
        return back_to(request, "web:outbox", _("已记为发出") if decision == "mark_sent" else _("已重新排队"))
    if found.state == "in_doubt":
        return show(request, "form_page.html", decide_form(found, values, lines), status=422, personal=True)
    return back_to(request, "web:outbox", lines[0]["message"])
