"""Refusals in the words of the business: each has a stable code, a text in both languages and the field it is about.

A subclass is defined where it is raised. Every door turns them into its own form once (a message on a page, problem+json).
"""

from collections.abc import Iterable
from typing import ClassVar

from qingting.kernel.bilingual import Bi


class DomainError(Exception):
    """The request was understood and is refused.

    code    "<area>.<noun>.<reason>", never changed once published
    status  the HTTP status that fits
    zh, en  templates for `str.format`; a `Bi` among the parameters is shown in the language of the message
    field   the input field the refusal is about, or None
    """

    code: ClassVar[str] = "kernel.refused"
    status: ClassVar[int] = 422
    zh: ClassVar[str] = "无法完成这项操作。"
    en: ClassVar[str] = "This cannot be done."

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if "code" in vars(cls) and not ("zh" in vars(cls) and "en" in vars(cls)):
            raise TypeError(f"{cls.__name__} has a code of its own and needs its text in zh and en")

    def __init__(self, *, field: str | None = None, **params: object) -> None:
        super().__init__()
        self.field = field
        self.params = params

    def message(self, lang: str) -> str:
        """The text for a person who reads `lang`. Values are shown as they are; braces inside a value mean nothing.

        When a value the template needs is missing, the template itself is the answer: an error text never fails.
        """
        template = Bi(self.zh, self.en).pick(lang)
        values = {name: value.pick(lang) if isinstance(value, Bi) else value for name, value in self.params.items()}
        try:
            return template.format_map(values)
        except (LookupError, ValueError, TypeError, AttributeError):
            return template

    def __str__(self) -> str:
        return f"{self.code}: {self.message('en')}"


class ManyErrors(DomainError):
    """Several refusals at once, so that a form can show every wrong field together."""

    code = "kernel.many_errors"
    zh = "有 {count} 处需要更正：{details}"
    en = "{count} things need correction: {details}"

    def __init__(self, errors: Iterable[DomainError], *, field: str | None = None) -> None:
        self.errors = list(errors)
        details = Bi(
            "；".join(error.message("zh").rstrip("。") for error in self.errors) + "。",
            " ".join(error.message("en") for error in self.errors),
        )
        super().__init__(field=field, count=len(self.errors), details=details)
        self.args = (self.errors,)  # what copy and pickle call the class with again
