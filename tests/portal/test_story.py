"""From the first word to the problem that came back, all through the customer's own pages."""

from __future__ import annotations

import re
from datetime import timedelta

from qingting.infra.ledger.reading import past_of
from qingting.infra.ledger.verifying import broken_links
from tests.portal.conftest import WORDS, a_file


def test_submit_receipt_choose_confirm_rate_reopen(visitor, company, opened, moment):
    secret = visitor.submit(name="冯女士", demands=["repair"], files=[a_file("漏水.png")])
    record = opened(secret)
    assert (record.channel, record.status, record.verbatim) == ("portal", "registered", WORDS)
    assert record.consents == {"personal_information": True}

    receipt = visitor.get(f"/portal/r/{secret}")
    assert record.no in receipt and f"http://testserver/portal/r/{secret}" in receipt
    assert "已收到您的反馈" in receipt and WORDS in receipt and "漏水.png" in receipt
    again = visitor.get(f"/portal/r/{secret}")
    assert "已收到您的反馈" not in again and "处理进度" in again, "the receipt is shown once"

    company.do("assign", record.no, by="manager", to="agent")
    company.do(
        "respond",
        record.no,
        by="agent",
        text="师傅今天下午上门。",
        promises=[{"text": "今天下午上门", "due_at": (moment[0] + timedelta(hours=6)).isoformat()}],
    )
    company.do(
        "propose", record.no, by="agent", options=[{"title": "上门维修"}, {"title": "换新机", "cost_fen": 240000, "days": 3}], tell=True
    )
    page = visitor.get(f"/portal/r/{secret}")
    assert "agent-名" in page and "师傅今天下午上门。" in page and "今天下午上门" in page and "今天 16:00 前" in page
    assert "方案已经给您，等您选择" in page and "A. 上门维修" in page and "B. 换新机" in page and "2400" not in page and "2,400" not in page

    assert visitor.act(secret, "choose", option="B", choice_comment="尽快送来").status_code == 302
    page = visitor.get(f"/portal/r/{secret}")
    assert "您的选择已经收到" in page and "选择了方案 B" in page and "尽快送来" in page

    company.do("decide", record.no, by="agent", outcome="upheld", text="为您换新机。")
    assert visitor.act(secret, "confirm", satisfied="no", comment="还在漏").status_code == 302
    assert opened(secret).status == "investigating"
    company.do("decide", record.no, by="agent", outcome="upheld", text="已经再次更换。")
    assert visitor.act(secret, "confirm", satisfied="yes").status_code == 302
    assert opened(secret).confirmed == "yes"
    company.do("settle-promise", record.no, by="agent", promise=_promise(record), outcome="kept", note="已上门")
    company.do("close", record.no, by="agent")
    assert visitor.act(secret, "rate", score="4", rating_comment="来得快").status_code == 302
    assert opened(secret).rating == 4
    assert "您的评价：4 分" in visitor.get(f"/portal/r/{secret}")

    moment[0] += timedelta(days=9)
    assert visitor.act(secret, "reopen", again="又漏了", files=[a_file("又漏.png")]).status_code == 302
    record = opened(secret)
    assert (record.status, record.reopened_count) == ("investigating", 1)
    page = visitor.get(f"/portal/r/{secret}")
    assert "又漏了" in page and "又漏.png" in page and "已经重新开始处理" in page
    sources = {event.source for event in past_of(f"complaint:{record.pk}") if event.actor_kind == "customer"}
    assert sources == {"portal"}
    assert list(broken_links()) == []


def _promise(record) -> int:
    from qingting.handling.queries.open_work import promises_of

    return promises_of(record.pk)[0].pk


def test_the_promised_time_comes_from_the_standard(visitor):
    page = visitor.get("/portal/")
    assert "工作时间 30 分钟内回复您" in page and "周一至周五 09:00–18:00" in page
    receipt = visitor.get(f"/portal/r/{visitor.submit()}")
    assert "最晚 今天 10:30：有人回复您" in receipt


def test_more_words_and_files_can_be_added_and_come_back_only_to_the_customer(visitor, company, opened):
    secret = visitor.submit()
    assert visitor.act(secret, "add", text="补充：当时有人在场。", files=[a_file("发票.png")]).status_code == 302
    page = visitor.get(f"/portal/r/{secret}")
    assert "补充：当时有人在场。" in page and "补充的内容已经收到" in page
    link = re.search(rf"/portal/r/{secret}/file/[0-9a-f-]{{36}}", page)
    assert link is not None
    assert visitor.web.get(link[0]).getvalue().startswith(b"\x89PNG")
    names = [event.name for event in past_of(f"complaint:{opened(secret).pk}")]
    assert names[-2:] == ["complaints.message.received", "complaints.attachment.added"]


