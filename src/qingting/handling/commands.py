"""What can be asked while a complaint is handled: the same models serve pages and API. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from qingting.complaints.commands import Act, Code, Line, Note, PromiseData, Short


def _score(value: Any) -> Any:
    return None if value == "" else value


class Acknowledge(Act):
    text: Note | None = None


class Accept(Act):
    pass


class Refuse(Act):
    """Not accepted: the customer is told why, and where else to turn."""

    reason: Annotated[Note, Field(min_length=1)]
    recourse: Note | None = None


class Respond(Act):
    text: Annotated[Note, Field(min_length=1)]
    promises: Annotated[list[PromiseData], Field(max_length=20)] = []


class WriteNote(Act):
    text: Note | None = None
    mentions: Annotated[list[Code], Field(max_length=20)] = []


class MakePromise(Act):
    text: Annotated[Line, Field(min_length=1, max_length=500)]
    due_at: datetime | None = None


class SettlePromise(Act):
    promise: int
    outcome: Literal["kept", "renegotiated"]
    due_at: datetime | None = None


class SetGrade(Act):
    grade: Annotated[Line, Field(max_length=4)]
    reason: Annotated[Line, Field(min_length=1, max_length=500)]


class SetCategory(Act):
    category: Code
    reason: Annotated[Line, Field(max_length=500)] | None = None


class Investigate(Act):
    pass


class Assign(Act):
    """`to` is a user name; `team` alone puts the complaint into a team's pool."""

    to: Code | None = None
    team: Code | None = None
    reason: Annotated[Line, Field(max_length=500)] | None = None


class Transfer(Act):
    to: Code | None = None
    team: Code | None = None
    reason: Annotated[Line, Field(min_length=1, max_length=500)]
    summary: Note | None = None
    tell_customer: bool = False


class Pause(Act):
    reason: Code
    until: datetime | None = None


class Resume(Act):
    pass


class Extend(Act):
    clock: Code = "resolve"
    until: datetime
    reason: Annotated[Line, Field(min_length=1, max_length=500)]


class AddTask(Act):
    title: Annotated[Line, Field(min_length=1, max_length=300)]
    to: Code | None = None
    department: Code | None = None
    due_at: datetime | None = None


class TaskStep(Act):
    """complete, verify or return one task."""

    task: int
    result: Annotated[Line, Field(max_length=500)] | None = None


class OptionData(Act):
    title: Annotated[Line, Field(min_length=1, max_length=200)]
    detail: Annotated[Line, Field(max_length=1000)] | None = None
    cost_fen: Annotated[int, Field(ge=0, le=10**12)] = 0
    days: Annotated[int, Field(ge=0, le=3650)] | None = None
    feasibility: Annotated[int, Field(ge=1, le=5)] | None = None
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = None
    legal_basis: Annotated[Line, Field(max_length=300)] | None = None
    recommended: bool = False

    _empty = field_validator("days", "feasibility", "satisfaction", mode="before")(_score)


class Propose(OptionData):
    """One option; `options` gives several at once. `tell` shows them to the customer for a choice."""

    title: Annotated[Line, Field(max_length=200)] = ""
    options: Annotated[list[OptionData], Field(max_length=8)] = []
    tell: bool = False


class Choose(Act):
    """The customer's answer to an option, by its letter."""

    option: Annotated[Line, Field(min_length=1, max_length=2)]
    accept: bool = True
    comment: Note | None = None


class Remedy(Act):
    kind: Code
    amount_fen: Annotated[int, Field(ge=0, le=10**12)] = 0
    text: Annotated[Line, Field(max_length=300)] | None = None


class Decide(Act):
    outcome: Literal["upheld", "partly", "not"]
    text: Annotated[Note, Field(min_length=1)]
    remedy: Remedy | None = None
    recourse: Note | None = None


class Implement(Act):
    text: Note | None = None


class Confirm(Act):
    satisfied: bool
    comment: Note | None = None


class Close(Act):
    reason: Note | None = None


class Reopen(Act):
    reason: Annotated[Note, Field(min_length=1)]


class Withdraw(Act):
    reason: Note | None = None


class Rate(Act):
    score: Annotated[int, Field(ge=1, le=5)]
    comment: Note | None = None


class AddWords(Act):
    """Something more from the customer."""

    text: Annotated[Note, Field(min_length=1)]
    attachments: Annotated[list[str], Field(max_length=20)] = []


class LinkTo(Act):
    to: Short
    kind: Literal["same_complaint", "same_cause", "same_customer", "split_from"] = "same_cause"


class Tick(Act):
    item: Code
    done: bool = True


class Attach(Act):
    attachments: Annotated[list[str], Field(min_length=1, max_length=20)]


class Reveal(Act):
    """See the customer's full contact data; the reason is kept."""

    reason: Annotated[Line, Field(max_length=300)] = ""
