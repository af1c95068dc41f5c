"""scripts.yaml: wording for every step of a conversation, and wording that is not used."""

import re

from pydantic import field_validator

from qingting.kernel.bilingual import Bi
from qingting.policy.schema.base import BiText, Clause, Code, DottedCode, Named, Strict, Word, wrong

VARIABLES = ("customer_name", "agent_name", "no", "due")
"""What a script may leave open. There is no template language: these four words in braces, nothing else."""


class Step(Named):
    """A step of the conversation and what it is for."""

    clause: Clause
    aim: BiText


class Script(Strict):
    """One wording. `categories` (main or not) narrow it; empty: all."""

    id: DottedCode
    step: Code
    title: BiText
    text: BiText
    categories: tuple[DottedCode, ...] = ()

    @field_validator("text")
    @classmethod
    def only_known_variables(cls, text: Bi) -> Bi:
        """Braces hold one of the known variables; any other brace is an error."""
        for wording in text:
            if re.search(r"[{}]", re.sub(r"\{(" + "|".join(VARIABLES) + r")\}", "", wording)):
                names = "、".join(VARIABLES)
                raise wrong(
                    f"话术只能用这些变量，写在花括号里：{names}", f"a script may use only these variables in braces: {', '.join(VARIABLES)}"
                )
        return text


class BannedPhrase(Strict):
    """Words that are not said to a customer, why, and what to say instead."""

    id: DottedCode
    words: tuple[Word, ...]
    why: BiText
    instead: BiText


class ScriptsFile(Strict):
    """The whole file."""

    clause: Clause
    steps: tuple[Step, ...]
    scripts: tuple[Script, ...]
    banned: tuple[BannedPhrase, ...]
