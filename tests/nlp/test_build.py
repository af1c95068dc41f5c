"""One place chooses the engine; nothing else knows what is inside."""

import subprocess
import sys

import pytest

from qingting.nlp.build import build_judge, build_masker, build_wording_checker
from qingting.nlp.ports import Judge


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="oracle"):
        build_judge("oracle")  # type: ignore[arg-type]


def test_engines_and_versions_are_named() -> None:
    judges: list[Judge] = [build_judge("null"), build_judge("lexicon", ())]
    assert [(judge.judge("x").engine, bool(judge.judge("x").version)) for judge in judges] == [("null", True), ("lexicon", True)]


def test_tools_without_a_taxonomy() -> None:
    assert build_masker().mask("13812345678")[0] == "138****5678"
    assert build_wording_checker().judging_words("素质低")[0].value


def test_choosing_loads_no_engine_and_no_framework() -> None:
    code = "import sys, qingting.nlp.build; print([m for m in sys.modules if m.startswith(('django', 'qingting.nlp.lexicon', 'yaml'))])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
