"""The text of a message as it leaves: links are minted here, so that no secret lies in the outbox."""

from __future__ import annotations

from django.conf import settings

from qingting.complaints.actions.register_record import issue_receipt
from qingting.handling.actions.tell_customer import LINK
from qingting.infra import clock
from qingting.infra.notify.models import Outbox


def render_message(row: Outbox) -> str:
    """`row.text` with the receipt link in its place, the secret stored as a hash only."""
    if LINK not in row.text or row.complaint_id is None:
        return row.text.replace(LINK, "")
    receipt = issue_receipt(row.complaint_id, "", clock.now(), purpose="message")
    return row.text.replace(LINK, f"{settings.ENVIRONMENT.base_url}/portal/r/{receipt.secret}")
