"""intake.yaml: what must be recorded when a complaint comes in, and words of judgement to keep out of it."""

from typing import Annotated

from pydantic import StringConstraints

from qingting.policy.schema.base import BiText, Clause, Code, DottedCode, Strict, Verification, Word

FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=60)]

INTAKE_FIELDS = frozenset(
    {
        *("customer.name", "customer.phone", "customer.email", "customer.account_no", "customer.external_id"),
        *("received_at", "occurred_at", "channel", "verbatim", "demands"),
        *("product", "order_no", "batch_no", "region", "site", "involved"),
        *("first_response.at", "first_response.by", "first_response.content", "first_response.promises"),
    }
)
"""The fields of a complaint that may be asked for, named as in the API."""


class Requirement(Strict):
    """One thing to be recorded: met when any of the fields holds something."""

    code: DottedCode
    title: BiText
    any_of: tuple[FieldName, ...]


class FieldGroup(Strict):
    """A group of mandatory items."""

    id: DottedCode
    code: Code
    clause: Clause
    title: BiText
    note: BiText
    requires: tuple[Requirement, ...]
    status: Verification = "agreed"


class JudgingWord(Strict):
    """A word that judges the customer, and a neutral way to say it."""

    words: tuple[Word, ...]
    instead: BiText


class IntakeFile(Strict):
    """The whole file."""

    clause: Clause
    mandatory: tuple[FieldGroup, ...]
    judging_note: BiText
    judging_words: tuple[JudgingWord, ...]
