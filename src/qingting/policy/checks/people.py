"""Every role exists once, does only acts that exist, and somebody can still change the standard and the users."""

from collections.abc import Iterator

from qingting.kernel.bilingual import Bi
from qingting.policy.checks.telling import all_known, no_repeats, problem
from qingting.policy.parts import Parts
from qingting.policy.problems import Problem
from qingting.policy.schema.acts import ACTS
from qingting.policy.schema.base import ROLES

ACT = Bi("操作", "act")
SOMEBODY_MUST = ("register", "assign", "decide", "close", "edit_standard", "manage_users")
"""Acts without which a company could not handle a complaint or correct this very file."""


def check_people(parts: Parts) -> Iterator[Problem]:
    """Roles and levels."""
    if parts.roles is None:
        return
    roles = parts.roles.roles
    yield from no_repeats("roles", Bi("角色", "role"), [role.code for role in roles])
    for missing in sorted(set(ROLES) - {role.code for role in roles}):
        yield problem("roles", missing, f"缺少角色 {missing}", f"the role {missing} is missing", "补上这个角色", "add the role")
    for role in roles:
        yield from all_known("roles", role.id, ACT, [*role.acts, *(example.act for example in role.examples)], ACTS)
        yield from no_repeats("roles", Bi(f"{role.code} 的操作", f"act of {role.code}"), role.acts)
    for act in SOMEBODY_MUST:
        if not any(act in role.acts for role in roles):
            yield problem(
                "roles",
                act,
                f"没有任何角色可以“{ACTS[act].zh}”",
                f"no role may {ACTS[act].en}",
                "至少给一个角色",
                "give it to at least one role",
            )
    grades = parts.codes("grades")
    yield from no_repeats("roles", Bi("能力等级", "level"), [level.code for level in parts.roles.levels])
    for level in parts.roles.levels:
        yield from all_known("roles", level.code, Bi("等级", "grade"), level.may_own, grades)
        if level.compensation_limit_fen < 0:
            yield problem("roles", level.code, "赔付限额为负", "the compensation limit is negative", "写 0 或正数", "write 0 or more")
