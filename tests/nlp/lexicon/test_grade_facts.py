"""The facts that grade rules rest on, as stories; written before the lexicon was."""

import pytest
from tests.nlp.support import judged

GRADE_STORIES = [
    # everyday matters: nothing above the lowest grade
    ("办理流程太麻烦了，跑了两趟都没办成。", {"harm": "none", "court": False, "media": False, "regulator": False, "platform": False}),
    ("客服态度不好，爱答不理。", {"harm": "none", "third_party": False, "negative_post": False}),
    ("快递放在门口没通知我。", {"harm": "none", "regulator": False}),
    ("双十一活动的优惠没给我算上，差价要退给我。", {"harm": "none", "media": False}),
    ("说好的赠品一直没寄。", {"harm": "none", "corporate_crisis": False}),
    # C
    ("食用后不适，想问问怎么处理。", {"harm": "discomfort"}),
    ("我已申请淘宝平台介入。", {"platform": True}),
    ("已经申请平台客服介入处理，等小二判定。", {"platform": True}),
    ("准备找第三方机构介入，在黑猫上也提交了。", {"third_party": True}),
    ("三方介入调解没有结果。", {"third_party": True}),
    ("我已经在小红书发帖吐槽，点赞好几百。", {"negative_post": True}),
    ("发了条抖音把你们挂出来，网上全是负面评论。", {"negative_post": True}),
    ("I have posted a bad review on Twitter and it is getting shares.", {"negative_post": True}),
    # B
    ("12315已经受理了。", {"regulator": True}),
    ("12345转办单都下来了你们还不处理。", {"regulator": True}),
    ("我会联系新闻渠道报道这件事。", {"media": True}),
    ("看到媒体报道才知道这批货有问题。", {"media": True}),
    # A
    ("煤气灶漏气，差点出人命，危及一家人的生命安全。", {"harm": "life_threatening"}),
    ("法院已经立案，你们等着应诉。", {"court": True}),
    ("这事已经上了热搜，舆论发酵，全网都在骂你们。", {"corporate_crisis": True}),
    ("几十个人堵在你们总部门口拉横幅。", {"corporate_crisis": True}),
    # negated
    ("不需要平台介入，我们自己协商。", {"platform": False}),
    ("我没有在网上发帖，也没给差评。", {"negative_post": False}),
    ("我暂时不会找媒体，也没有向12315投诉。", {"media": False, "regulator": False}),
    # double negation and provocation are threats
    ("别以为我不敢去12315。", {"regulator": True}),
    ("你们不要逼我找媒体。", {"media": True}),
    ("不排除走法律途径起诉你们。", {"court": True}),
    ("难道非要我去信访局你们才肯办吗？", {"regulator": True}),
    ("Don't make me go to the press.", {"media": True}),
    # conditional threats count, conditional harm does not
    ("如果再不处理我就去12315。", {"regulator": True}),
    ("如果继续拖下去，我会把录音交给记者。", {"media": True}),
    ("如果当时有人受伤怎么办？", {"harm": "none"}),
    # harm ranks
    ("手被烫伤了，屋里还起火了。", {"harm": "fire"}),
    ("起火后老人吸入浓烟昏迷，正在抢救。", {"harm": "life_threatening"}),
    ("没有起火，但是手指被夹伤。", {"harm": "injury"}),
]

COUNTS = [
    ("我们一共12个人都吃坏了肚子。", 12),
    ("三十多户业主都遇到漏水。", 30),
    ("已有二百余名家长联名反映。", 200),
    ("一家五口都中毒了。", 5),
    ("前面还有39个人排队，四个窗口只开一个。", 1),
    ("我等了三个人接待都没解决。", 1),
    ("就我一个人遇到的。", 1),
    ("Over 40 customers have the same problem.", 40),
]

AMOUNTS = [
    ("多扣了我3000元。", 300_000),
    ("损失1,299.5元。", 129_950),
    ("花了五千块买的。", 500_000),
    ("被骗了1.2万元。", 1_200_000),
    ("卡里少了两万三千块钱。", 2_300_000),
    ("价格¥1299，才用了三天。", 129_900),
    ("手续费收了12块5，不合理。", 1_250),
    ("I was charged 500 yuan twice.", 50_000),
    ("型号是X3000，买了两个月。", None),
    ("等了3000秒都没人接。", None),
    ("原价899元，要求赔偿损失3000元。", 300_000),
]

REPEATS = [
    ("这是我第三次打电话了。", True),
    ("反映了好几次都没人管。", True),
    ("我已经投诉过两次，每次都说会回复。", True),
    ("一个月内第5次报修，还是老毛病。", True),
    ("一而再再而三地推脱。", True),
    ("This is the third time I have called about it.", True),
    ("I have complained several times.", True),
    ("第一次打电话，想反映个问题。", False),
    ("每次开机都要等很久。", False),
    ("This is the first time I contact you.", False),
]


@pytest.mark.parametrize(("text", "facts"), GRADE_STORIES)
def test_facts_for_the_grade(text: str, facts: dict[str, object]) -> None:
    found = judged(text).facts
    assert {name: found[name] for name in facts} == facts


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_how_many_people_are_affected(text: str, count: int) -> None:
    assert judged(text).facts["affected_count"] == count


@pytest.mark.parametrize(("text", "fen"), AMOUNTS)
def test_amount_is_taken_only_when_plainly_stated(text: str, fen: int | None) -> None:
    assert judged(text).facts["amount_fen"] == fen


@pytest.mark.parametrize(("text", "repeated"), REPEATS)
def test_repeat_contact_wording(text: str, repeated: bool) -> None:
    assert judged(text).facts["repeat_mentioned"] is repeated
