"""Shared by the tests of the language engine: one judge with a small taxonomy."""

from functools import cache

from qingting.nlp.build import build_judge
from qingting.nlp.ports import Judge, TaxonomyEntry
from qingting.nlp.results import Judgement

TAXONOMY = (
    TaxonomyEntry("quality", None, ("质量", "quality")),
    TaxonomyEntry(
        "quality.defect", "quality", ("坏了", "故障", "不工作", "死机", "开不了机", "有瑕疵", "defective", "stopped working", "broken")
    ),
    TaxonomyEntry("quality.expired", "quality", ("过期", "变质", "发霉", "保质期", "expired", "mouldy")),
    TaxonomyEntry("delivery", None, ("物流", "delivery")),
    TaxonomyEntry(
        "delivery.late",
        "delivery",
        ("没到", "快递慢", "没发货", "延误", "物流不更新", "late delivery", "not arrived", "still waiting for my parcel"),
    ),
    TaxonomyEntry("delivery.lost", "delivery", ("丢件", "快递丢了", "包裹丢失", "lost parcel")),
    TaxonomyEntry("service", None, ("服务", "service")),
    TaxonomyEntry("service.attitude", "service", ("态度差", "态度恶劣", "不耐烦", "挂电话", "骂人", "rude", "hung up")),
    TaxonomyEntry("service.process", "service", ("流程复杂", "流程", "推来推去", "踢皮球", "process")),
    TaxonomyEntry("price", None, ("价格",)),
    TaxonomyEntry("price.difference", "price", ("差价", "价保", "降价", "price difference")),
    TaxonomyEntry("price.gift", "price", ("赠品", "free gift")),
)


@cache
def judge() -> Judge:
    """The lexicon judge over the small taxonomy, made once."""
    return build_judge("lexicon", TAXONOMY)


@cache
def judged(text: str) -> Judgement:
    """What the judge makes of a text."""
    return judge().judge(text)


def asserted(text: str) -> set[str]:
    """The risks a text asserts, as the grade rules see them."""
    risks = judged(text).facts["risks"]
    assert isinstance(risks, list)
    return set(risks)


def labels(text: str, field: str) -> set[str]:
    """Labels of the spans of one field that are neither negated nor weak."""
    return {span.label for span in getattr(judged(text), field) if not span.negated and span.score >= 0.5}
