"""checklists.yaml: what is to be looked at while a complaint is handled."""

from typing import Literal

from qingting.policy.schema.base import BiText, Clause, Code, DottedCode, Flag, GradeCode, Strict, Verification

Stage = Literal["receive", "investigate", "propose", "implement", "close"]


class ChecklistItem(Strict):
    """One thing to look at. `grades` and `categories` (main or not) narrow it; empty: all."""

    id: DottedCode
    code: Code
    clause: Clause
    stage: Stage
    text: BiText
    required: Flag
    grades: tuple[GradeCode, ...] = ()
    categories: tuple[DottedCode, ...] = ()
    status: Verification = "agreed"


class ChecklistsFile(Strict):
    """The whole file."""

    clause: Clause
    items: tuple[ChecklistItem, ...]
