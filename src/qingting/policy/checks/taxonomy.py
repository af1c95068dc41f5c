"""Two levels, no cycles, and under every category the words and a sentence of the customers."""

from collections.abc import Iterator

from qingting.kernel.bilingual import Bi
from qingting.policy.checks.telling import no_repeats, problem, unknown
from qingting.policy.parts import Parts
from qingting.policy.problems import Problem
from qingting.policy.schema.taxonomy import Category

CATEGORY = Bi("分类", "category")
FEWEST_WORDS = 3


def check_taxonomy(parts: Parts) -> Iterator[Problem]:
    """The tree of categories."""
    if parts.taxonomy is None:
        return
    categories = parts.taxonomy.categories
    parents = {category.code: category.parent for category in categories}
    yield from no_repeats("taxonomy", CATEGORY, [category.code for category in categories])
    if parts.taxonomy.other not in parents:
        yield unknown("taxonomy", "other", CATEGORY, parts.taxonomy.other, parents)
    for category in categories:
        if category.parent is None:
            if not any(child.parent == category.code for child in categories):
                yield problem("taxonomy", category.code, "大类下面没有分类", "no category below it", "至少加一个", "add at least one")
            continue
        yield from _place(category, parents)
        if len(category.words) < FEWEST_WORDS or not category.examples:
            yield problem(
                "taxonomy",
                category.code,
                f"词语不足 {FEWEST_WORDS} 个或没有例句",
                f"fewer than {FEWEST_WORDS} words or no example sentence",
                "补上客户常说的词和一句例句",
                "add words customers use and one sentence",
            )
        yield from no_repeats("taxonomy", Bi(f"{category.code} 的词", f"word of {category.code}"), category.words)


def _place(category: Category, parents: dict[str, str | None]) -> Iterator[Problem]:
    parent = str(category.parent)
    if parent not in parents:
        yield unknown("taxonomy", category.code, Bi("上级分类", "parent"), parent, parents)
    elif _is_cyclic(category.code, parents):
        yield problem(
            "taxonomy", category.code, "上下级成了环", "it is its own parent, directly or through others", "改正 parent", "correct parent"
        )
    elif parents[parent] is not None:
        yield problem(
            "taxonomy", category.code, "分类只有两级", "the taxonomy has two levels", "挂到大类下面", "put it below a main category"
        )
    elif not category.code.startswith(f"{parent}."):
        yield problem(
            "taxonomy", category.code, f"编码应以 {parent}. 开头", f"the code must begin with {parent}.", "改编码", "change the code"
        )


def _is_cyclic(code: str, parents: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    at: str | None = code
    while at is not None and at in parents:
        if at in seen:
            return True
        seen.add(at)
        at = parents[at]
    return False
