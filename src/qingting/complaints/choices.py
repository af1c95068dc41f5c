"""Closed lists of the record. Code compares these words; people see their names in their language."""

from __future__ import annotations

from qingting.kernel.bilingual import Bi

STATUSES: dict[str, Bi] = {
    "registered": Bi("待受理", "Registered"),
    "accepted": Bi("已受理", "Accepted"),
    "investigating": Bi("核实中", "Investigating"),
    "proposing": Bi("方案制定", "Proposing"),
    "implementing": Bi("执行中", "Carrying out"),
    "confirming": Bi("待客户确认", "Confirming"),
    "closed": Bi("已结案", "Closed"),
    "withdrawn": Bi("客户已撤回", "Withdrawn"),
    "not_accepted": Bi("不予受理", "Not accepted"),
}
OPEN_STATUSES = ("registered", "accepted", "investigating", "proposing", "implementing", "confirming")
ENDED_STATUSES = ("closed", "withdrawn", "not_accepted")
STAGES = ("registered", "accepted", "investigating", "proposing", "implementing", "confirming", "closed")

KINDS: dict[str, Bi] = {
    "complaint": Bi("投诉", "Complaint"),
    "report": Bi("举报", "Report"),
    "inquiry": Bi("咨询", "Inquiry"),
    "data_rights": Bi("个人信息请求", "Data-rights request"),
    "praise": Bi("表扬", "Praise"),
    "suggestion": Bi("建议", "Suggestion"),
}
OUTCOMES: dict[str, Bi] = {"upheld": Bi("成立", "Upheld"), "partly": Bi("部分成立", "Partly upheld"), "not": Bi("不成立", "Not upheld")}
INVOLVED_KINDS: dict[str, Bi] = {
    "staff": Bi("人员", "Person"),
    "department": Bi("部门", "Department"),
    "branch": Bi("网点", "Branch"),
    "partner": Bi("合作方", "Partner"),
    "other": Bi("其他", "Other"),
}
RISKS: dict[str, Bi] = {
    "life": Bi("生命安全", "Danger to life"),
    "injury": Bi("受伤", "Injury"),
    "discomfort": Bi("身体不适", "Discomfort"),
    "fire": Bi("起火", "Fire"),
    "minors": Bi("未成年人", "Minors"),
    "self_harm": Bi("轻生风险", "Self-harm"),
    "media": Bi("媒体", "Media"),
    "regulator": Bi("监管", "Regulator"),
    "court": Bi("诉讼", "Court"),
    "group": Bi("群体", "Group"),
    "data_leak": Bi("信息泄露", "Data leak"),
    "fraud": Bi("涉嫌欺诈", "Fraud"),
}
HIGH_RISKS = frozenset({"life", "injury", "fire", "self_harm", "media", "regulator", "court", "group", "data_leak"})
LINK_KINDS: dict[str, Bi] = {
    "same_complaint": Bi("同一投诉", "Same complaint"),
    "same_cause": Bi("同一原因", "Same cause"),
    "same_customer": Bi("同一客户的另一件事", "Another matter of the same customer"),
    "split_from": Bi("拆分自", "Split from"),
}
