"""The one lifecycle table: from which status an act may be done, and where it leads. Pure.

Guards are only named here; the workflow that closes a complaint gathers their facts. Acts that leave the status are listed too,
so that an unknown act is refused instead of waved through.
"""

from __future__ import annotations

from dataclasses import dataclass

from qingting.complaints.choices import ENDED_STATUSES, OPEN_STATUSES, STATUSES
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError

BEFORE_DECISION = ("registered", "accepted", "investigating", "proposing")
ANY = tuple(STATUSES)


@dataclass(frozen=True, slots=True)
class Transition:
    """`to` None: the status stays."""

    sources: tuple[str, ...]
    to: str | None = None


LIFECYCLE: dict[str, Transition] = {
    "acknowledge": Transition(OPEN_STATUSES),
    "accept": Transition(("registered",), "accepted"),
    "refuse": Transition(("registered", "accepted"), "not_accepted"),
    "investigate": Transition(("registered", "accepted", "proposing", "implementing", "confirming"), "investigating"),
    "propose": Transition(BEFORE_DECISION, "proposing"),
    "choose": Transition(OPEN_STATUSES),
    "decide": Transition(BEFORE_DECISION),
    "implement": Transition(("implementing",), "confirming"),
    "confirm": Transition(("confirming",)),
    "close": Transition(("confirming",), "closed"),
    "withdraw": Transition(OPEN_STATUSES, "withdrawn"),
    "reopen": Transition(ENDED_STATUSES, "investigating"),
    "rate": Transition(("confirming", *ENDED_STATUSES)),
    "respond": Transition(ANY),
    "note": Transition(ANY),
    "add": Transition(ANY),
    "promise": Transition(OPEN_STATUSES),
    "settle-promise": Transition(ANY),
    "assign": Transition(OPEN_STATUSES),
    "transfer": Transition(OPEN_STATUSES),
    "handover": Transition(OPEN_STATUSES),
    "set-grade": Transition(OPEN_STATUSES),
    "set-category": Transition(ANY),
    "correct": Transition(ANY),
    "pause": Transition(OPEN_STATUSES),
    "resume": Transition(OPEN_STATUSES),
    "extend": Transition(OPEN_STATUSES),
    "add-task": Transition(OPEN_STATUSES),
    "complete-task": Transition(ANY),
    "return-task": Transition(OPEN_STATUSES),
    "verify-task": Transition(ANY),
    "tick": Transition(OPEN_STATUSES),
    "link": Transition(ANY),
    "unlink": Transition(ANY),
    "attach": Transition(ANY),
    "reveal": Transition(ANY),
    "revoke-receipt": Transition(ANY),
    "migrate": Transition(OPEN_STATUSES),
}


class NotNow(DomainError):
    code = "complaints.lifecycle.not_now"
    status = 409
    zh = "投诉 {no} 目前是「{status}」，不能做这一步。可以在这些阶段做：{sources}。"
    en = "Complaint {no} is “{status}”, so this step cannot be taken now. It can be taken when it is: {sources}."


class UnknownAct(DomainError):
    code = "complaints.lifecycle.unknown_act"
    status = 404
    zh = "没有「{act}」这个操作。"
    en = "There is no act “{act}”."


def next_status(act: str, status: str, *, no: str = "") -> str:
    """The status after `act`; the same one where the act leaves it.

    Raises NotNow when the act is not possible in `status`, UnknownAct when it is not in the table.
    """
    transition = LIFECYCLE.get(act)
    if transition is None:
        raise UnknownAct(act=act)
    if status not in transition.sources:
        sources = [STATUSES[s] for s in transition.sources]
        names = Bi("、".join(s.zh for s in sources), ", ".join(s.en for s in sources))
        raise NotNow(no=no, status=STATUSES[status], sources=names)
    return transition.to or status


def possible_acts(status: str) -> frozenset[str]:
    """Every act the table allows in `status`."""
    return frozenset(act for act, transition in LIFECYCLE.items() if status in transition.sources)
