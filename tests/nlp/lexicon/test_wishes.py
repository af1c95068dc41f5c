"""Demands, escalation targets, bottom lines, promises; written before the lexicon was."""

import pytest
from tests.nlp.support import judged, labels

DEMANDS = [
    ("我要求全额退款。", {"refund"}),
    ("退钱！", {"refund"}),
    ("把钱退给我。", {"refund"}),
    ("你们凭什么不给退款？", {"refund"}),
    ("我要退货，运费你们出。", {"return"}),
    ("能不能给我换一台新的？", {"exchange"}),
    ("希望尽快安排师傅上门维修。", {"repair"}),
    ("少发了一件，请补发。", {"resend"}),
    ("要求减免这个月的违约金。", {"reduce_fee"}),
    ("必须赔偿我的误工费和医药费。", {"compensate"}),
    ("按法律规定退一赔三。", {"compensate", "refund"}),
    ("要当事客服给我书面道歉。", {"apologise"}),
    ("给我一个合理的解释。", {"explain"}),
    ("请加急处理，等着用。", {"expedite"}),
    ("我要解除合同。", {"cancel_contract"}),
    ("请把我的征信记录更正过来。", {"correct_information"}),
    ("请删除我的个人信息，注销账号。", {"delete_personal_data"}),
    ("希望严肃处理这名员工。", {"discipline"}),
    ("以后不要再给我打推销电话了。", {"stop_marketing"}),
    ("尽快给我恢复宽带。", {"restore_service"}),
    ("请开具一份结清证明。", {"certify"}),
    ("请公开回应并在官网说明情况。", {"public_reply"}),
    ("希望你们改进培训，保证以后不再发生。", {"promise_improvement"}),
    ("我不要换货，只要退款。", {"refund"}),
    ("要求換貨並賠償損失。", {"exchange", "compensate"}),
    ("I want a full refund and an apology.", {"refund", "apologise"}),
    ("Please send a replacement.", {"replace"}),
    ("I demand compensation for my losses.", {"compensate"}),
    ("Please stop sending me marketing texts.", {"stop_marketing"}),
    ("Please explain why I was charged twice.", {"explain"}),
]

NOT_DEMANDED = [
    ("我不要换货，只要退款。", "exchange"),
    ("维修师傅迟到了两个小时。", "repair"),
    ("不接受再次维修。", "repair"),
    ("道歉就不用了，把问题解决就行。", "apologise"),
    ("I do not want a refund, I want a replacement.", "refund"),
    ("上次维修之后又坏了。", "repair"),
]

TARGETS = [
    ("再不解决就打12315。", {"12315"}),
    ("我打12345投诉。", {"12345"}),
    ("去市监局举报。", {"regulator"}),
    ("我要找记者曝光。", {"media"}),
    ("我发微博发抖音让大家都看看。", {"social"}),
    ("我的律师会联系你们。", {"lawyer"}),
    ("法院见！", {"court"}),
    ("已经报警处理。", {"police"}),
    ("去信访局上访。", {"petition"}),
    ("消协已经介入调查。", {"association"}),
    ("找律師發律師函，再去消基會申訴。", {"lawyer", "association"}),
    ("My lawyer will be in touch.", {"lawyer"}),
    ("I'll call the police.", {"police"}),
    ("I will post this all over social media.", {"social"}),
    ("烟雾器一直误报警。", set()),
    ("报警器坏了，半夜乱叫。", set()),
    ("我是在抖音直播间买的。", set()),
    ("小红书上种草的，结果很失望。", set()),
    ("不想报警，也不想找律师。", set()),
]

BOTTOM_LINES = [
    ("我不接受再次维修。", "不接受再次维修"),
    ("必须今天解决，没得商量。", "必须今天解决"),
    ("除了退全款，别的方案我一概不同意。", "一概不同意"),
    ("最少赔我两千，少一分都不行。", "少一分都不行"),
    ("I will not accept another repair.", "will not accept another repair"),
    ("This must be resolved today.", "must be resolved today"),
]

NO_BOTTOM_LINE = ["系统提示必须上传完整凭证。", "你们规定必须本人到场才能办。", "我可以接受换货。", "您必须先登录。"]

PROMISES = [
    ("周五下午三点前给您回电", "周五下午三点前给您回电"),
    ("您好，我们会在24小时内给出方案。", "24小时内给出方案"),
    ("客服答应三个工作日内退款，到现在没到账。", "三个工作日内退款"),
    ("明天上午十点前师傅上门维修，请您留意电话。", "明天上午十点前师傅上门维修"),
    ("本月底之前一定给您答复。", "本月底之前一定给您答复"),
    ("We will call you back by 3 pm on Friday.", "will call you back by 3 pm on Friday"),
    ("They promised to refund me within 7 days.", "promised to refund me within 7 days"),
]

NO_PROMISE = ["必须今天之内给我回复！", "等了三天没人理。", "请在明天之前联系我。", "三天前我下的单。", "Call me back by Friday."]


@pytest.mark.parametrize(("text", "demands"), DEMANDS)
def test_demands(text: str, demands: set[str]) -> None:
    assert demands <= labels(text, "demands")


@pytest.mark.parametrize(("text", "demand"), NOT_DEMANDED)
def test_what_is_refused_or_only_told_is_no_demand(text: str, demand: str) -> None:
    assert demand not in labels(text, "demands")


@pytest.mark.parametrize(("text", "targets"), TARGETS)
def test_escalation_targets(text: str, targets: set[str]) -> None:
    assert labels(text, "escalation") == targets


@pytest.mark.parametrize(("text", "words"), BOTTOM_LINES)
def test_bottom_lines(text: str, words: str) -> None:
    assert any(words in span.text for span in judged(text).bottom_lines)


@pytest.mark.parametrize("text", NO_BOTTOM_LINE)
def test_rules_of_others_are_no_bottom_line(text: str) -> None:
    assert judged(text).bottom_lines == ()


@pytest.mark.parametrize(("text", "words"), PROMISES)
def test_promises(text: str, words: str) -> None:
    assert any(words in span.text for span in judged(text).promises)


@pytest.mark.parametrize("text", NO_PROMISE)
def test_wishes_and_reports_are_no_promise(text: str) -> None:
    assert judged(text).promises == ()