def test_files_alone_tell_the_owner_too(visitor, company, opened):
    from qingting.infra.notify.models import Notice

    secret = visitor.submit()
    company.do("assign", opened(secret).no, by="manager", to="agent")
    assert visitor.act(secret, "add", text="", files=[a_file(), a_file("b.png")]).status_code == 302
    assert Notice.objects.filter(user_id=company.agent.id, kind="customer_wrote").count() == 1
    assert "（补充了 2 个文件）" in visitor.get(f"/portal/r/{secret}")


def test_withdraw_and_change_of_mind(visitor, opened, moment):
    secret = visitor.submit()
    assert visitor.act(secret, "withdraw", reason="已经自己解决").status_code == 302
    assert opened(secret).status == "withdrawn"
    page = visitor.get(f"/portal/r/{secret}")
    assert "您已撤回" in page and "想继续处理？" in page and "撤回这次反馈" not in page
    moment[0] += timedelta(hours=1)
    assert visitor.act(secret, "reopen", again="其实没解决").status_code == 302
    assert opened(secret).status == "investigating"


def test_a_refusal_comes_with_where_else_to_turn(visitor, company, opened):
    secret = visitor.submit()
    company.do("refuse", opened(secret).no, by="manager", reason="不属于我们的产品。")
    page = visitor.get(f"/portal/r/{secret}")
    assert "不属于我们的产品。" in page and "12315" in page and "请我们再看一次" in page


def test_a_decision_is_a_reply(visitor, company, opened, moment):
    secret = visitor.submit()
    company.do("decide", opened(secret).no, by="manager", outcome="upheld", text="今天补发。", remedy={"kind": "resend"})
    moment[0] += timedelta(hours=3)
    page = visitor.get(f"/portal/r/{secret}")
    assert "有人回复您" not in page and "已有处理决定，正在落实" in page


def test_none_of_the_options_fits(visitor, company, opened):
    secret = visitor.submit()
    no = opened(secret).no
    company.do("propose", no, by="manager", options=[{"title": "补发"}, {"title": "优惠券"}], tell=True)
    assert visitor.act(secret, "choose", option="none", choice_comment="我要退款").status_code == 302
    page = visitor.get(f"/portal/r/{secret}")
    assert "这些方案都不合适" in page and "我要退款" in page and page.count("您没有接受") == 2


def test_a_change_of_mind_before_closing_takes_back_the_yes(visitor, company, opened):
    secret = visitor.submit()
    company.do("decide", opened(secret).no, by="manager", outcome="upheld", text="好了。")
    visitor.act(secret, "confirm", satisfied="yes")
    assert visitor.act(secret, "reopen", again="又坏了").status_code == 302
    assert (opened(secret).status, opened(secret).confirmed) == ("investigating", "no")


def test_english_from_end_to_end(visitor, opened):
    visitor.web.cookies["qt_lang"] = "en"
    assert "a person replies within 30 working minutes" in visitor.get("/portal/")
    page = visitor.get(f"/portal/r/{visitor.submit(verbatim='My kettle stopped working after a week.')}")
    assert 'lang="en"' in page and "By today 10:30: a person replies to you" in page and "Looking into it" in page


def test_a_complaint_taken_by_telephone_opens_with_its_link_too(visitor, company):
    done = company.register("电话里说的话", summary="客户语气激动，内部摘要")
    page = visitor.get(f"/portal/r/{done.receipt.secret}")
    assert "电话里说的话" in page and "由工作人员记录" in page and "内部摘要" not in page


def test_the_emergency_text_is_on_the_form_and_after_words_of_danger(visitor):
    emergency = "如有人身危险"
    assert emergency in visitor.get("/portal/")
    quiet = visitor.submit()
    assert emergency not in visitor.get(f"/portal/r/{quiet}")
    visitor.act(quiet, "add", text="我不想活了")
    assert emergency in visitor.get(f"/portal/r/{quiet}")
    assert emergency in visitor.get(f"/portal/r/{visitor.submit(verbatim='充电器着火了，家里都是烟')}")


def test_what_was_said_long_ago_is_folded_not_cut(visitor):
    secret = visitor.submit(verbatim="长" * 5000 + "尾")
    page = visitor.get(f"/portal/r/{secret}")
    assert "展开全文" in page and "长" * 5000 + "尾" in page
