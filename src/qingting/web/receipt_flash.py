"""The customer's link after a registration: minted when the page is drawn, shown once, in plain nowhere but there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from qingting.complaints.actions.register_record import issue_receipt
from qingting.kernel.bilingual import Bi

_KEY = "registered"


def remember_registered(request: HttpRequest, complaint_id: int) -> None:
    """The next page of this complaint shows its link. The session holds the id alone."""
    request.session[_KEY] = complaint_id


def take_receipt(request: HttpRequest, record: Any, now: datetime, lang: str, toasts: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Notices with the link, when this complaint was just registered in this session; a toast says the number."""
    if request.session.get(_KEY) != record.pk:
        return []
    del request.session[_KEY]
    url = f"{settings.ENVIRONMENT.base_url}/portal/r/{issue_receipt(record.pk, record.no, now, purpose='page').secret}"
    text = Bi(f"已登记为 {record.no}", f"Registered as {record.no}").pick(lang)
    toasts.append(
        {
            "text": text,
            "link": {"text": Bi("客户查询链接", "The customer's link").pick(lang), "url": url, "target": "_blank"},
            "seconds": 60,
        }
    )
    notice = Bi(
        f"已登记为 {record.no}。客户查询链接（只显示这一次）：{url}",
        f"Registered as {record.no}. The customer's link (shown this once): {url}",
    ).pick(lang)
    return [{"text": notice, "tone": "green"}]
