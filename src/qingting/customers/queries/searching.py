"""Finding customers by the beginning of a name, phone, account or e-mail address. Every look-up goes through an index."""

from __future__ import annotations

import re

from qingting.customers.models import Customer
from qingting.customers.queries.profiles import Profile, _profile

MOST = 50
COUNT_UP_TO = 1000
_NOT_DIGITS = re.compile(r"[^0-9]")


def search_customers(q: str) -> tuple[list[Profile], bool]:
    """At most 50 customers, and whether there are more. `q` is a beginning: of a name, phone, account number, customer number or address."""
    found: dict[int, Customer] = {}
    more = False
    for field, start in _starts(q):
        hits = list(Customer.objects.filter(**{f"{field}__startswith": start}).exclude(**{field: ""})[: MOST + 1])
        more = more or len(hits) > MOST
        found.update((c.pk, c) for c in hits)
    rows = sorted(found.values(), key=lambda c: (c.name, c.pk))
    return [_profile(c) for c in rows[:MOST]], more or len(rows) > MOST


def _starts(q: str) -> list[tuple[str, str]]:
    """Which fields to look in, with the beginning to look for."""
    digits = _NOT_DIGITS.sub("", q)
    looks = [("account_no", q), ("external_id", q)]
    if len(digits) >= 3 and not re.search(r"[^\W\d_]", q):
        looks += [("phone", digits), ("phone", f"+{digits}")]
    if "@" in q or q.isascii():
        looks += [("email", each) for each in dict.fromkeys((q, q.lower()))]
    if not q.isdigit():
        looks.append(("name", q))
    return looks


def recent_customers(before: int | None, size: int) -> tuple[list[Profile], bool]:
    """The newest customers, those with an id below `before` when it is given; and whether older ones follow."""
    found = Customer.objects.all() if before is None else Customer.objects.filter(id__lt=before)
    rows = list(found.order_by("-id")[: size + 1])
    return [_profile(c) for c in rows[:size]], len(rows) > size


def count_customers(limit: int = COUNT_UP_TO) -> tuple[int, bool]:
    """How many there are, and whether that is exact; counting stops at `limit`."""
    count = Customer.objects.order_by()[: limit + 1].values("pk").count()
    return min(count, limit), count <= limit
