"""The list a complaint was opened from: what comes before and after it, read once and never beyond the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from qingting.complaints.queries.queue import VIEWS, list_complaints
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.policy.schema import Standard
from qingting.web.addresses import complaint_url
from qingting.web.present.workspace import Place
from qingting.web.views.queue import wanted_from

_LONGEST = 1000
_LIST = Bi("投诉列表", "the list")


def list_query(request: HttpRequest) -> str:
    """The query string of the list, from `from=`, from the address itself, or from the page an htmx request was made on."""
    if "from" in request.GET:
        return request.GET["from"].replace("\x00", "")[:_LONGEST]
    if "view" in request.GET and request.method == "GET":
        return urlencode([(name, value) for name, value in request.GET.items() if name != "no"])[:_LONGEST]
    current = urlsplit(request.headers.get("HX-Current-URL", "")).query
    return QueryDict(current).get("from", "").replace("\x00", "")[:_LONGEST] if current else ""


def own_query(listed: str) -> str:
    """What a complaint's own addresses carry, so that they stay in the list."""
    return urlencode({"from": listed}) if listed else ""


def place_of(no: str, listed: str, *, actor: Actor, now: datetime, standard: Standard, lang: str) -> Place:
    """Where `no` stands in the list `listed`. A list that cannot be read, or no longer holds it, gives no neighbours but the first to go on with."""
    queue = reverse("web:queue")
    if not listed:
        return Place(queue, _LIST.pick(lang))
    params = QueryDict(listed)
    wanted = wanted_from(params, actor)
    if not wanted.view and not wanted.q and "view" not in params:
        wanted = replace(wanted, view="all")
    label = VIEWS[wanted.view].pick(lang) if wanted.view in VIEWS else _LIST.pick(lang)
    query = own_query(listed)
    plain = Place(f"{queue}?{listed}", label, query)
    try:
        page = list_complaints(wanted, actor=actor, now=now, standard=standard)
    except DomainError:
        return plain
    numbers = [row.no for row in page.items]

    def url(other: str) -> str:
        return complaint_url(other, query)

    if no not in numbers:
        return replace(plain, next_url=url(numbers[0]) if numbers else None)
    at = numbers.index(no)
    position = f"{at + 1} / {page.total if page.total_is_exact else f'{page.total}+'}" if not wanted.cursor else None
    return replace(
        plain,
        position=position,
        previous_url=url(numbers[at - 1]) if at else None,
        next_url=url(numbers[at + 1]) if at + 1 < len(numbers) else None,
    )
