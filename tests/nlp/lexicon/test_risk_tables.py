"""Which risks a sentence asserts. The tables were written before the lexicon was, to be its specification and not its echo."""

import pytest
from tests.nlp.support import asserted, judged

CHINESE = [
    # life and limb
    ("你们的热水器漏电，我洗澡的时候被电了一下，差点没命。", {"life"}),
    ("吃了贵公司的胶囊当晚就休克了，现在人在ICU抢救。", {"life"}),
    ("刹车突然失灵，车子冲下坡，我们一家四口险些丧命。", {"life"}),
    ("孩子误吞了玩具上脱落的纽扣电池，医生说危及生命。", {"life", "minors"}),
    ("电梯把我母亲的手夹伤了，缝了六针。", {"injury"}),
    ("椅子腿断了，我摔下来骨折，现在还住院。", {"injury"}),
    ("打开盖子的时候玻璃炸裂，划伤了我的脸。", {"injury"}),
    ("快递员态度恶劣，还动手打了我，已经报警。", {"injury"}),
    ("我奶奶食用后身体不适，头晕恶心。", {"discomfort"}),
    ("喝完你家的奶茶，拉了一晚上肚子。", {"discomfort"}),
    ("面霜用了两天脸上起了好多红疹，又痒又痛。", {"discomfort"}),
    ("宝宝喝了这款奶粉以后上吐下泻，发烧到39度。", {"discomfort", "minors"}),
    # fire
    ("充电宝半夜充电时突然起火，床单都烧着了。", {"fire"}),
    ("空调外机冒烟，屋里全是焦糊味，太吓人了。", {"fire"}),
    ("新买的电动车停在楼道自燃，消防队都来了。", {"fire"}),
    ("高压锅爆炸，厨房的玻璃全碎了。", {"fire"}),
    # escalation
    ("再不给个说法我就打12315了。", {"regulator"}),
    ("我已经向市场监管局举报你们了。", {"regulator"}),
    ("昨天拨打了12345市民热线反映这个问题。", {"regulator"}),
    ("明天我就去银保监会告你们违规收费。", {"regulator"}),
    ("已投诉至工信部，申诉编号过两天发你们。", {"regulator"}),
    ("我认识电视台的记者，他们对这个很感兴趣，准备来采访。", {"media"}),
    ("你们等着上新闻吧，我今晚就爆料给报社。", {"media"}),
    ("不退钱就找媒体曝光你们这种黑店。", {"media"}),
    ("我已向人民法院提起诉讼，下周开庭。", {"court"}),
    ("咱们法庭上见。", {"court"}),
    ("收到了法院的传票，你们居然恶人先告状。", {"court"}),
    # others
    ("我真的不想活了，贷款逼得我想从楼上跳下去。", {"self_harm"}),
    ("催收天天打电话，我爱人被逼得吃安眠药自杀。", {"self_harm"}),
    ("我十二岁的儿子偷偷用我手机给主播打赏了八千块。", {"minors"}),
    ("未成年人在你们平台充值，家长完全不知情。", {"minors"}),
    ("我们小区三十多户业主都遇到同样的漏水问题，准备集体维权。", {"group"}),
    ("维权群里已经有200多名车主，大家决定联名投诉。", {"group"}),
    ("刚下单就有骗子打来电话，姓名地址订单号都知道，肯定是你们泄露了我的个人信息。", {"data_leak"}),
    ("我的身份证照片被你们员工传到网上，隐私全没了。", {"data_leak"}),
    ("银行卡被盗刷了三笔，一共一万二。", {"fraud"}),
    ("理财经理伪造我的签名，这是诈骗！", {"fraud"}),
    # 繁體
    ("行動電源突然起火，燒傷了我的手。", {"fire", "injury"}),
    ("再不處理，我就找媒體和消費者協會。", {"media", "regulator"}),
    ("我要去法院起訴你們。", {"court"}),
    ("吃了之後身體不適，一直嘔吐。", {"discomfort"}),
]

