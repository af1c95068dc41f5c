"""Anger and emotion; written before the lexicon was."""

import pytest
from tests.nlp.support import judged

FEELINGS = [
    # (text, lowest anger, highest anger, emotions that are right)
    ("你好，请问发票怎么开？", 1, 1, {"calm"}),
    ("麻烦帮我查一下订单，谢谢。", 1, 1, {"calm"}),
    ("对你们真的很失望，以后不会再买了。", 1, 3, {"disappointed"}),
    ("太让人寒心了，老客户就这么对待。", 1, 3, {"disappointed"}),
    ("明天就要用了，急死我了，到底什么时候能到？", 1, 3, {"anxious"}),
    ("我很担心这个会影响我的征信，晚上都睡不着。", 1, 2, {"anxious"}),
    ("什么态度啊，太过分了！", 3, 4, {"angry"}),
    ("我非常生气，你们的服务太差劲了。", 2, 4, {"angry"}),
    ("垃圾公司！骗子！！！再也不会相信你们，一群混蛋！", 4, 5, {"furious"}),
    ("他妈的打了十几个电话没人接，忍无可忍了！！！", 4, 5, {"furious"}),
    ("我没有生气，只是想弄清楚。", 1, 1, {"calm"}),
    ("I am very disappointed with the service.", 1, 3, {"disappointed"}),
    ("This is outrageous! I am absolutely furious!!!", 4, 5, {"furious"}),
    ("I'm really worried, I need it urgently for tomorrow.", 1, 2, {"anxious"}),
    ("Could you tell me where my invoice is? Thank you.", 1, 1, {"calm"}),
    ("Your agent was so rude, I am angry.", 2, 4, {"angry"}),
    ("這種態度太惡劣，真是氣死人！", 3, 5, {"angry", "furious"}),
]


@pytest.mark.parametrize(("text", "lowest", "highest", "emotions"), FEELINGS)
def test_anger_and_emotion(text: str, lowest: int, highest: int, emotions: set[str]) -> None:
    found = judged(text)
    assert lowest <= found.anger <= highest
    assert found.emotion in emotions


def test_shouting_raises_the_anger() -> None:
    assert judged("太过分了！！！！").anger >= judged("太过分了。").anger
