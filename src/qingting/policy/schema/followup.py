"""followup.yaml: when a customer is visited again after closing, and what is asked."""

from qingting.policy.schema.base import BiText, Clause, DottedCode, Flag, GradeCode, SpanText, Strict, Verification


class Visit(Strict):
    """One visit, counted from closing. Not required: it is offered, and nothing is missed when it does not take place."""

    id: DottedCode
    clause: Clause
    after: SpanText
    grades: tuple[GradeCode, ...]
    required: Flag
    title: BiText
    questions: tuple[BiText, ...]
    status: Verification = "agreed"


class FollowupFile(Strict):
    """The whole file."""

    clause: Clause
    visits: tuple[Visit, ...]
