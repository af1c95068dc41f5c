"""The one place where an engine is chosen. Everything else asks here and knows ports and results only."""

from collections.abc import Sequence
from typing import Literal

from qingting.nlp.ports import Judge, Masker, TaxonomyEntry, WordingChecker

Kind = Literal["lexicon", "null"]


def build_judge(kind: Kind, taxonomy: Sequence[TaxonomyEntry] = ()) -> Judge:
    """A judge of the named kind. Making a lexicon judge reads its data (about a tenth of a second), so keep it.

    Raises ValueError for an unknown kind.
    """
    if kind == "lexicon":
        from qingting.nlp.lexicon.judge import LexiconJudge

        return LexiconJudge(taxonomy)
    if kind == "null":
        from qingting.nlp.null.judge import NullJudge

        return NullJudge()
    raise ValueError(f"unknown kind of judge: {kind!r}")


def build_masker() -> Masker:
    """The masker of personal data."""
    from qingting.nlp.masking.mask import PatternMasker

    return PatternMasker()


def build_wording_checker() -> WordingChecker:
    """The finder of words that judge a customer."""
    from qingting.nlp.lexicon.judging import LexiconWordingChecker

    return LexiconWordingChecker()