CHINESE_HARMLESS = [
    "没有受伤，就是东西坏了。",
    "幸好没伤到人，不过家具全砸坏了。",
    "还好人没事，也没有起火。",
    "没有造成人员伤亡，也未引发火灾。",
    "我不想找媒体，只想把事情解决了。",
    "我不会去12315，你们放心，给我换一个就行。",
    "这件事跟媒体没有关系，是我自己要投诉的。",
    "我从来没有向任何监管部门反映过你们。",
    "不打算起诉，也不想闹大。",
    "打官司就算了，我没那个时间。",
    "坐12345路公交到你们门店，结果关门了。",
    "我的手机号是13812315678，请回电。",
    "订单号是2024123158891，查一下物流。",
    "你们的活动太火了，根本抢不到。",
    "客服对我发火，说话很难听。",
    "听了这话我一下子就火大了。",
    "手机老是死机，重启也没用。",
    "看视频卡死，气死我了。",
    "客服的回答让我笑死，等了一天等来一句不知道。",
    "车上的儿童锁打不开。",
    "儿童锁坏了，后门从里面拉不开，请安排维修。",
    "快递送到法院路88号，结果送错了地方。",
    "车机媒体音量调不了。",
    "买的媒体播放器没声音。",
    "在网球场租的场地不给退钱。",
    "商场美食广场的火锅店上菜太慢。",
    "衣服掉色严重，跳楼价买的也不能这样吧。",
    "杀毒软件过期后电脑中毒，文件打不开。",
    "相机曝光过度，拍出来全是白的。",
    "差价三十块不给补，赠品也没收到。",
    "快递五天还没到，物流信息一直不更新。",
    "客服态度很差，问什么都不耐烦。",
    "退款流程太复杂，一直让我重新提交。",
    "活动规则写得不清楚，优惠券用不了。",
    "火车票改签手续费太高。",
    "请问这个药吃多了会不会中毒？",
    "没有拉肚子，也没有不舒服，就是味道怪。",
    "打人工客服打了半小时没人接，总是被打断。",
    "工商银行的卡绑定不了。",
    "公司楼下那家法院附近的门店服务很好，你们这家差远了。",
    "防火墙设置有问题，路由器连不上。",
    "担心会起火，所以我一直没敢用，想问问能不能检测一下。",
]

ENGLISH = [
    ("The power bank caught fire while charging and burned my curtains.", {"fire"}),
    ("The kettle exploded and I was badly scalded.", {"fire", "injury"}),
    ("My father stopped breathing after taking your supplement and nearly died.", {"life"}),
    ("I got an electric shock from the washing machine.", {"life"}),
    ("She broke her wrist when the chair collapsed and was taken to hospital.", {"injury"}),
    ("I felt sick and had diarrhea after eating your noodles.", {"discomfort"}),
    ("The cream gave me a rash all over my face.", {"discomfort"}),
    ("If this is not fixed by Friday I will report you to the regulator.", {"regulator"}),
    ("I have already filed a complaint with 12315.", {"regulator"}),
    ("I'm going to the press with this story.", {"media"}),
    ("A journalist from the evening news is interested in my case.", {"media"}),
    ("See you in court.", {"court"}),
    ("I will sue your company for damages.", {"court"}),
    ("Our lawsuit against you was filed last week.", {"court"}),
    ("I want to kill myself because of this debt.", {"self_harm"}),
    ("My 9-year-old son spent $400 in your game without my consent.", {"minors"}),
    ("You leaked my personal data to scammers.", {"data_leak"}),
    ("More than 30 homeowners have the same defect and we are organising a class action.", {"group", "court"}),
    ("Your salesman committed fraud and forged my signature.", {"fraud"}),
]

ENGLISH_HARMLESS = [
    "Nobody was hurt, but the table is broken.",
    "Luckily there was no fire and no one was injured.",
    "I do not want to go to the media, just fix it.",
    "The media has nothing to do with it.",
    "I won't call 12315, don't worry.",
    "The tennis court I booked was closed.",
    "The food court in your mall is dirty.",
    "You should fire that employee.",
    "The fire stick remote does not pair.",
    "The media player has no sound.",
    "My phone keeps dying after two hours.",
    "I'm dying to get my parcel, please hurry.",
    "Sue from customer service was not helpful.",
    "The child lock on the washing machine does not work.",
    "I have no intention of taking legal action.",
    "Bus 12345 never came.",
    "The price difference was not refunded.",
    "Our firewall blocks your app.",
]

WEAK_MENTIONS = [
    # (sentence, label that must be kept as a span without counting as a fact)
    ("客服说：“您可以拨打12315进行投诉。”", "regulator"),
    ("店家居然说有本事你去法院告我们。", "court"),
    ("如对处理结果有异议，可拨打12345咨询。", "regulator"),
    ("The agent said you can call 12315 if you are not satisfied.", "regulator"),
]


@pytest.mark.parametrize(("text", "risks"), CHINESE)
def test_chinese_risks(text: str, risks: set[str]) -> None:
    assert risks <= asserted(text)


@pytest.mark.parametrize(("text", "risks"), ENGLISH)
def test_english_risks(text: str, risks: set[str]) -> None:
    assert risks <= asserted(text)


@pytest.mark.parametrize("text", CHINESE_HARMLESS + ENGLISH_HARMLESS)
def test_harmless_sentences_assert_no_risk(text: str) -> None:
    assert asserted(text) == set()
    assert judged(text).facts["harm"] == "none"


@pytest.mark.parametrize(("text", "label"), WEAK_MENTIONS)
def test_what_the_agent_said_is_kept_but_does_not_count(text: str, label: str) -> None:
    spans = [span for span in judged(text).risks if span.label == label]
    assert spans and all(span.score < 0.5 for span in spans)
    assert label not in asserted(text)
