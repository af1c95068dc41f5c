"""What is said to the customer when something happens: portal inbox always, e-mail and gateway where there is an address and a channel."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from qingting.customers.queries.profiles import Profile, profile_of
from qingting.infra.notify.writing import EMAIL, GATEWAY, PORTAL, queue_message
from qingting.policy.schema import Standard

LINK = "{receipt_link}"
"""Stands for the customer's link, as the last line of a message; a secret for it is minted when the message is handed over, and never stored in plain."""


def channels_for(profile: Profile | None) -> list[tuple[str, str]]:
    """Configured ways to reach this customer besides the portal, with the address of each."""
    environment = settings.ENVIRONMENT
    found: list[tuple[str, str]] = []
    if profile is not None and profile.phone and environment.gateway_url:
        found.append((GATEWAY, profile.phone))
    if profile is not None and profile.email and environment.smtp_url:
        found.append((EMAIL, profile.email))
    return found


def channel_states() -> dict[str, bool]:
    """Which ways out are configured, for pages that must show an unconfigured one as off."""
    return {PORTAL: True, EMAIL: bool(settings.ENVIRONMENT.smtp_url), GATEWAY: bool(settings.ENVIRONMENT.gateway_url)}


def tell_customer(complaint: Any, *, text: str, cause: str, now: datetime, subject: str = "", profile: Profile | None = None) -> list[str]:
    """Queue `text` on every way there is; returns the channels used. The portal's inbox is always one of them."""
    profile = profile or profile_of(complaint.customer_id)
    queue_message(
        channel=PORTAL,
        recipient=complaint.no,
        text=text,
        cause=("complaint", f"{complaint.no}:{cause}"),
        now=now,
        complaint_id=complaint.pk,
        subject=subject,
    )
    used = [PORTAL]
    for channel, address in channels_for(profile):
        queue_message(
            channel=channel, recipient=address, text=f"{text}\n{LINK}", cause=("complaint", f"{complaint.no}:{cause}"), now=now, complaint_id=complaint.pk,
            subject=subject or f"投诉 {complaint.no} 的进展",
        )  # fmt: skip
        used.append(channel)
    return used


def tell_receipt(complaint: Any, profile: Profile | None, standard: Standard, now: datetime) -> list[str]:
    """The receipt: number and link. Only sent out where there is an address; the portal shows it on screen."""
    used = []
    text = standard.portal.receipt.zh.replace("{no}", complaint.no)
    for channel, address in channels_for(profile):
        queue_message(
            channel=channel,
            recipient=address,
            text=f"{text}\n{complaint.no}\n{LINK}",
            cause=("complaint", f"{complaint.no}:receipt"),
            now=now,
            complaint_id=complaint.pk,
            subject=f"已收到您的投诉 {complaint.no}",
        )
        used.append(channel)
    return used
