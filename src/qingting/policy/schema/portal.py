"""portal.yaml: what the company tells the customer on the customer's own page."""

from pydantic import field_validator

from qingting.kernel.bilingual import Bi
from qingting.policy.schema.base import BiText, Clause, Code, Strict, Verification, wrong


class Portal(Strict):
    """The texts of the customer's page.

    promise         how soon a person replies; {time} stands for the limit of `promise_clock`, never a figure written by hand
    working_time    added where that limit counts in working time; {hours} stands for the working hours of the standard
    """

    clause: Clause
    promise_clock: Code
    promise: BiText
    working_time: BiText
    welcome: BiText
    verbatim_hint: BiText
    safety: BiText
    privacy: BiText
    sensitive_consent: BiText
    receipt: BiText
    confirm: BiText
    recourse: BiText
    recourse_status: Verification = "agreed"

    @field_validator("promise", "working_time")
    @classmethod
    def has_its_place(cls, text: Bi, info: object) -> Bi:
        """The two texts with a place for a value hold exactly that place."""
        place = "{time}" if getattr(info, "field_name", "") == "promise" else "{hours}"
        for wording in text:
            if wording.count(place) != 1 or "{" in wording.replace(place, ""):
                raise wrong(f"中英文里都要有一次 {place}，不能有其他花括号", f"both texts hold {place} once, in braces, and no other brace")
        return text
