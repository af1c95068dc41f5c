"""What must be recorded when a complaint comes in."""

from collections.abc import Collection
from dataclasses import dataclass

from qingting.kernel.bilingual import Bi
from qingting.policy.schema.standard import Standard


@dataclass(frozen=True, slots=True)
class MissingField:
    """A mandatory item that is still empty. `any_of`: the fields, named as in the API, any of which fills it."""

    code: str
    group: str
    title: Bi
    group_title: Bi
    any_of: tuple[str, ...]
    clause: str


def missing_fields(standard: Standard, filled: Collection[str]) -> list[MissingField]:
    """The mandatory items none of whose fields is in `filled` (dotted names such as `customer.phone`)."""
    return [
        MissingField(requirement.code, group.code, requirement.title, group.title, requirement.any_of, group.clause)
        for group in standard.mandatory
        for requirement in group.requires
        if not any(name in filled for name in requirement.any_of)
    ]
