"""taxonomy.yaml: what complaints are about, in two levels, with the words customers use."""

from qingting.policy.schema.base import BiText, Clause, DottedCode, ShortText, Strict, Word


class Category(Strict):
    """One category. A main category has no parent; a category below it is coded `<parent>.<name>`.

    words      how customers say it, Chinese and English; the word list judge reads them
    examples   sentences of a customer that belong here
    """

    code: DottedCode
    parent: DottedCode | None = None
    name: BiText
    words: tuple[Word, ...] = ()
    examples: tuple[ShortText, ...] = ()


class TaxonomyFile(Strict):
    """The whole file. `other` is the category of what fits nowhere."""

    clause: Clause
    other: DottedCode
    categories: tuple[Category, ...]
