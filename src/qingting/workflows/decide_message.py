"""A failed message is tried again, one in doubt is judged by a person. Recorded in the complaint's own chain when it belongs to one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from qingting.complaints.queries.access import check_act
from qingting.infra.ledger import NewEvent, record
from qingting.infra.notify import deciding
from qingting.infra.notify.models import Outbox
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.kernel.lines import one_line
from qingting.policy.schema import Standard


class NoSuchMessage(DomainError):
    code = "notify.message.none"
    status = 404
    zh = "没有这条消息。"
    en = "There is no such message."


class DecidedAlready(DomainError):
    code = "notify.message.decided_already"
    status = 409
    zh = "这条消息的状态已经变了，请刷新后再看。"
    en = "This message is in another state by now; reload and look again."


class UnknownDecision(DomainError):
    code = "notify.message.unknown_decision"
    status = 400
    zh = "没有「{decision}」这种处理方式。"
    en = "There is no decision “{decision}”."


def decide_message(*, message_id: UUID, decision: str, reason: str, actor: Actor, now: datetime, standard: Standard) -> Outbox:
    """`decision`: "retry" a failed one; "resend" or "mark_sent" one in doubt, with a reason. Raises NotAllowed and the errors above."""
    check_act(actor, "administer", standard)
    if decision not in deciding.FROM:
        raise UnknownDecision(decision=decision[:20])
    why = one_line(reason, field="reason", most=300, required=decision != "retry")
    with transaction.atomic():
        message = deciding.find_message(message_id)
        if message is None:
            raise NoSuchMessage()
        if not deciding.decide(message_id, decision, now):
            raise DecidedAlready()
        subject = f"complaint:{message.complaint_id}" if message.complaint_id else "outbox"
        event = NewEvent(
            "notify.message.decided",
            {"message": str(message_id), "decision": decision, "channel": message.channel, "before": message.state},
            text=why or None,
        )
        record([event], subject=subject, actor=actor, now=now, complaint_id=message.complaint_id)
    return message
