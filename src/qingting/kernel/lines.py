"""One-line values as people type them into forms: cleaned, bounded, refused with words that say what to do."""

from qingting.kernel.errors import DomainError
from qingting.kernel.text import clean

LONGEST_ADDRESS = 254


class LineMissing(DomainError):
    code = "kernel.line.missing"
    zh = "请填写这一项。"
    en = "Please fill this in."


class LineTooLong(DomainError):
    code = "kernel.line.too_long"
    zh = "太长了：最多 {most} 个字，现在有 {length} 个。"
    en = "Too long: at most {most} characters, now {length}."


class BadAddress(DomainError):
    code = "kernel.line.bad_address"
    zh = "「{value}」不像邮箱地址，请写成 name@example.com。"
    en = "“{value}” does not look like an e-mail address; write it like name@example.com."


class BadCode(DomainError):
    code = "kernel.line.bad_code"
    zh = "编码只能用字母、数字、点、横线和下划线，最多 {most} 个。"
    en = "A code has letters, digits, dots, hyphens and underscores only, at most {most}."


def one_line(text: str, *, field: str, most: int, required: bool = False) -> str:
    """The text on one line, without control characters and outer spaces. Raises LineMissing, LineTooLong."""
    line = " ".join(clean(text).split())
    if required and not line:
        raise LineMissing(field=field)
    if len(line) > most:
        raise LineTooLong(field=field, most=most, length=len(line))
    return line


def one_address(text: str, *, field: str) -> str:
    """An e-mail address, or "" for an empty text. It is not proved that anybody reads it. Raises BadAddress, LineTooLong."""
    line = one_line(text, field=field, most=LONGEST_ADDRESS)
    name, at, host = line.rpartition("@")
    if line and (
        not at or not name or "@" in name or "." not in host.strip(".") or any(letter.isspace() or letter in '<>,;"()' for letter in line)
    ):
        raise BadAddress(field=field, value=line[:60])
    return line


def one_code(text: str, *, field: str, most: int) -> str:
    """A code that other data refers to. Raises LineMissing, BadCode."""
    line = one_line(text, field=field, most=10_000, required=True)
    if len(line) > most or not all(letter.isalnum() or letter in "._-" for letter in line):
        raise BadCode(field=field, most=most)
    return line
