"""The guide says exactly what the profiles understand."""

from pathlib import Path

import pytest

from qingting.console.importing.describing import columns_table, mapping_table
from qingting.console.importing.problems import TEXTS
from qingting.console.importing.profiles.template import SHEETS
from qingting.console.importing.registry import PROFILES
from qingting.infra.tables.problems import TEXTS as TABLE_TEXTS

GUIDE = (Path(__file__).parents[3] / "docs/howto/import.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", SHEETS)
def test_the_guide_holds_the_columns_of_every_sheet(kind):
    assert columns_table(kind) in GUIDE


@pytest.mark.parametrize("name", PROFILES)
def test_the_guide_holds_the_mapping_of_every_profile(name):
    profile = PROFILES[name]
    assert f"### `{name}`" in GUIDE
    if profile.mapping:
        assert mapping_table(profile) in GUIDE


def test_every_foreign_profile_documents_every_column_it_reads():
    for name, profile in PROFILES.items():
        if name != "template":
            documented = " ".join(target for _, target, _ in profile.mapping)
            for column in profile.columns_of("complaints"):
                assert column.key in documented or column.key.split(".")[0] in documented or column.key == "company", (name, column.key)


@pytest.mark.parametrize("texts", [TEXTS, TABLE_TEXTS])
def test_every_problem_speaks_both_languages_and_takes_the_same_values(texts):
    import string

    for code, text in texts.items():
        wanted = [{name for _, name, _, _ in string.Formatter().parse(words) if name} for words in text]
        assert wanted[0] == wanted[1], code
        assert text.zh != text.en
