"""The page behind a receipt link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from qingting.complaints.rules.titles import make_title
from qingting.policy.schema import Standard
from qingting.portal.present.asks import asks_view, may_add, may_withdraw
from qingting.portal.present.due import next_words, owner_words, promise_views
from qingting.portal.present.steps import WAITING_FOR_CHOICE, status_words, steps_view
from qingting.portal.present.talk import talk_view
from qingting.portal.present.words import moment_words


def progress_view(gathered: Any, *, now: datetime, lang: str, danger: bool, file_url: Callable[[Any], str]) -> dict[str, Any]:
    """The context of portal/progress.html but for secret, notice and what was typed. `gathered` is `portal.gather.Gathered`."""
    record, standard = gathered.complaint, gathered.standard
    zone = standard.organisation_zone

    def words(moment: datetime | None) -> str:
        return moment_words(moment, now=now, zone=zone, lang=lang) if moment is not None else ""

    status, portal = record.status, standard.portal
    asks = asks_view(
        status=status,
        confirmed=record.confirmed,
        rating=record.rating,
        options=gathered.options,
        confirm_text=portal.confirm.pick(lang),
        lang=lang,
    )
    waiting = "choose" in asks and not asks["choose"]["chosen"]
    stands = WAITING_FOR_CHOICE.pick(lang) if waiting else status_words(status, lang)
    return {
        "no": record.no,
        "title": make_title(None, record.verbatim),
        "promise": stands,
        "steps": steps_view(
            status, lang, received=words(record.registered_at), taken=words(record.accepted_at), ended=words(record.closed_at), confirmed=record.confirmed == "yes",
            now_words=stands,
        ),
        "owner": owner_words(gathered.owner, status, lang),
        "next": next_words(_still_owed(gathered), status=status, paused=record.paused, now=now, zone=zone, lang=lang),
        "promises": promise_views(gathered.promises, now=now, zone=zone, lang=lang),
        "messages": talk_view(
            verbatim=record.verbatim, registered_at=record.registered_at, by_staff=record.registered_by_id is not None, past=gathered.past, messages=gathered.messages, files=gathered.files,
            lang=lang, words=words, file_url=file_url,
        ),
        "asks": asks,
        "rated": record.rating,
        "may_add": may_add(status),
        "may_withdraw": may_withdraw(status),
        "recourse": portal.recourse.pick(lang) if status == "not_accepted" or record.outcome == "not" else "",
        "safety": portal.safety.pick(lang) if danger else "",
    }  # fmt: skip


def _still_owed(gathered: Any) -> list[Any]:
    """The clocks that still mean something to the customer: whoever has our decision in hand has been replied to."""
    answered = gathered.complaint.replied_at is not None or gathered.complaint.decided_at is not None
    return [clock for clock in gathered.clocks if not (answered and clock.name in ("acknowledge", "first_reply"))]


def receipt_view(standard: Standard, promise: str, link: str, lang: str, *, unanswered_health: bool) -> dict[str, Any]:
    """Added once, right after the form: number, link, what is promised."""
    portal = standard.portal
    return {
        "receipt_text": portal.receipt.pick(lang),
        "promise": promise,
        "link": link,
        "sensitive_text": portal.sensitive_consent.pick(lang) if unanswered_health else "",
    }
