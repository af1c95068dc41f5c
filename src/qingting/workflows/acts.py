"""Every act on one complaint by its name in the API: the command it takes and the function that does it.

The page, the API and the tests read this one table, so no act exists at one door only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qingting.complaints.actions.acting import Case
from qingting.complaints.commands import Command, CorrectComplaint
from qingting.complaints.rules.lifecycle import UnknownAct
from qingting.handling import commands as c
from qingting.handling.actions import (
    accept,
    acknowledge,
    add_words,
    assign,
    confirm,
    decide,
    hand_over_one,
    investigate,
    link,
    make_promise,
    pause_resume,
    propose,
    refuse,
    reopen,
    respond,
    reveal,
    set_category,
    set_grade,
    tick,
    work_tasks,
    write_note,
)  # fmt: skip
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard
from qingting.workflows.close_complaint import close_complaint
from qingting.workflows.correct_complaint import correct_complaint


@dataclass(frozen=True, slots=True)
class ActEntry:
    command: type[Command]
    function: Callable[..., Case]


ACTS: dict[str, ActEntry] = {
    "acknowledge": ActEntry(c.Acknowledge, acknowledge.acknowledge),
    "accept": ActEntry(c.Accept, accept.accept),
    "refuse": ActEntry(c.Refuse, refuse.refuse),
    "respond": ActEntry(c.Respond, respond.respond),
    "note": ActEntry(c.WriteNote, write_note.write_note),
    "promise": ActEntry(c.MakePromise, make_promise.make_promise),
    "settle-promise": ActEntry(c.SettlePromise, make_promise.settle_promise),
    "set-grade": ActEntry(c.SetGrade, set_grade.set_grade),
    "set-category": ActEntry(c.SetCategory, set_category.set_category),
    "investigate": ActEntry(c.Investigate, investigate.investigate),
    "assign": ActEntry(c.Assign, assign.assign),
    "transfer": ActEntry(c.Transfer, assign.transfer),
    "handover": ActEntry(c.Assign, hand_over_one.hand_over_one),
    "propose": ActEntry(c.Propose, propose.propose),
    "choose": ActEntry(c.Choose, propose.choose),
    "add-task": ActEntry(c.AddTask, work_tasks.add_task),
    "complete-task": ActEntry(c.TaskStep, work_tasks.complete_task),
    "verify-task": ActEntry(c.TaskStep, work_tasks.verify_task),
    "return-task": ActEntry(c.TaskStep, work_tasks.return_task),
    "pause": ActEntry(c.Pause, pause_resume.pause),
    "resume": ActEntry(c.Resume, pause_resume.resume),
    "extend": ActEntry(c.Extend, pause_resume.extend),
    "decide": ActEntry(c.Decide, decide.decide),
    "implement": ActEntry(c.Implement, decide.implement),
    "confirm": ActEntry(c.Confirm, confirm.confirm),
    "close": ActEntry(c.Close, close_complaint),
    "reopen": ActEntry(c.Reopen, reopen.reopen),
    "withdraw": ActEntry(c.Withdraw, reopen.withdraw),
    "rate": ActEntry(c.Rate, confirm.rate),
    "add": ActEntry(c.AddWords, add_words.add_words),
    "attach": ActEntry(c.Attach, add_words.attach_to),
    "link": ActEntry(c.LinkTo, link.link),
    "unlink": ActEntry(c.LinkTo, link.unlink),
    "tick": ActEntry(c.Tick, tick.tick),
    "reveal": ActEntry(c.Reveal, reveal.reveal),
    "correct": ActEntry(CorrectComplaint, correct_complaint),
}


def command_of(act: str) -> type[Command]:
    """Raises UnknownAct."""
    entry = ACTS.get(act)
    if entry is None:
        raise UnknownAct(act=act[:40])
    return entry.command


def do_act(act: str, *, no: str, command: Any, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Do one act. Raises the DomainErrors of the act."""
    entry = ACTS.get(act)
    if entry is None:
        raise UnknownAct(act=act[:40])
    return entry.function(no=no, command=command, actor=actor, now=now, standard=standard)
