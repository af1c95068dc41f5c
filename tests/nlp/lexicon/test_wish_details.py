"""Demands in longer sentences, targets, promises told and wished for, and tempers."""

import pytest
from tests.nlp.support import judged, labels

# text, demands that must be found, demands that must not
DEMANDS = [
    ("我的诉求很简单：退款八百元，并书面道歉。", {"apologise", "refund"}, set()),
    ("请贵行减免利息，并出具结清证明。", {"certify", "reduce_fee"}, set()),
    ("能不能把我多交的物业费退回来？", {"refund"}, set()),
    ("要求更换整机，不接受维修。", {"replace"}, {"repair"}),
    ("修了三次都修不好，我要求直接换新机。", {"replace"}, set()),
    ("什么时候给我修？家里都没热水用了。", {"repair"}, set()),
    ("请尽快派师傅来维修热水器。", {"repair"}, set()),
    ("希望领导重视，给个说法。", {"explain"}, set()),
    ("不想再解释了，直接赔钱。", {"compensate"}, {"explain"}),
    ("漏发了赠品，麻烦补寄一下。", {"resend"}, set()),
    ("把我的账号解封，我什么都没干。", {"restore_service"}, set()),
    ("宽带断了三天了，赶紧恢复。", {"restore_service"}, set()),
    ("我要退保，全额退还保费。", {"cancel_contract", "refund"}, set()),
    ("请帮我取消自动续费，并退还这个月的会员费。", {"cancel_contract", "refund"}, set()),
    ("征信上的逾期记录不是我的，要求更正。", {"correct_information"}, set()),
    ("要求把发票抬头改过来重新开。", set(), set()),
    ("请停止向我推送贷款广告。", {"stop_marketing"}, set()),
    ("别再给我妈打催收电话了。", {"stop_marketing"}, set()),
    ("那个骑手必须开除。", {"discipline"}, set()),
    ("希望对涉事员工严肃处理并公开道歉。", {"discipline", "public_reply"}, set()),
    ("希望你们完善流程，别让下一个客户再跑三趟。", {"promise_improvement"}, set()),
    ("我不图赔偿，就要一句对不起。", {"apologise"}, {"compensate"}),
    ("退货可以，但是运费你们必须承担。", {"return"}, set()),
    ("衣服小了，想换大一码。", {"exchange"}, set()),
    ("假一赔十，按你们页面写的来。", {"compensate"}, set()),
    ("维修师傅说要换主板，收费六百。", set(), {"repair", "replace"}),
    ("客服说退款要七个工作日才能到账。", set(), set()),
    ("已经收到退款了，谢谢。", set(), {"refund"}),
    ("I'd like to return the shoes for a smaller size.", {"return"}, set()),
    ("Please waive the late fee.", {"reduce_fee"}, set()),
    ("I want to cancel my subscription immediately.", {"cancel_contract"}, set()),
    ("Delete all my data from your servers.", {"delete_personal_data"}, set()),
    ("I expect a written apology from the manager.", {"apologise"}, set()),
    ("Send me the missing charger.", {"resend"}, set()),
    ("Can you fix my internet today?", {"repair"}, set()),
    ("I don't want an apology, I want compensation.", {"compensate"}, {"apologise"}),
    ("The refund arrived yesterday, thank you.", set(), {"refund"}),
    ("The technician was late again.", set(), {"repair"}),
]

TARGETS = [
    ("明天我就去派出所报案。", {"police"}),
    ("我已委托律师事务所发函。", {"lawyer"}),
    ("发小红书让大家避雷。", {"social"}),
    ("我要在微博上实名曝光你们。", {"social"}),
    ("向工信部和12315同时投诉。", {"12315", "regulator"}),
    ("我去国家信访局网站登记了。", {"petition"}),
    ("消费者协会让我来跟你们协商。", {"association"}),
    ("法院传票都下来了。", {"court"}),
    ("我朋友是律师，不过这次不打算走法律途径。", set()),
    ("你们的法务联系我了。", set()),
    ("警报器老响，报警灯也一直亮。", set()),
    ("在抖音买的，抖音客服不管。", set()),
    ("I'll leave a one-star review everywhere.", {"social"}),
    ("My attorney advised me to write first.", {"lawyer"}),
    ("I called the police about the theft.", {"police"}),
    ("The ombudsman has accepted my case.", {"regulator"}),
]

PROMISED = [
    ("师傅明天下午两点到四点之间上门。", True),
    ("我们将于3个工作日内将款项原路退回。", True),
    ("经理说今晚八点前一定给我答复，结果现在都没有。", True),
    ("会在本周五前补发赠品给您。", True),
    ("承诺一周内更换新锁。", True),
    ("预计11月30日前到账，请您耐心等待。", True),
    ("希望三天内能解决。", False),
    ("三天之内不解决我就起诉。", False),
    ("已经过了24小时还没处理。", False),
    ("昨天下午三点打的电话。", False),
    ("你们什么时候能处理好？", False),
    ("I promise to email you the invoice before noon tomorrow.", True),
    ("A technician will visit you on Monday.", True),
    ("We will resolve this within 48 hours.", True),
    ("Please refund me within 7 days.", False),
    ("If you don't reply by Friday I will sue.", False),
]

# text, (lowest, highest anger), emotions that are right
TEMPERS = [
    ("好的，知道了。", (1, 1), {"calm"}),
    ("服务挺好的，就是快递慢了点，建议改进。", (1, 1), {"calm"}),
    ("有点失望，和宣传的不一样。", (1, 2), {"disappointed"}),
    ("气死我了！！！什么破公司！", (3, 5), {"angry", "furious"}),
    ("你们就是一群强盗！无耻！", (4, 5), {"angry", "furious"}),
    ("烦请尽快处理，孩子等着做手术用钱，非常着急。", (1, 2), {"anxious"}),
    ("我真的很害怕，晚上都不敢睡觉。", (1, 2), {"anxious"}),
    ("太无语了，打了五次电话都没人管，简直离谱。", (2, 4), {"angry"}),
    ("滚！别再给我打电话！", (3, 5), {"angry", "furious"}),
    ("买了十年你们家的东西，这次真的寒心了。", (1, 2), {"disappointed"}),
    ("I AM SO ANGRY!!! THIS IS RIDICULOUS!!!", (4, 5), {"angry", "furious"}),
    ("I feel let down by a brand I trusted.", (1, 2), {"disappointed"}),
    ("Just checking on my order status.", (1, 1), {"calm"}),
    ("You are a bunch of thieves and liars!", (3, 5), {"angry", "furious"}),
    ("别生气，我就是问问。", (1, 1), {"calm"}),
]


@pytest.mark.parametrize(("text", "wanted", "unwanted"), DEMANDS)
def test_demands(text: str, wanted: set[str], unwanted: set[str]) -> None:
    found = labels(text, "demands")
    assert wanted <= found
    assert not unwanted & found


@pytest.mark.parametrize(("text", "targets"), TARGETS)
def test_targets(text: str, targets: set[str]) -> None:
    assert labels(text, "escalation") == targets


@pytest.mark.parametrize(("text", "promised"), PROMISED)
def test_promises(text: str, promised: bool) -> None:
    assert bool(judged(text).promises) is promised


@pytest.mark.parametrize(("text", "anger", "emotions"), TEMPERS)
def test_tempers(text: str, anger: tuple[int, int], emotions: set[str]) -> None:
    found = judged(text)
    assert anger[0] <= found.anger <= anger[1]
    assert found.emotion in emotions
