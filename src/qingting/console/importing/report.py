"""The row by row report of an import, written while it runs."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from types import TracebackType
from typing import Self

from qingting.infra.tables.model import Problem
from qingting.infra.tables.writing_csv import CsvRows
from qingting.kernel.bilingual import Bi

OUTCOMES = ("created", "skipped", "failed", "warned")
HEADER = ("line", "outcome", "no", "codes", "problems")
TITLES = {
    "line": Bi("行号", "line"),
    "outcome": Bi("结果", "outcome"),
    "no": Bi("编号", "no"),
    "codes": Bi("问题代码", "codes"),
    "problems": Bi("问题说明", "problems"),
}


class ReportWriter:
    """A CSV file with one line for each row of the import; every line is on the disk before the next is made.

    Codes and sentences are parted by "; ", each with its field before it: "received_at: date_implausible".
    """

    def __init__(self, path: Path | str, *, lang: str = "zh") -> None:
        self._stream = Path(path).open("w", encoding="utf-8-sig", errors="replace", newline="")  # noqa: SIM115  closed by close()
        self._rows = CsvRows(self._stream, [TITLES[key].pick(lang) for key in HEADER], zone=UTC)
        self._stream.flush()
        self._lang = lang
        self.counts: Counter[str] = Counter()

    def add(self, line: int, outcome: str, no: str | None = None, problems: Sequence[Problem] = ()) -> None:
        """One row: its line in the source, what became of it (one of OUTCOMES), its number here, and why. ValueError for another outcome."""
        if outcome not in OUTCOMES:
            raise ValueError(outcome)
        codes = "; ".join(f"{problem.field}: {problem.code}" if problem.field else problem.code for problem in problems)
        texts = "; ".join(_sentence(problem, self._lang) for problem in problems)
        self._rows.write((line, outcome, no, codes, texts))
        self._stream.flush()
        self.counts[outcome] += 1

    def close(self) -> None:
        """Close the file. Nothing is lost without it."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _sentence(problem: Problem, lang: str) -> str:
    text = Bi(problem.zh, problem.en).pick(lang)
    return f"{problem.field}: {text}" if problem.field else text
