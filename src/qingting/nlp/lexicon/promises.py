"""Promises made to the customer, as stretches of text with their time. What the customer demands or asks is none."""

import re

from qingting.nlp.results import Span

_N = r"(?:\d{1,3}|[一二两三四五六七八九十半几]{1,3})"
_HOUR = rf"(?:{_N}点(?:半|{_N}分?|钟|整)?|\d{{1,2}}[:：]\d{{2}})"
_CLOCK = rf"(?:{_HOUR}(?:[到至-]{_HOUR})?(?:之间)?)"
_DAY = (
    r"(?:今天|今日|今晚|明天|明日|明早|明晚|后天|大后天|当天|次日|第二天|当日|隔天|(?:本|这|下个?|这个)?(?:周|星期|礼拜)[一二三四五六日天末]|(?:本|这|下个?)(?:周|星期|月)(?:内|底|初|末)?|月底|月初"
    r"|\d{1,2}月\d{1,2}[日号]?|(?<!\d)\d{1,2}[日号])"
)
_SPAN = rf"(?:{_N}个?(?:半)?(?:-{_N}|到{_N}|至{_N})?个?(?:小时|工作日|自然日|天|日|分钟|周|星期|月)(?:之内|以内|内|之后|后|左右))"
_TIME = rf"(?:{_DAY}(?:的)?(?:上午|下午|中午|晚上|早上|凌晨|傍晚|晚间)?(?:的)?{_CLOCK}?|(?:上午|下午|中午|晚上|早上){_CLOCK}|{_SPAN})(?:之前|以前|前|之内|以内|内)?"
_DEED = r"(?:给出(?:处理|解决|明确)?(?:方案|答复|结果|意见|说法|回复)?|给到?(?:结果|方案|答复)|上门(?:维修|安装|检查|检测|取件|处理|服务|更换|拆机)?|回电(?:话)?|回复|答复|回访|回话|电话联系|联系|致电|给您(?:去|打|回)电话?|处理(?:好|完|完毕)?|解决|退款(?:到账)?|退还|退到|退回|到账|发货|补发|寄出|寄到|送达|送到|送货|维修|修好|安装|出方案|出结果|反馈|办结|办好|办理|完成|更换|换货|换新|赔付|赔偿|通知|告知|跟进|恢复|开通|核实|派送|配送|审核|道歉|打款|来人|派人|安排|审批|落实|兑现|生效|解冻|补偿)"
_GAP = r"[^，,。！？!?；;\n]"
_TIMED = re.compile(rf"{_TIME}{_GAP}{{0,12}}?{_DEED}")
_SWORN = re.compile(rf"(?:承诺|答应|保证|允诺|许诺|口头答应)(?:了|过|我|给我|我们|好的?|说|会|客户|您|将|在){{0,3}}{_GAP}{{0,14}}?{_DEED}")
_ENGLISH_TIME = (
    r"(?:(?:by|within|before|no later than|in|on|until|for) (?:the )?(?:end of (?:the |this |next )?(?:day|week|month)|\d{1,3} ?(?:am|pm|hours?|days?|weeks?|working days?|business days?|minutes?)"
    r"|(?:one|two|three|four|five|seven|ten|fourteen) (?:hours?|days?|weeks?|working days?|business days?)|(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month)|tomorrow|noon|tonight)"
    r"|tomorrow|tonight|today|next week|this week|this afternoon)"
    r"(?:(?: on| this| next| at| before| by)? (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|noon|\d{1,2} ?(?:am|pm)|morning|afternoon|evening|at the latest))?"
)
_ENGLISH = re.compile(
    r"(?<![a-z])(?:(?:we|he|she|they|someone|our team|a technician|our technician|the agent|your agent|the manager)(?:'ll| will| shall)"
    r"|i(?:'ll| will) (?=(?:call|email|update|contact|get back|let you|send you|arrange|follow up|refund|phone|ring))"
    r"|(?:i promise|we promise|we guarantee|promised|guaranteed|assured|agreed|committed)(?: me| us| you)?(?: to| that)?)"
    rf"[^.!?;\n]{{1,60}}?(?<![a-z]){_ENGLISH_TIME}(?![a-z])"
)
# A time that is a limit; any other time also tells what happened.
_LIMIT = re.compile(r".{2,14}?(?:内|前)", re.DOTALL)
_TOLD = re.compile(r"承诺|答应|保证|允诺|许诺|说|告知|告诉|称|表示|通知我|回复|们会|我会|将|会给|会在|会于|约好|约定|讲好")
_DOER = re.compile(r"(?:师傅|专员|工程师|技术员|我们|我司|我行|工作人员|客服|专人|安装工|快递员|同事)$")
_DEMANDED = re.compile(
    r"请|必须|要求|希望|务必|限|最晚|最迟|麻烦|能不能|能否|可否|赶紧|一定要你|需要你|要你们|望|给我在|我要|我想|恳求|非要|得在|应该|应当|如果|要是|否则"
)
_TO_THE_CUSTOMER = re.compile(r"给我|联系我|回复我|我们家|通知我|答复我|回我|向我|跟我|告诉我|帮我")
_WAITED = re.compile(r"(?:等|拖|过|花|用|超过|已经?|都|近|快|隔)(?:了|去|了我|了快|了将近)?$|前$|第$")


def find_promises(text: str, view: str) -> tuple[Span, ...]:
    """Promises in the order of the text, not overlapping."""
    spans: list[Span] = []
    candidates = [found for pattern in (_TIMED, _SWORN) for found in pattern.finditer(view) if _is_promise(view, found, pattern is _SWORN)]
    candidates += _ENGLISH.finditer(view)
    for found in sorted(candidates, key=lambda found: (found.start(), -found.end())):
        if not spans or found.start() >= spans[-1].end:
            spans.append(Span("promise", text[found.start() : found.end()], found.start(), found.end()))
    return tuple(spans)


def _is_promise(view: str, found: re.Match[str], sworn: bool) -> bool:
    start, end = found.span()
    sentence = re.split(r"[。！？!?\n]", view[max(0, start - 30) : start])[-1]
    clause = re.split(r"[，,；;：:]", sentence)[-1]
    following = view[end : end + 8]
    if re.match(r"[^，,。！!；;\n]{0,4}(?:吗|么|？|\?)", following):
        return False
    if sworn:
        return not re.search(r"请|要求|希望|必须|能不能|能否|不|没|无法|谁|怎么|要你|得", clause[-10:]) and not re.search(
            r"以后|不再|下次", found[0]
        )
    if _WAITED.search(clause):
        return False
    if not _LIMIT.match(middle := found[0]) and not (_TOLD.search(sentence) or _TOLD.search(middle) or _DOER.search(clause)):
        return False
    told = _TOLD.search(sentence) or _TOLD.search(middle)
    if re.search(r"才|没|未|仍|还是|不(?!超过|晚于|迟于)", middle):
        return False
    if not told and (
        _DEMANDED.search(clause[-10:]) or _DEMANDED.search(middle) or _TO_THE_CUSTOMER.search(middle) or _TO_THE_CUSTOMER.match(following)
    ):
        return False
    if _DEMANDED.search(clause[-10:]) and not re.search(r"承诺|答应|保证|客服|说", clause):
        return False
    return not re.match(r"我(?!们)|了", following) or told is not None
