"""Keep text from becoming a formula when somebody opens a CSV in a spreadsheet."""

import re

# What spreadsheets take for the beginning of a formula or a command, ASCII and full width; see OWASP, "CSV Injection".
_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guard(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet might calculate it. `unguard` gives back the same text, always."""
    return "'" + text if _DANGEROUS.match(text) else text


def unguard(text: str) -> str:
    """The text without the apostrophe that `guard` (or a spreadsheet) set before it."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text) else text
