"""Everything the customer may see of one complaint, read in one place. What is not gathered here cannot appear on the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qingting.handling.queries.open_work import options_of, promises_of
from qingting.infra.files.storing import files_of
from qingting.infra.ledger.reading import Past, past_of
from qingting.infra.notify.reading import messages_of
from qingting.infra.notify.writing import PORTAL
from qingting.people.queries.staff import names_of
from qingting.policy.queries import standard_of
from qingting.policy.schema import Standard
from qingting.sla.queries.clocks import ClockView, clocks_of

OWN_WORDS = frozenset({
    "complaints.message.received", "complaints.attachment.added", "complaints.complaint.confirmed", "complaints.complaint.disputed",
    "complaints.complaint.rated", "complaints.complaint.reopened", "complaints.complaint.withdrawn", "handling.option.chosen", "handling.option.refused",
})  # fmt: skip
"""Ledger events that hold words of the customer. Every other event stays inside the house."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """`complaint` is the record (its grade, risks, summary and notes are never read by `present`); `options` are those the customer was told of."""

    complaint: Any
    standard: Standard
    owner: str
    clocks: list[ClockView]
    promises: list[Any]
    options: list[Any]
    messages: list[Any]
    past: list[Past]
    files: list[Any]


def gather(complaint: Any, now: datetime) -> Gathered:
    standard = standard_of(complaint.policy_version)
    messages = messages_of(complaint.pk, PORTAL)
    return Gathered(
        complaint=complaint, standard=standard, owner=names_of([complaint.owner_id]).get(complaint.owner_id, "") if complaint.owner_id else "",
        clocks=clocks_of(complaint.pk, standard, now), promises=promises_of(complaint.pk), options=told_options(complaint.pk, messages), messages=messages,
        past=[event for event in past_of(f"complaint:{complaint.pk}", limit=2000) if event.name in OWN_WORDS], files=own_files(complaint.pk),
    )  # fmt: skip


def own_files(complaint_id: int) -> list[Any]:
    """What the customer sent through the link or the form; files of the staff stay inside."""
    return [file for file in files_of("complaint", complaint_id) if file.by_kind == "customer"]


def told_options(complaint_id: int, messages: list[Any]) -> list[Any]:
    """Options that lay on the table when the customer was last shown them; later ones are still being worked on."""
    told_at = max((message.created_at for message in messages if ":options:" in message.cause_id), default=None)
    return [option for option in options_of(complaint_id) if option.at <= told_at] if told_at is not None else []
