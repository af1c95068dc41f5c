"""Sums of money that are plainly stated, in fen. Sums in other currencies are left alone."""

import re
from decimal import Decimal

from qingting.nlp.lexicon.numbers import ARABIC, CHINESE, parse_number
from qingting.nlp.results import Span

MOST_FEN = 10**13
_AMOUNT = re.compile(
    rf"(?:(?:¥|rmb|cny|人民币)\s?(?P<marked>{ARABIC}[万亿千w]?)"
    rf"|(?<![\d.a-z-])(?P<number>{ARABIC}[百千]?[万亿w千]?|{CHINESE})(?P<more>多|余|来|几)?\s?"
    rf"(?:(?P<yuan>元整?|yuan|rmb|cny|人民币)|(?P<kuai>块)(?P<jiao>[\d一二两三四五六七八九](?![\d十百千万]))?(?:毛|钱)?))"
)
_BARE = re.compile(
    r"(?:骗|花|扣|赔|损失|付|转|刷|退|交|收|欠|存|贷|借|价值|金额|亏|充|打赏|罚)(?:了|走|掉|去|了我|我|偿|款|出|费|付|值|给|取|光|是|为|约|大约|将近|近|超过|一共|共|共计|人家){0,3}"
    r"(?P<number>\d{1,6}(?:\.\d{1,2})?[万w]|[一二两三四五六七八九十百]{1,4}[万千](?:[一二两三四五六七八九](?:[百千])?)?)(?![a-z0-9人个次户件台份条年里步])"
)
_CONTEXT = re.compile(
    r"损失|赔|扣|收|付|花|价值|金额|差价|骗|盗刷|转账|退|押金|定金|罚|欠|充值|打赏|少了|涉及|索|charge|paid|pay|loss|refund|deduct|cost|owe"
)
_SMALL_PIECES = re.compile(r"[的了，。,.！!？?；;、\s\d]|多|钱|买|都|不|还|就|给|左右|每|一|$")
_OTHER_YUAN = re.compile(r"旦|素|宵|器件|件|老|气|首|年|月|帅|音")


def find_amounts(text: str, view: str) -> list[Span]:
    """Every plainly stated sum; `value` is fen; score 1 where the words around speak of loss or payment, else 0.7."""
    if not any(mark in view for mark in ("元", "块", "¥", "rmb", "cny", "yuan", "人民币", "万", "千", "w")):
        return []
    spans: list[Span] = []
    for pattern in (_AMOUNT, _BARE):
        taken = {span.start for span in spans}
        for found in pattern.finditer(view):
            fen = _fen(view, found)
            start = found.start("number") if found["number"] else found.start()
            if fen is not None and start not in taken:
                near = view[max(0, start - 12) : start]
                spans.append(
                    Span("amount_fen", text[start : found.end()], start, found.end(), 1.0 if _CONTEXT.search(near) else 0.7, value=fen)
                )
    return spans


def stated_amount(spans: list[Span]) -> int | None:
    """The largest sum spoken of as lost, paid or claimed; without such, the largest one; None without any."""
    near = [span for span in spans if span.score == 1.0] or spans
    values = [span.value for span in near if isinstance(span.value, int)]
    return max(values, default=None)


def _fen(view: str, found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    written = groups.get("marked") or groups["number"]
    value = parse_number(written)
    if value is None or value <= 0:
        return None
    if groups.get("yuan") and _OTHER_YUAN.match(view, found.end()):
        return None
    if groups.get("kuai"):
        if value < 100 and not groups["jiao"] and found[0][-1] == "块" and not _SMALL_PIECES.match(view, found.end()):
            return None
        if groups["jiao"]:
            value += (parse_number(groups["jiao"]) or Decimal(0)) * (Decimal("0.1") if value < 1000 or value % 10 else Decimal(1))
    fen = int(value * 100)
    return fen if 0 < fen <= MOST_FEN else None
