"""How often one address, one complaint or one number may be tried, and which address a request comes from.

Many telephones share one address in a mobile network, so limits for an address are wide; what protects a link is its 128 bits.
"""

from __future__ import annotations

import hashlib
import ipaddress
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest

from qingting.infra.ratelimit.limiting import allow

LIMITS: dict[str, tuple[int, int]] = {
    "form": (20, 600),
    "upload": (30, 3600),
    "wrong_link": (30, 600),
    "act": (60, 600),
    "act_complaint": (60, 3600),
    "status": (30, 600),
    "status_no": (10, 3600),
}
"""What is counted: (tries, seconds)."""


def client_address(request: HttpRequest) -> str:
    """The caller's address; of IPv6 its /64, since one household has all of it.

    `X-Forwarded-For` counts only behind a trusted proxy, and then its last entry: the one that proxy wrote itself.
    """
    raw = request.META.get("REMOTE_ADDR", "")
    if settings.ENVIRONMENT.behind_proxy:
        raw = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or raw
    host, _, port = raw.rpartition(":")
    if port.isdigit() and (host.count(".") == 3 or host.endswith("]")):  # some proxies add the port
        raw = host
    try:
        address = ipaddress.ip_address(raw.strip("[]"))
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def count_try(what: str, who: str, now: datetime) -> None:
    """Count one try; raises TooOften. `who` is kept as a hash: neither addresses nor numbers lie in the table."""
    limit, seconds = LIMITS[what]
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{who}".encode("utf-8", "replace")).hexdigest()[:32]
    allow(f"portal:{what}:{digest}", limit=limit, seconds=seconds, now=now)
