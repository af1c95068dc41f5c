"""The text of a message as it leaves: links are minted here, so that no secret lies in the outbox.

The place of the link is the last line, where `tell_customer` puts it. The same characters anywhere else were written by a person, and stay text.
"""

from __future__ import annotations

from django.conf import settings

from qingting.complaints.actions.register_record import issue_receipt
from qingting.handling.actions.tell_customer import LINK
from qingting.infra import clock
from qingting.infra.notify.models import Outbox


def render_message(row: Outbox) -> str:
    """`row.text` with the receipt link as its last line, the secret stored as a hash only."""
    text, _, last = row.text.rpartition("\n")
    if last != LINK:
        return row.text
    if row.complaint_id is None:
        return text
    receipt = issue_receipt(row.complaint_id, "", clock.now(), purpose="message")
    return f"{text}\n{settings.ENVIRONMENT.base_url}/portal/r/{receipt.secret}"
