"""What can be asked of a complaint's record: the same models serve forms, API and import. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from qingting.kernel.phone import normalise_phone
from qingting.kernel.text import clean

VERBATIM_LIMIT = 100_000


def _clean(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _line(value: Any) -> Any:
    return " ".join(clean(value).split()) if isinstance(value, str) else value


def _deep(value: Any) -> Any:
    """Every text inside, keys too, as it can be stored."""
    if isinstance(value, dict):
        return {_clean(key): _deep(item) for key, item in value.items()}
    return [_deep(item) for item in value] if isinstance(value, list | tuple) else _clean(value)


def _phone(value: Any) -> Any:
    return normalise_phone(value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_clean), Field(max_length=VERBATIM_LIMIT)]
Line = Annotated[str, BeforeValidator(_line)]
Short = Annotated[Line, Field(max_length=120)]
Code = Annotated[Line, Field(max_length=60)]
Note = Annotated[str, BeforeValidator(_clean), Field(max_length=20_000)]
Extra = Annotated[dict[str, Any], BeforeValidator(_deep)]
Kind = Literal["complaint", "report", "inquiry", "data_rights", "praise", "suggestion"]


class Command(BaseModel):
    """Base of all commands: nothing unknown is accepted, so a mistyped or smuggled field is refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=VERBATIM_LIMIT)


class CustomerData(Command):
    name: Short | None = None
    phone: Annotated[str, BeforeValidator(_phone), Field(max_length=30)] | None = None
    email: Annotated[Line, Field(max_length=254)] | None = None
    account_no: Annotated[Line, Field(max_length=80)] | None = None
    external_id: Annotated[Line, Field(max_length=80)] | None = None


class Involved(Command):
    """Somebody or something the customer named. Naming presumes no fault."""

    kind: Literal["staff", "department", "branch", "partner", "other"] = "other"
    name: Annotated[Line, Field(min_length=1, max_length=120)]


class PromiseData(Command):
    text: Annotated[Line, Field(min_length=1, max_length=500)]
    due_at: datetime | None = None


class FirstResponse(Command):
    at: datetime | None = None
    by: Short | None = None
    content: Note = ""
    promises: Annotated[list[PromiseData], Field(max_length=20)] = []


class SourceData(Command):
    system: Annotated[Line, Field(max_length=60)]
    external_no: Annotated[Line, Field(max_length=120)] | None = None
    deadline_at: datetime | None = None


class Represented(Command):
    """Somebody for whom the complaint is made: an elderly parent, a group; `authority` says on what ground."""

    name: Short | None = None
    relation: Short | None = None
    authority: Short | None = None


class RegisterComplaint(Command):
    channel: Code | None = None
    received_at: datetime | None = None
    occurred_at: datetime | None = None
    customer: CustomerData | None = None
    verbatim: Annotated[Text, Field(min_length=1)]
    summary: Note | None = None
    kind: Kind = "complaint"
    demands: Annotated[list[Code], Field(max_length=20)] = []
    product: Short | None = None
    order_no: Code | None = None
    batch_no: Code | None = None
    region: Annotated[Line, Field(max_length=40)] | None = None
    branch: Annotated[Line, Field(max_length=40)] | None = None
    site: Short | None = None
    involved: Annotated[list[Involved], Field(max_length=20)] = []
    first_response: FirstResponse | None = None
    source: SourceData | None = None
    attachments: Annotated[list[str], Field(max_length=20)] = []
    represented: Represented | None = None
    intake_id: Code | None = None
    category: Code | None = None
    consents: Annotated[dict[Code, bool], Field(max_length=20)] = {}
    take_it: bool = False


class CorrectComplaint(Command):
    """Fill in what was missing. The customer's own words are not among the fields: they never change."""

    customer: CustomerData | None = None
    channel: Code | None = None
    received_at: datetime | None = None
    occurred_at: datetime | None = None
    summary: Note | None = None
    demands: Annotated[list[Code], Field(max_length=20)] | None = None
    product: Short | None = None
    order_no: Code | None = None
    batch_no: Code | None = None
    region: Annotated[Line, Field(max_length=40)] | None = None
    branch: Annotated[Line, Field(max_length=40)] | None = None
    site: Short | None = None
    involved: Annotated[list[Involved], Field(max_length=20)] | None = None
    first_response: FirstResponse | None = None
    note: Note | None = None
    version: int | None = None


class Act(Command):
    """What every act may carry: a note, the version the person was looking at, and for whom it is recorded."""

    note: Note | None = None
    version: int | None = None
    on_behalf_of: Short | None = None
    proof: Short | None = None


class HistoryEvent(Command):
    at: AwareDatetime
    name: Code
    by: Short = "system"
    text: Text | None = None
    data: Extra = {}


class HistoryPromise(Command):
    text: Annotated[Line, Field(max_length=500)]
    made_at: AwareDatetime | None = None
    due_at: AwareDatetime | None = None
    by: Short | None = None
    state: Literal["open", "kept", "broken", "renegotiated"] = "open"
    settled_at: AwareDatetime | None = None


class HistoryTask(Command):
    title: Annotated[Line, Field(max_length=300)]
    department: Code | None = None
    owner: Short | None = None
    due_at: AwareDatetime | None = None
    state: Literal["open", "done", "verified", "returned", "cancelled"] = "open"
    completed_at: AwareDatetime | None = None


class HistoryRating(Command):
    score: Annotated[int, Field(ge=1, le=5)]
    comment: Note | None = None
    at: AwareDatetime | None = None


class HistoryComplaint(Command):
    """One complaint as another system knew it, with its past. `received_at` may be unknown and is then listed as missing."""

    origin: Literal["history", "live"] = "history"
    source_system: Short = "import"
    external_no: Annotated[Line, Field(max_length=120)] | None = None
    row_hash: Annotated[Line, Field(max_length=64)] | None = None
    row_ordinal: int | None = None
    kind: Kind = "complaint"
    channel: Code | None = None
    received_at: AwareDatetime | None = None
    occurred_at: AwareDatetime | None = None
    customer: CustomerData | None = None
    verbatim: Annotated[Text, Field(min_length=1)]
    title: Annotated[Line, Field(max_length=200)] | None = None
    summary: Note | None = None
    demands: list[Code] = []
    category: Code | None = None
    category_name: Short | None = None
    grade: Annotated[Line, Field(max_length=4)] | None = None
    product: Short | None = None
    order_no: Code | None = None
    batch_no: Code | None = None
    region: Annotated[Line, Field(max_length=40)] | None = None
    branch: Annotated[Line, Field(max_length=40)] | None = None
    site: Short | None = None
    involved: list[Involved] = []
    first_response: FirstResponse | None = None
    owner: Short | None = None
    team: Code | None = None
    status: Code = "registered"
    outcome: Literal["upheld", "partly", "not"] | None = None
    decision_text: Note | None = None
    decided_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    rating: HistoryRating | None = None
    reopened_count: Annotated[int, Field(ge=0, le=10_000)] = 0
    promises: list[HistoryPromise] = []
    tasks: list[HistoryTask] = []
    events: list[HistoryEvent] = []
    extra: Extra = {}
