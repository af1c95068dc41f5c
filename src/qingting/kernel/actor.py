"""Who acts: the same small record for a member of staff, a customer and the system itself."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["staff", "customer", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts, as rules and the ledger see it.

    kind    "staff", "customer" or "system"
    id      the person's number within that kind; None for the system
    role    a role code of the standard (staff only)
    lang    the language this person reads, "zh" or "en"
    scopes  what an API key may do; empty for people at a page
    """

    kind: ActorKind
    id: int | None
    name: str
    role: str | None = None
    team_id: int | None = None
    department_id: int | None = None
    branch_id: int | None = None
    lang: str = "zh"
    scopes: frozenset[str] = frozenset()
