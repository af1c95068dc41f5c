"""A complaint with everything the house knows about it, and every page of its customer searched for it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from qingting.complaints.choices import RISKS
from qingting.complaints.models import Complaint

HOSTILE = [
    "<script>alert(1)</script>", "<svg onload=alert(1)>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "<scr<script>ipt>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "<style>@import 'http://evil.example'</style>", "<math><mtext></p><mglyph><svg><mtext><style><path id=\"</style><img onerror=alert(1) src>\">", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "{{7*7}} {% load x %} {{settings.SECRET_KEY}} __class__", "{receipt_link} {no} {time} %(n)s %s {0}", '" autofocus onfocus="alert(1)', "data:text/html,<script>alert(1)</script>", "&lt;script&gt;",
]  # fmt: skip
TAGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
OWN_TAGS = set(
    re.findall(
        r"\w+",
        "html head meta link title script body header div span form input button h1 h2 p b small br main section fieldset legend label textarea svg use ol ul li a details summary footer",
    )
)


def marked(company, no: str, moment) -> list[str]:
    """Do everything to a complaint that must stay inside; the words to look for."""
    later = moment[0] + timedelta(days=2)
    company.do("assign", no, by="manager", to="agent", reason="内部-指派原因")
    company.do("note", no, by="agent", text="内部-备注 电话13911112222 @lead", mentions=["lead"])
    company.do("set-grade", no, by="manager", grade="A", reason="内部-定级原因")
    company.do("set-category", no, by="manager", category="safety.fire_heat", reason="内部-分类原因")
    company.do("add-task", no, by="manager", title="内部-任务", department="quality_dept", due_at=later.isoformat(), note="内部-任务备注")
    company.do("complete-task", no, by="admin", task=_task(no), result="内部-任务结果")
    company.do(
        "propose",
        no,
        by="manager",
        title="内部-方案",
        detail="内部-方案细节",
        cost_fen=98765,
        legal_basis="内部-法律依据",
        recommended=True,
    )
    company.do("transfer", no, by="manager", to="agent2", reason="内部-移交原因", summary="内部-移交摘要")
    company.do("pause", no, by="manager", reason="waiting_third_party", note="内部-暂停原因")
    company.do("respond", no, by="manager", text="公开-回复", note="内部-回复时的备注")
    company.do("add", no, by="agent2", text="公开-客户来电补充", note="内部-来电备注")
    company.do("correct", no, by="manager", summary="内部-摘要", involved=[{"kind": "staff", "name": "赵一鸣"}])
    Complaint.objects.filter(no=no).update(risks=list(RISKS), extra={"内部-附加": "内部-附加值"}, anger=5, site="内部-地点")
    return [
        "内部-",
        "13911112222",
        "98765",
        "987.65",
        "safety.fire_heat",
        "起火、过热",
        "waiting_third_party",
        "等待第三方",
        "赵一鸣",
        "lead",
        "quality_dept",
        "质量部",
        "13800006621",
        "frontline",
        "manager",
    ]


def _task(no: str) -> int:
    from qingting.handling.queries.open_work import tasks_of

    return tasks_of(Complaint.objects.get(no=no).pk)[0].pk


def shown(html: str, standard) -> str:
    """What a page says, without the names of its own fields and without the public texts of the standard."""
    text = re.sub(r'\s(?:name|id|for|class|href|src|action|value|aria-describedby)="[^"]*"', "", html)
    for name in ("safety", "privacy", "sensitive_consent", "recourse", "receipt", "confirm", "verbatim_hint", "welcome"):
        text = text.replace(getattr(standard.portal, name).zh, "")
    return text


def test_nothing_of_the_house_appears_on_any_page(visitor, company, opened, moment, standard):
    secret = visitor.submit(name="冯女士", verbatim="公开-原话")
    no = opened(secret).no
    words = marked(company, no, moment)
    words += [
        *RISKS,
        *(name.zh for name in RISKS.values()),
        *(name.en for name in RISKS.values()),
        *(grade.name.zh for grade in standard.grades),
        "qt-grade",
        "qt-risk",
    ]
    pages = [visitor.get(f"/portal/r/{secret}") for _ in range(2)]
    assert "公开-回复" in pages[1] and "公开-客户来电补充" in pages[1] and "agent2-名" in pages[1]
    pages.append(visitor.post("/portal/status", {"no": no, "digits": "6621"}).content.decode())
    pages.append(visitor.act(secret, "rate", score="9").content.decode())
    company.do("resume", no, by="manager", note="内部-恢复")
    company.do(
        "decide",
        no,
        by="manager",
        outcome="partly",
        text="公开-决定",
        remedy={"kind": "coupon", "amount_fen": 55555, "text": "内部-补偿"},
        note="内部-决定备注",
    )
    pages.append(visitor.get(f"/portal/r/{secret}"))
    company.do("implement", no, by="manager", text="公开-落实", note="内部-落实备注")
    visitor.act(secret, "confirm", satisfied="yes")
    pages.append(visitor.get(f"/portal/r/{secret}"))
    company.do("verify-task", no, by="manager", task=_task(no), result="内部-验收")
    company.do("close", no, by="manager", reason="内部-结案理由")
    pages += [visitor.get(f"/portal/r/{secret}"), visitor.act(secret, "add", text="").content.decode()]
    visitor.web.cookies["qt_lang"] = "en"
    pages.append(visitor.get(f"/portal/r/{secret}"))
    assert opened(secret).status == "closed" and "公开-落实" in pages[-1]
    for html in pages:
        for word in [*words, "55555", "555.55"]:
            assert word not in shown(html, standard), word


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(visitor, company, opened, text):
    secret = visitor.submit(verbatim=text, name=text[:100], order_no="x")
    company.do("respond", opened(secret).no, by="manager", text=text, promises=[{"text": text}])
    visitor.act(secret, "add", text=text)
    typed = visitor.post(
        "/portal/", visitor.filled(verbatim=text, name=text, order_no=text[:60], email=text, phone=text, category=text, demands=[text])
    ).content.decode()
    refused = visitor.act(secret, "rate", score=text, rating_comment=text).content.decode()
    asked = visitor.post("/portal/status", {"no": text, "digits": text}).content.decode()
    for html in (visitor.get(f"/portal/r/{secret}"), typed, refused, asked):
        names = {match[2].lower() for match in TAGS.finditer(html)}
        assert names <= OWN_TAGS, names - OWN_TAGS
        for match in TAGS.finditer(html):
            assert not re.search(r"\son[a-z]+\s*=", re.sub(r'"[^"]*"', '""', match[3])), match[0]
            assert "javascript:" not in match[3].lower() or 'value="' in match[3]
        assert html.count("<script") == 2, "theme and portal, nothing else"


def test_a_link_in_a_reply_is_only_text(visitor, company, opened):
    secret = visitor.submit()
    company.do("respond", opened(secret).no, by="manager", text="请看 javascript:alert(1) 和 https://evil.example/")
    assert 'href="javascript' not in visitor.get(f"/portal/r/{secret}") and 'href="https://evil' not in visitor.page.content.decode()
