"""Facts of whole stories, sums, crowds and repeated contact in the many ways they are written."""

import pytest
from tests.nlp.support import judged

FACTS = [
    (
        "柜员机坏了没有告示，前面39个人排队，四个窗口只开一个，大堂经理说每个人都着急。",
        {"harm": "none", "affected_count": 1, "court": False, "regulator": False, "group": False},
    ),
    (
        "我在外地还信用卡，系统必须要完整还款凭证，当地网点开不出来，结果还款失败产生了逾期和手续费86元。",
        {"harm": "none", "amount_fen": 8600, "self_harm": False},
    ),
    (
        "智能门锁三个月坏了四次，最严重一次把我和孩子锁在家里两个小时，已发到微博，很多人转发。",
        {"harm": "injury", "negative_post": True, "minors": True},
    ),
    ("你们的保健品我妈吃完浑身起疹子，我已经打了12315，要求退款2980元。", {"harm": "discomfort", "regulator": True, "amount_fen": 298000}),
    ("客服打断我说话，第二次让我自己看帮助文档，第三次直接挂我电话。", {"harm": "none"}),
    ("第四次来电了，每次都说48小时内回复。", {"repeat_mentioned": True}),
    ("若本周内不能妥善解决，本人将保留向监管部门反映及向媒体披露的权利。", {"regulator": True, "media": True}),
    ("请贵司知悉：我方已就此事向上海市浦东新区人民法院提交起诉状。", {"court": True, "court_stage": "done"}),
    ("如果你们不解决，我就去法院。", {"court": True, "court_stage": "threat"}),
    ("买了两盒共计1,580元，开封后发现里面有虫。", {"amount_fen": 158000}),
    ("退我三百五。", {"amount_fen": None}),
    ("要求赔偿损失伍仟元整。", {"amount_fen": 500000}),
    ("被扣了￥35.8", {"amount_fen": 3580}),
    ("一块手表坏了", {"amount_fen": None}),
    ("三块屏幕全碎了", {"amount_fen": None}),
    ("还差我三块钱没退", {"amount_fen": 300}),
    ("元旦前买的", {"amount_fen": None}),
    ("盗刷2w元", {"amount_fen": 2000000}),
    ("亏了上百万", {"amount_fen": None}),
    ("我的订单号是88812345678901，一共花了99.9元", {"amount_fen": 9990}),
    ("10万+浏览量", {"amount_fen": None}),
    ("3万人都买了这款", {"amount_fen": None}),
    ("共有两百多户居民停水三天", {"affected_count": 200, "group": True}),
    ("我们办公室8个人吃了外卖全拉肚子", {"affected_count": 8, "group": True, "harm": "discomfort"}),
    ("已经有三十几个车主遇到同样的故障", {"affected_count": 30}),
    ("一行四人去吃饭被宰", {"group": False}),
    ("我找了三个客服都解决不了", {"affected_count": 1}),
    ("我是2019年的老用户", {"affected_count": 1, "group": False}),
    ("投诉了八遍，你们是聋了吗", {"repeat_mentioned": True}),
    ("半个月内打了不下十次电话", {"repeat_mentioned": True}),
    ("又坏了，刚修好没两天", {"repeat_mentioned": False}),
    ("我每天都用这个软件", {"repeat_mentioned": False}),
    ("I have called five times already.", {"repeat_mentioned": True}),
    ("第二次购买了，一直信任你们", {"repeat_mentioned": False}),
    ("品牌官微的道歉声明上了热搜第一，评论区全是骂你们的。", {"corporate_crisis": True}),
    ("批量召回的公告什么时候发？这批货已经出了好几起事故。", {"corporate_crisis": True}),
    ("小红书上已经有上百条避雷帖。", {"negative_post": True}),
    ("不会给你们差评的，放心。", {"negative_post": False}),
    ("我给了五星好评。", {"negative_post": False}),
    ("淘宝小二已经判我赢了，你们还不退。", {"platform": True}),
    ("我在京东平台上买的。", {"platform": False}),
    ("第三方物流把货弄丢了。", {"third_party": False}),
    ("黑猫投诉编号17365。", {"third_party": True}),
    ("抖音电商客服已介入处理。", {"platform": True}),
]


@pytest.mark.parametrize(("text", "facts"), FACTS)
def test_facts(text: str, facts: dict[str, object]) -> None:
    found = judged(text).facts
    assert {name: found[name] for name in facts} == facts
