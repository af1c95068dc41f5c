"""roles.yaml: what each role sees and may do, and what each level may own and pay."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from qingting.policy.schema.base import BiText, Clause, DottedCode, Flag, GradeCode, RoleCode, Strict, Verification, Whole

Scope = Literal["own", "team", "department", "tasks", "all", "none"]
LevelCode = Annotated[str, StringConstraints(pattern=r"^L[1-9]$")]


class RoleExample(Strict):
    """An act and whether the role may do it."""

    act: str
    expect: Flag


class Role(Strict):
    """One role. `scope`: whose complaints it sees; `acts`: what it may do to those it sees."""

    id: DottedCode
    code: RoleCode
    clause: Clause
    name: BiText
    duty: BiText
    scope: Scope
    acts: tuple[str, ...]
    examples: tuple[RoleExample, ...] = ()


class Level(Strict):
    """A level of skill, granted to a person for a time.

    may_own                  grades the person may be the owner of
    compensation_limit_fen   the most one complaint may be paid on this person's word; more needs approval
    gate                     what has to be shown before the level is granted
    """

    code: LevelCode
    clause: Clause
    name: BiText
    may_own: tuple[GradeCode, ...]
    compensation_limit_fen: Whole
    gate: BiText
    status: Verification = "agreed"


class RolesFile(Strict):
    """The whole file."""

    clause: Clause
    roles: tuple[Role, ...]
    levels: tuple[Level, ...]
