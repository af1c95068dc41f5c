"""Columns of the complaint sheet of the template."""

import re

from qingting.console.importing.columns.column import Column
from qingting.console.importing.values.amounts import score
from qingting.console.importing.values.choices import CHANNELS, DEMANDS, KINDS, OUTCOMES, STATUSES, one_of, one_of_or_kept, several_of
from qingting.console.importing.values.contact import email, phone
from qingting.console.importing.values.dates import past
from qingting.console.importing.values.reading import Reading
from qingting.console.importing.values.text import line, long_text, names, number
from qingting.infra.tables.model import Cell
from qingting.kernel.bilingual import Bi

_GRADE = re.compile(r"([A-Za-z])\s*[级類类]?")


def grade(cell: Cell, reading: Reading) -> str:
    """The grade's code: "a", "A级" give "A"; other words stay as they are, the standard in force knows them or not."""
    text = line(cell, reading)
    letter = _GRADE.fullmatch(text)
    return letter[1].upper() if letter else text


TIMES = Bi(
    "日期时间，如 2026-02-28 11:25:05；没有时区的按机构时区",
    "date and time, as 2026-02-28 11:25:05; without offset: the organisation's zone",
)
LIST = Bi("多个用“；”分开", "several parted by “;”")

COLUMNS: tuple[Column, ...] = (
    Column(
        "external_no",
        Bi("投诉编号", "Complaint no"),
        (
            "编号",
            "原编号",
            "工单号",
            "工单编号",
            "投诉单号",
            "受理编号",
            "流水号",
            "单号",
            "case no",
            "case id",
            "complaint id",
            "ticket",
            "ticket id",
            "no",
            "id",
        ),
        number,
        examples=("KS2025-0001", "KS2025-0002"),
        note=Bi("来源系统中的编号；同一编号只导入一次", "the number in the source system; each is imported once"),
    ),
    Column(
        "source_system",
        Bi("来源系统", "Source system"),
        ("来源", "系统", "source"),
        examples=("crm", "crm"),
        note=Bi("缺省为 template", "template if empty"),
    ),
    Column(
        "kind",
        Bi("类型", "Kind"),
        ("投诉类型", "业务类型", "type"),
        one_of(KINDS),
        examples=(Bi("投诉", "complaint"), Bi("投诉", "complaint")),
        note=Bi("缺省为投诉", "complaint if empty"),
    ),
    Column(
        "channel",
        Bi("渠道", "Channel"),
        ("受理渠道", "来源渠道", "投诉渠道", "投诉来源", "submitted via"),
        one_of_or_kept(CHANNELS),
        examples=(Bi("热线", "hotline"), Bi("微信", "wechat")),
    ),
    Column(
        "received_at",
        Bi("受理时间", "Received at"),
        (
            "投诉时间",
            "登记时间",
            "来电时间",
            "提交时间",
            "创建时间",
            "接收时间",
            "投诉日期",
            "受理日期",
            "date received",
            "received",
            "created at",
            "created",
            "date",
        ),
        past(),
        examples=("2025-10-28 11:25:05", "2025-10-29 09:02:00"),
        note=TIMES,
    ),
    Column(
        "occurred_at",
        Bi("发生时间", "Occurred at"),
        ("事发时间", "发生日期", "事件时间"),
        past(),
        examples=("2025-10-27 20:00", ""),
        note=TIMES,
    ),
    Column(
        "customer.name",
        Bi("客户姓名", "Customer name"),
        ("姓名", "客户", "投诉人", "投诉人姓名", "客户名称", "联系人", "customer", "name", "complainant"),
        examples=(Bi("冯女士", "Ms Feng"), Bi("高先生", "Mr Gao")),
    ),
    Column(
        "customer.phone",
        Bi("联系电话", "Phone"),
        ("电话", "手机", "手机号", "手机号码", "客户电话", "电话号码", "联系方式", "投诉人电话", "telephone", "mobile", "phone number"),
        phone,
        examples=("13800006621", "13900001234"),
    ),
    Column(
        "customer.email",
        Bi("电子邮箱", "Email"),
        ("邮箱", "邮件", "客户邮箱", "e-mail", "email address"),
        email,
        examples=("", "gao@example.com"),
    ),
    Column(
        "customer.account_no",
        Bi("客户账号", "Account no"),
        ("账号", "账户", "会员号", "卡号", "account", "member no"),
        number,
        examples=("C10086", ""),
    ),
    Column(
        "customer.external_id",
        Bi("客户编号", "Customer id"),
        ("客户号", "客户id", "用户id", "用户编号", "customer no"),
        number,
        examples=("", "U-2031"),
    ),
    Column(
        "verbatim",
        Bi("投诉内容", "Verbatim"),
        (
            "客户原话",
            "原话",
            "内容",
            "投诉详情",
            "详情",
            "诉求内容",
            "问题描述",
            "描述",
            "投诉描述",
            "complaint",
            "complaint text",
            "description",
            "text",
            "narrative",
        ),
        long_text,
        required=True,
        examples=(
            Bi(
                "收到的保温杯内胆有裂纹，倒水就漏，要求换一个新的。",
                "The inner flask is cracked and leaks as soon as it is filled. I want a new one.",
            ),
            Bi("说好 24 小时内回电，三天了没有人联系我。", "You promised to call back within 24 hours. Three days later nobody has."),
        ),
        note=Bi("客户原话，一字不改", "the customer's own words, unchanged"),
    ),
    Column("title", Bi("标题", "Title"), ("主题", "投诉主题", "投诉标题", "subject"), examples=(Bi("保温杯漏水", "Leaking flask"), "")),
    Column("summary", Bi("摘要", "Summary"), ("概述", "简述"), long_text),
    Column(
        "demands",
        Bi("诉求", "Demands"),
        ("客户诉求", "投诉诉求", "要求", "demand"),
        several_of(DEMANDS),
        examples=(Bi("换货", "exchange"), Bi("道歉；解释", "apologise; explain")),
        note=LIST,
    ),
    Column(
        "category",
        Bi("分类", "Category"),
        ("投诉分类", "问题分类", "一级分类", "一级标签", "问题类别", "类别", "标签", "label", "issue"),
        examples=("quality.defect", Bi("服务承诺未兑现", "Promise not kept")),
        note=Bi("分类代码；其他文字作为原分类名称保留", "code of the taxonomy; other words are kept as the source's own category"),
    ),
    Column("category_name", Bi("原分类名称", "Source category"), ("原分类", "category name")),
    Column("grade", Bi("等级", "Grade"), ("投诉等级", "级别", "严重程度", "severity", "priority"), grade, examples=("C", "D")),
    Column("product", Bi("产品", "Product"), ("产品名称", "产品型号", "涉及产品", "商品", "业务", "product name"), examples=("BX-520", "")),
    Column("order_no", Bi("订单号", "Order no"), ("订单编号", "关联订单", "order", "order number"), number, examples=("2510270042", "")),
    Column("batch_no", Bi("批次", "Batch no"), ("批次号", "生产批次", "批号", "batch", "lot"), number, examples=("2509-C", "")),
    Column(
        "region",
        Bi("地区", "Region"),
        ("区域", "大区", "省份", "省", "state", "province"),
        examples=(Bi("华东", "East"), Bi("华南", "South")),
    ),
    Column(
        "branch",
        Bi("网点", "Branch"),
        ("门店", "网点编码", "营业厅", "分支机构", "store", "branch code"),
        number,
        note=Bi("网点编码", "code of the branch"),
    ),
    Column("site", Bi("地点", "Site"), ("地址", "发生地点", "address", "location")),
    Column("involved.staff", Bi("涉及人员", "Staff involved"), ("被投诉人", "被投诉人员", "责任人员"), names, note=LIST),
    Column("involved.department", Bi("涉及部门", "Departments involved"), ("被投诉部门", "责任部门", "department"), names, note=LIST),
    Column("involved.branch", Bi("涉及网点", "Branches involved"), ("被投诉网点", "被投诉门店"), names, note=LIST),
    Column(
        "first_response.at",
        Bi("首次答复时间", "First response at"),
        ("首响时间", "首次响应时间", "首次联系时间"),
        past(),
        examples=("2025-10-28 11:40:00", ""),
        note=TIMES,
    ),
    Column("first_response.by", Bi("首次答复人", "First response by"), ("首响人", "首次响应人"), examples=("limei", "")),
    Column(
        "first_response.content",
        Bi("首次答复内容", "First response"),
        ("首响内容", "首次答复"),
        long_text,
        examples=(Bi("致歉，告知两日内给出换货安排。", "Apologised; the exchange will be arranged within two days."), ""),
    ),
    Column(
        "owner",
        Bi("处理人", "Owner"),
        ("责任人", "承办人", "经办人", "办理人", "assignee", "handler"),
        examples=("wangqiang", ""),
        note=Bi("用户名", "user name"),
    ),
    Column(
        "team",
        Bi("班组", "Team"),
        ("处理班组", "承办班组", "团队", "group"),
        examples=("aftersales", ""),
        note=Bi("班组编码", "code of the team"),
    ),
    Column(
        "status",
        Bi("状态", "Status"),
        ("处理状态", "办理状态", "工单状态", "state of case"),
        one_of(STATUSES),
        examples=(Bi("已办结", "closed"), Bi("处理中", "investigating")),
    ),
    Column(
        "outcome",
        Bi("结论", "Outcome"),
        ("处理结论", "是否属实", "投诉结论", "认定结果", "finding"),
        one_of(OUTCOMES),
        examples=(Bi("属实", "upheld"), ""),
    ),
    Column(
        "decision_text",
        Bi("处理结果", "Decision"),
        ("答复意见", "答复内容", "处理意见", "处理情况", "解决方案", "resolution", "reply"),
        long_text,
        examples=(Bi("已换新，客户确认收到。", "Replaced; the customer has confirmed receipt."), ""),
    ),
    Column(
        "decided_at",
        Bi("处理时间", "Decided at"),
        ("答复时间", "解决时间", "处理日期", "resolved at", "replied at"),
        past(),
        examples=("2025-10-30 16:00:00", ""),
        note=TIMES,
    ),
    Column(
        "closed_at",
        Bi("办结时间", "Closed at"),
        ("结案时间", "关闭时间", "完成时间", "办结日期", "closed"),
        past(),
        examples=("2025-11-02 10:00:00", ""),
        note=TIMES,
    ),
    Column(
        "rating.score",
        Bi("满意度", "Rating"),
        ("评分", "满意度评分", "客户评分", "score"),
        score,
        examples=("5", ""),
        note=Bi("1 至 5", "1 to 5"),
    ),
    Column(
        "rating.comment",
        Bi("评价", "Rating comment"),
        ("客户评价", "评价内容", "回访意见", "comment"),
        long_text,
        examples=(Bi("处理很快", "Quick"), ""),
    ),
    Column("rating.at", Bi("评价时间", "Rated at"), ("回访时间",), past(), examples=("2025-11-03 09:00:00", ""), note=TIMES),
)
