"""Register what the form says: once for one form, however often it is sent."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from qingting.complaints.commands import CustomerData, RegisterComplaint
from qingting.infra.ratelimit.idempotency import KeyReused, claim_key, keep_result
from qingting.kernel.actor import Actor
from qingting.kernel.ids import new_secret
from qingting.kernel.phone import normalise_phone
from qingting.policy.schema import Standard
from qingting.portal.errors import SentBefore
from qingting.portal.signals import Signals, read_signals
from qingting.portal.typed import Typed
from qingting.portal.uploads import store_files
from qingting.workflows.register_complaint import Registered, issue_new_receipt, register_complaint

PORTAL_KEYS = -1
"""Whose idempotency keys these are: nobody's in particular, and so no member of staff's."""

PERSONAL, SENSITIVE = "personal_information", "sensitive_information"
"""Names under which a complaint keeps what was agreed to."""


def submit(typed: Typed, files: list[UploadedFile], digests: list[str], *, now: datetime, standard: Standard, lang: str) -> Registered:
    """Take a checked form in. The same form again gives the same complaint and one more secret. Raises SentBefore when it was changed since."""
    actor = Actor("customer", None, typed.name or "客户", lang=lang)
    with transaction.atomic():
        try:
            row, earlier = claim_key(actor_id=PORTAL_KEYS, key=typed.request_key or new_secret(), digest=typed.digest(digests), now=now)
        except KeyReused as error:
            raise SentBefore() from error
        if earlier is not None:
            return issue_new_receipt(earlier, now)
        signals = read_signals(typed.verbatim, standard)
        command = RegisterComplaint(
            channel="portal", received_at=now, verbatim=typed.verbatim, category=chosen_category(typed.category, signals.category), demands=list(typed.demands),
            order_no=typed.order_no or None, attachments=store_files(files, actor=actor, now=now), consents=consents_of(typed, signals),
            customer=CustomerData(name=typed.name or None, phone=normalise_phone(typed.phone) or None, email=typed.email or None),
        )  # fmt: skip
        done = register_complaint(command=command, actor=actor, now=now, standard=standard, source="portal")
        keep_result(row, done.id)
    return done


def chosen_category(main: str, guess: str) -> str | None:
    """The main category the customer picked, or None when the engine knows a finer one within it or nothing was picked."""
    return None if not main or guess.startswith(f"{main}.") else main


def consents_of(typed: Typed, signals: Signals) -> dict[str, bool]:
    """What was agreed to; the second question has an answer where it was ticked or where the text made it matter."""
    answered = {SENSITIVE: typed.sensitive} if typed.sensitive or signals.health else {}
    return {PERSONAL: typed.consent, **answered}
