"""Who may do what, who may own which grade, who may pay how much, who must be told."""

from dataclasses import dataclass

from qingting.kernel.bilingual import Bi
from qingting.kernel.decision import Decision
from qingting.kernel.errors import DomainError
from qingting.kernel.worktime import Span
from qingting.policy.rules.codes import grade_of
from qingting.policy.schema.acts import ACTS
from qingting.policy.schema.base import ROLES
from qingting.policy.schema.roles import Level, Role, Scope
from qingting.policy.schema.standard import Standard


class UnknownLevel(DomainError):
    """The standard has no level of this code."""

    code = "policy.level.unknown"
    zh = "处理规范里没有能力等级“{level}”。"
    en = "The standard has no level {level}."


@dataclass(frozen=True, slots=True)
class Duty:
    """What a role does with a complaint of a grade.

    keeps          the role may keep it; otherwise it is handed over as `hand_over` says
    report_to      roles that must be told within `report_within`, whoever keeps it
    """

    keeps: bool
    hand_over: Bi
    report_to: tuple[str, ...]
    report_within: Span | None
    clause: str


def may(standard: Standard, role: str | None, act: str) -> Decision[bool]:
    """Whether the role may do the act; the reason of a refusal says who may. Acts are written `set_grade` or `set-grade`."""
    act = act.replace("-", "_")
    if role not in ROLES or act not in ACTS:
        return _may(standard, role, act)  # not remembered: there is no end of things that do not exist
    return standard.remembered(("may", role, act), lambda: _may(standard, role, act))


def _may(standard: Standard, role_code: str | None, act: str) -> Decision[bool]:
    role = _role(standard, role_code)
    clause, rule = (role.clause, role.id) if role else (standard.section_clauses["roles"], "role.none")
    if act not in ACTS:
        return Decision(False, clause, rule, Bi(f"没有“{act}”这个操作", f"there is no act {act}"))
    what = ACTS[act]
    if role and act in role.acts:
        return Decision(True, clause, rule, Bi(f"{role.name.zh}可以{what.zh}", f"{role.name.en}: may {what.en}"), ("role",))
    others = [one.name for one in standard.roles if act in one.acts]
    who = Bi("、".join(name.zh for name in others), ", ".join(name.en for name in others))
    me = role.name if role else Bi("您", "you")
    can = Bi(f"可由{who.zh}操作", f"it can be done by: {who.en}") if others else Bi("没有角色可以操作", "no role can do it")
    return Decision(False, clause, rule, Bi(f"{me.zh}不能{what.zh}，{can.zh}", f"{me.en}: may not {what.en}; {can.en}"), ("role",))


def scope_of(standard: Standard, role: str | None) -> Scope:
    """Whose complaints the role sees; "none" for a role the standard does not have."""
    found = _role(standard, role)
    return found.scope if found else "none"


def _role(standard: Standard, role: str | None) -> Role | None:
    roles: dict[str, Role] = standard.remembered("roles", lambda: {one.code: one for one in standard.roles})
    return roles.get(role) if role else None


def may_own(standard: Standard, level: str | None, grade_code: str) -> Decision[bool]:
    """Whether a person of this level may be the owner of a complaint of this grade; None: a person without a level may not.

    Raises `UnknownGrade`, `UnknownLevel`.
    """
    grade = grade_of(standard, grade_code)
    able = [one for one in standard.levels if grade.code in one.may_own]
    who = Bi("、".join(one.name.zh for one in able) or "无", ", ".join(one.name.en for one in able) or "nobody")
    if level is None:
        clause = standard.section_clauses["roles"]
        return Decision(
            False,
            clause,
            "level.none",
            Bi(f"没有有效的能力等级；可承接者：{who.zh}", f"no level in force; may own it: {who.en}"),
            ("level",),
        )
    own = _level(standard, level)
    rule = f"level.{own.code.lower()}"
    if grade.code in own.may_own:
        return Decision(
            True,
            own.clause,
            rule,
            Bi(f"{own.name.zh}可承接 {grade.code} 级", f"{own.name.en} may own grade {grade.code}"),
            ("level", "grade"),
        )
    reason = Bi(
        f"{own.name.zh}不能承接 {grade.code} 级；可承接者：{who.zh}", f"{own.name.en} may not own grade {grade.code}; may own it: {who.en}"
    )
    return Decision(False, own.clause, rule, reason, ("level", "grade"))


def compensation_limit(standard: Standard, level: str | None) -> int:
    """The most one complaint may be paid on the word of a person of this level, in fen; 0 without a level. Raises `UnknownLevel`."""
    return _level(standard, level).compensation_limit_fen if level else 0


def _level(standard: Standard, level: str) -> Level:
    for one in standard.levels:
        if one.code == level:
            return one
    raise UnknownLevel(field="level", level=level)


def duty_of(standard: Standard, role: str, grade_code: str) -> Duty:
    """What this role does with a complaint of this grade: keep it or hand it over, and whom to tell. Raises `UnknownGrade`."""
    grade = grade_of(standard, grade_code)
    return Duty(role in grade.handled_by, grade.hand_over, grade.report_to, grade.report_within, grade.clause)
