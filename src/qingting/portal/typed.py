"""What the customer typed into the form, cleaned, and what is still wrong with it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import orjson
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict

from qingting.complaints.commands import VERBATIM_LIMIT
from qingting.kernel.errors import DomainError
from qingting.kernel.phone import normalise_phone
from qingting.kernel.text import clean, fold
from qingting.policy.schema import Standard
from qingting.portal.errors import ConsentMissing, ContactMissing, EmailUnreadable, NotAChoice, PhoneUnreadable, TooLong, WordsMissing

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_LINES = {"name": 120, "phone": 60, "email": 254, "order_no": 60}
SHORTEST_PHONE = 7
MOST_DEMANDS = 20


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it came. `verbatim` is the customer's own text: only what cannot be stored is taken out."""

    category: str
    verbatim: str
    demands: tuple[str, ...]
    name: str
    phone: str
    email: str
    order_no: str
    consent: bool
    sensitive: bool
    request_key: str

    def digest(self, files: list[str]) -> str:
        """The same form with the same files gives the same digest: a double click is told from another complaint by it."""
        parts = [self.category, self.verbatim, list(self.demands), self.name, self.phone, self.email, self.order_no, self.sensitive, files]
        return hashlib.sha256(orjson.dumps(parts)).hexdigest()


def request_key(post: QueryDict) -> str:
    """The key a page carries against double submission; empty when it is missing or was tampered with."""
    found = post.get("request_key", "")
    return found if _KEY.fullmatch(found) else ""


def read_typed(post: QueryDict) -> Typed:
    lines = {name: " ".join(clean(post.get(name, "")).split()) for name in ("category", *_LINES)}
    return Typed(
        **lines, verbatim=clean(post.get("verbatim", "")), demands=tuple(dict.fromkeys(clean(value) for value in post.getlist("demands"))),
        consent=post.get("consent") == "1", sensitive=post.get("sensitive") == "1", request_key=request_key(post),
    )  # fmt: skip


def is_blank(text: str) -> bool:
    """Nothing to read in it: blank, or invisible characters only."""
    return not fold(text).strip()


def check_typed(typed: Typed, standard: Standard) -> list[DomainError]:
    """Everything that keeps the form from being taken, in the order of the page."""
    problems: list[DomainError] = []
    mains = {category.code for category in standard.categories if category.parent is None}
    if typed.category and typed.category not in mains:
        problems.append(NotAChoice(field="category"))
    if len(typed.verbatim) > VERBATIM_LIMIT:
        problems.append(TooLong(field="verbatim", limit=f"{VERBATIM_LIMIT:,}", count=f"{len(typed.verbatim):,}"))
    elif is_blank(typed.verbatim):
        problems.append(WordsMissing(field="verbatim"))
    if len(typed.demands) > MOST_DEMANDS or not set(typed.demands) <= {demand.code for demand in standard.demands}:
        problems.append(NotAChoice(field="demands"))
    long = {
        name: TooLong(field=name, limit=limit, count=len(getattr(typed, name)))
        for name, limit in _LINES.items()
        if len(getattr(typed, name)) > limit
    }
    if not typed.phone and not typed.email:
        problems.append(ContactMissing(field="phone"))
    elif typed.phone and "phone" not in long and len(normalise_phone(typed.phone).lstrip("+")) < SHORTEST_PHONE:
        problems.append(PhoneUnreadable(field="phone"))
    if typed.email and "email" not in long and not _is_email(typed.email):
        problems.append(EmailUnreadable(field="email"))
    problems += long.values()
    if not typed.consent:
        problems.append(ConsentMissing(field="consent"))
    return problems


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
