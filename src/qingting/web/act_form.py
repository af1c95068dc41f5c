"""What an act asks for, as plain values: one `Ask` is one field of its dialog, one `ActForm` the whole of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qingting.kernel.bilingual import Bi

Parse = Literal["text", "local", "yuan", "flag", "yesno", "list", "people"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One field.

    kind      how it is drawn (see `macros/forms.html`);  parse  how its text becomes a value of the command
    path      where the value goes in the command, dotted; the name when empty
    options   name of a source in `web/act_options.py`;  value  name of a source of the first value there, or the value itself
    """

    name: str
    label: Bi
    kind: str = "text"
    parse: Parse = "text"
    path: str = ""
    required: bool = False
    hint: Bi | None = None
    options: str = ""
    value: str = ""
    rows: int = 3
    full: bool = False
    minimum: int | None = None
    maximum: int | None = None
    maxlength: int | None = None

    @property
    def target(self) -> str:
        return self.path or self.name


@dataclass(frozen=True, slots=True)
class ActForm:
    """One act at a page.

    done        what is said afterwards;  fixed  values of the command that are not asked
    choose_act  name of the field that decides between this act and another (done or sent back)
    said        names of the fields whose text reaches the customer;  files  whether uploads may come along
    """

    title: Bi
    submit: Bi
    done: Bi
    icon: str
    asks: tuple[Ask, ...] = ()
    hint: Bi | None = None
    danger: bool = False
    wide: bool = False
    fixed: tuple[tuple[str, str], ...] = ()
    choose_act: str = ""
    files: bool = False
    said: tuple[str, ...] = ()


def hidden(name: str) -> Ask:
    """A field that an address fills in: which promise, which task."""
    return Ask(name, Bi(name, name), kind="hidden")


def words(
    name: str, zh: str, en: str, *, required: bool = False, rows: int = 3, hint: Bi | None = None, value: str = "", path: str = ""
) -> Ask:
    """A text of several lines."""
    return Ask(name, Bi(zh, en), kind="textarea", required=required, rows=rows, hint=hint, value=value, full=True, path=path)


def line(
    name: str,
    zh: str,
    en: str,
    *,
    required: bool = False,
    maxlength: int = 500,
    hint: Bi | None = None,
    full: bool = True,
    path: str = "",
    value: str = "",
) -> Ask:
    """One line of text."""
    return Ask(name, Bi(zh, en), required=required, maxlength=maxlength, hint=hint, full=full, path=path, value=value)


def pick(
    name: str,
    zh: str,
    en: str,
    options: str,
    *,
    required: bool = False,
    hint: Bi | None = None,
    full: bool = False,
    value: str = "",
    path: str = "",
) -> Ask:
    """One of a list."""
    return Ask(name, Bi(zh, en), kind="select", options=options, required=required, hint=hint, full=full, value=value, path=path)


def either(name: str, zh: str, en: str, options: str, *, value: str = "", parse: Parse = "text") -> Ask:
    """One of a few, all of them seen."""
    return Ask(name, Bi(zh, en), kind="radio", options=options, required=True, full=True, value=value, parse=parse)


def moment(name: str, zh: str, en: str, *, required: bool = False, hint: Bi | None = None, value: str = "") -> Ask:
    """A day and an hour on the organisation's wall clock."""
    return Ask(name, Bi(zh, en), kind="datetime-local", parse="local", required=required, hint=hint, value=value)


def flag(name: str, zh: str, en: str) -> Ask:
    return Ask(name, Bi(zh, en), kind="checkbox", parse="flag", full=True)
