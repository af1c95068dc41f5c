"""How many people are affected, when a number of people and what befell them are stated."""

import re

from qingting.nlp.lexicon.numbers import parse_number
from qingting.nlp.results import Span

_NUMBER = (
    r"(?P<number>几十|数十|十几|十多|上百|几百|数百|上千|几千|数千|\d{1,6}|[零一二两三四五六七八九十百千]{1,8})(?:多|余|几|来|好几)?\s?"
)
_PEOPLE = (
    r"(?:(?:个|名|位)?(?:户(?=业主|居民|人家|家庭|住户|都|也|全|集体|联名|受|反映|停|没|漏|遇)|业主|住户|居民|家长|车主|消费者|受害者|受害人|投资人|储户|村民|邻居|学员|乘客|旅客|家庭)"
    r"|(?:个|名|位|号|口)?(?:人|客户|用户|顾客|同学|学生|孩子|员工|同事|朋友)[^，,。！？!?；;\n]{0,8}?"
    r"(?:都|也(?!不|没)|同时|吃了|喝了|吃完|集体|全|联名|受害|中毒|被骗|上当|吃坏|拉肚子|不舒服|不适|腹泻|住院|受伤|维权|签名|受影响|遇到|堵|围|聚))"
)
_CROWD = re.compile(_NUMBER + _PEOPLE)
_FAMILY = re.compile(
    r"一家(?P<number>[三四五六七八九十]|\d{1,2})口(?=[^。！？!?\n]{0,12}(?:都|全|中毒|险些|差点|吃|住院|受|被|不适|拉|吐|过敏|丧命))"
)
_WORDS = {
    "dozens": 24,
    "hundreds": 200,
    "thousands": 2000,
    "ten": 10,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
}
_ENGLISH = re.compile(
    r"(?<![\w.$#])(?P<number>\d{1,6}|dozens|hundreds|thousands|ten|twenty|thirty|forty|fifty|five|six|seven|eight)(?: of)?(?: other| us| the)?(?: |-)"
    r"(?:homeowners|owners|residents|families|households|parents|passengers|victims|tenants|customers|investors|neighbours|neighbors|guests|users|consumers"
    r"|(?:people|of us|us) (?:are |were |have |got |all )?(?:affected|sick|ill|hurt|injured|poisoned|complain|have the same|suffer))"
    r"(?! (?:in front|ahead|in line|in the queue|waiting|before me|queuing))"
)
_QUEUE = re.compile(r"前面|排队|排在|排了|等了|接待|窗口|客服|坐席|第$|年$|月$")


def find_crowds(text: str, view: str) -> list[Span]:
    """Every stated number of affected people; `value` is the number, vague ones at their lower bound."""
    spans = []
    for pattern in (_CROWD, _FAMILY, _ENGLISH):
        for found in pattern.finditer(view):
            before = view[max(0, found.start() - 6) : found.start()]
            count = _WORDS.get(found["number"]) or parse_number(found["number"])
            if count is None or count < 2 or _QUEUE.search(before):
                continue
            spans.append(Span("affected_count", text[found.start() : found.end()], found.start(), found.end(), value=int(count)))
    return spans
