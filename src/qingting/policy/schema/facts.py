"""The facts a condition may ask for. A standard that asks for any other fact does not load."""

from dataclasses import dataclass
from typing import Literal

from qingting.kernel.bilingual import Bi
from qingting.policy.schema.base import KINDS

HARM_NAMES = {
    "none": Bi("无", "none"),
    "discomfort": Bi("身体不适", "discomfort"),
    "injury": Bi("受伤", "injury"),
    "life_threatening": Bi("危及生命", "danger to life"),
    "fire": Bi("火情", "fire"),
}
HARM_LEVELS = tuple(HARM_NAMES)
RISKS = (
    *("life", "injury", "discomfort", "fire", "minors", "self_harm", "media", "regulator", "court", "group", "data_leak", "fraud"),
    *("platform", "negative_post"),
)

STAGES = ("none", "mention", "threat", "done")
ESCALATIONS = (
    *("12315", "12345", "regulator", "petition", "association", "police", "court", "lawyer", "media", "social"),
    *("platform", "third_party"),
)

FactKind = Literal["flag", "text", "number", "list"]
CodeList = Literal["categories", "top_categories", "channels", "demands", "grades"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact.

    kind      flag (true/false), text, number (whole; money in fen) or list of texts
    choices   the only values there are, or () when any value may come
    codes     the list of the standard the values are codes of, or None
    provider  what makes the fact, so that nobody asks for a fact that never comes
    """

    name: str
    kind: FactKind
    title: Bi
    provider: Literal["judge", "register", "customers", "grade"]
    choices: tuple[str, ...] = ()
    codes: CodeList | None = None


def _flag(name: str, zh: str, en: str) -> Fact:
    return Fact(name, "flag", Bi(zh, en), "judge")


_GENERAL = (
    Fact("harm", "text", Bi("人身伤害程度", "harm to a person"), "judge", choices=HARM_LEVELS),
    _flag("court", "法院介入", "a court is involved"),
    _flag("media", "媒体介入", "media are involved"),
    _flag("regulator", "监管机关介入（含 12315、12345）", "a regulator or government hotline is involved"),
    _flag("platform", "平台介入", "a platform steps in"),
    _flag("third_party", "第三方介入", "a third party steps in"),
    _flag("negative_post", "公开负面言论", "a negative post in public"),
    _flag("group", "多人共同投诉", "several people complain together"),
    _flag("minors", "涉及未成年人", "minors are concerned"),
    _flag("self_harm", "自伤或轻生表示", "words of self-harm"),
    _flag("data_leak", "个人信息泄露", "personal data leaked"),
    _flag("fraud", "涉嫌欺诈", "suspected fraud"),
    _flag("corporate_crisis", "企业危机", "a crisis of the company"),
    Fact("court_stage", "text", Bi("诉诸法院的程度", "how far a court is involved"), "judge", choices=STAGES),
    Fact("media_stage", "text", Bi("诉诸媒体的程度", "how far media are involved"), "judge", choices=STAGES),
    Fact("regulator_stage", "text", Bi("诉诸监管的程度", "how far a regulator is involved"), "judge", choices=STAGES),
    Fact("escalation", "list", Bi("客户提到的外部途径", "ways outwards the customer names"), "judge", choices=ESCALATIONS),
    _flag("repeat_mentioned", "客户自述多次来访", "the customer says it is not the first time"),
    Fact("category", "text", Bi("问题分类", "category"), "judge", codes="categories"),
    Fact("category_l1", "text", Bi("问题大类", "main category"), "judge", codes="top_categories"),
    Fact("demands", "list", Bi("诉求", "demands"), "judge", codes="demands"),
    Fact("risks", "list", Bi("风险信号", "signs of risk"), "judge", choices=RISKS),
    Fact("anger", "number", Bi("愤怒程度（1 至 5）", "anger, 1 to 5"), "judge"),
    Fact("channel", "text", Bi("渠道", "channel"), "register", codes="channels"),
    Fact("kind", "text", Bi("事项类型", "kind of matter"), "register", choices=KINDS),
    Fact("product", "text", Bi("产品", "product"), "register"),
    Fact("region", "text", Bi("地区", "region"), "register"),
    Fact("branch", "text", Bi("网点", "branch"), "register"),
    Fact("amount_fen", "number", Bi("争议金额", "amount in dispute"), "register"),
    Fact("affected_count", "number", Bi("受影响人数", "people affected"), "register"),
    Fact("hour_local", "number", Bi("受理钟点（0 至 23，当地）", "hour of receipt, 0 to 23, local"), "register"),
    Fact("repeat_count", "number", Bi("此前就同一问题来访次数", "earlier contacts about the same matter"), "customers"),
    Fact("customer_flags", "list", Bi("客户标注", "notes on the customer"), "customers"),
)
_AFTER_GRADING = (
    Fact("grade", "text", Bi("等级", "grade"), "grade", codes="grades"),
    Fact("grade_rank", "number", Bi("等级次序（1 最重）", "rank of the grade (1: the gravest)"), "grade"),
)

GRADE_FACTS: dict[str, Fact] = {fact.name: fact for fact in _GENERAL}
"""What grade rules may ask for."""

ROUTE_FACTS: dict[str, Fact] = {fact.name: fact for fact in (*_GENERAL, *_AFTER_GRADING)}
"""What routing rules may ask for: the same, and the grade that was decided."""

SCORE_FACTORS = ("score_severity", "score_safety", "score_complexity", "score_impact", "score_urgency")
"""The five factors a person rates from 1 to 5. They join the facts only when a person has rated all of them."""
