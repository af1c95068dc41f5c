"""What a rule answers: the value, and what it rests on."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from qingting.kernel.bilingual import Bi

T = TypeVar("T")


@dataclass(frozen=True)
class Decision(Generic[T]):
    """The answer of a rule.

    value    the answer itself
    clause   the clause of the handling standard it rests on, such as "4.2.1"
    rule     the id of the rule that answered, such as "grade.a.life_safety"
    reason   the sentence shown to people
    because  names of the facts that decided
    """

    value: T
    clause: str
    rule: str
    reason: Bi
    because: tuple[str, ...] = ()
