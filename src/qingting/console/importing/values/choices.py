"""Codes of closed lists from the words people use for them, Chinese and English. The codes themselves are always understood."""

import re
import unicodedata
from collections.abc import Mapping

from qingting.console.importing.values.reading import Reader, Reading, Unusable
from qingting.console.importing.values.text import names, text_of
from qingting.infra.tables.model import Cell

Choices = Mapping[str, tuple[str, ...]]

KINDS: Choices = {
    "complaint": ("投诉", "客诉", "complaint"),
    "report": ("举报", "检举"),
    "inquiry": ("咨询", "询问", "问询", "enquiry", "question"),
    "data_rights": ("个人信息权利", "个人信息请求", "个人信息", "data subject request"),
    "praise": ("表扬", "感谢", "compliment"),
    "suggestion": ("建议", "意见建议", "feedback"),
}
CHANNELS: Choices = {
    "hotline": ("热线", "电话", "客服热线", "来电", "400", "phone", "telephone", "call"),
    "chat": ("在线客服", "在线", "网页客服", "live chat", "web chat"),
    "app": ("手机应用", "客户端", "手机app", "mobile app"),
    "wechat": ("微信", "微信公众号", "公众号", "小程序", "微信小程序"),
    "wecom": ("企业微信", "企微"),
    "email": ("邮件", "电子邮件", "邮箱", "e-mail", "mail"),
    "letter": ("信函", "信件", "来信", "书信", "post", "postal mail"),
    "store": ("门店", "营业厅", "网点", "现场", "柜台", "来访", "上门", "branch", "in person", "walk-in"),
    "sms": ("短信", "text message"),
    "ecommerce": ("电商", "电商平台", "电商平台投诉", "网店", "marketplace"),
    "payment": ("支付", "支付平台", "支付平台投诉", "payment platform"),
    "social": ("社交媒体", "微博", "小红书", "抖音", "社媒", "social media"),
    "third_party": ("第三方", "第三方投诉平台", "黑猫投诉", "黑猫", "complaint site"),
    "h12315": ("12315", "全国12315平台"),
    "h12345": ("12345", "政务热线", "市民热线", "12345热线"),
    "regulator": ("监管", "监管部门", "监管转办", "监管机构", "referral"),
    "association": ("消协", "消费者协会", "行业协会", "consumer association"),
    "media": ("媒体", "新闻媒体", "press"),
    "legal": ("法律", "律师函", "法院", "诉讼", "lawyer", "court"),
    "executive_box": ("总经理信箱", "领导信箱", "董事长信箱", "executive mailbox"),
    "internal": ("内部", "员工反馈", "staff"),
    "partner": ("合作方", "经销商", "合作伙伴", "dealer"),
    "portal": ("网站", "投诉网页", "官网", "门户", "网上投诉", "web", "website"),
    "api": ("接口", "系统对接"),
    "other": ("其他", "其它", "fax", "传真"),
}
DEMANDS: Choices = {
    "refund": ("退款", "退费", "返还费用", "money back"),
    "return": ("退货", "return goods"),
    "exchange": ("换货", "更换"),
    "replace": ("换新", "更换新品", "replacement"),
    "repair": ("维修", "修理", "返修"),
    "resend": ("补发", "重发", "重新发货"),
    "reduce_fee": ("减免", "减免费用", "降费", "fee reduction"),
    "compensate": ("赔偿", "补偿", "赔付", "compensation"),
    "apologise": ("道歉", "赔礼道歉", "apology", "apologize"),
    "explain": ("解释", "说明", "说明原因", "explanation"),
    "expedite": ("加急", "催办", "尽快处理", "speed up"),
    "cancel_contract": ("解约", "解除合同", "退订", "取消合同", "退保"),
    "correct_information": ("更正信息", "修改资料", "更正"),
    "delete_personal_data": ("删除个人信息", "注销账户", "删除信息"),
    "discipline": ("处罚员工", "处理责任人", "追责"),
    "promise_improvement": ("整改", "改进", "承诺改进"),
    "stop_marketing": ("停止营销", "停止骚扰", "不要再打电话", "免打扰"),
    "restore_service": ("恢复服务", "恢复使用", "恢复"),
    "certify": ("开具证明", "出具证明", "开证明"),
    "public_reply": ("公开答复", "公开回应"),
    "other": ("其他", "其它"),
}
STATUSES: Choices = {
    "registered": ("已登记", "登记", "待受理", "新建", "未处理", "new", "open"),
    "accepted": ("已受理", "受理", "待处理"),
    "investigating": ("调查中", "处理中", "核实中", "调查", "in progress"),
    "proposing": ("拟定方案", "方案中", "协商中", "待审批"),
    "implementing": ("执行中", "落实中", "整改中"),
    "confirming": ("待确认", "待回访", "回访中", "已答复", "resolved"),
    "closed": ("已办结", "办结", "已结案", "结案", "已关闭", "关闭", "已完成", "完成", "done"),
    "withdrawn": ("已撤诉", "撤诉", "已撤回", "撤回", "已撤销", "cancelled"),
    "not_accepted": ("不予受理", "未受理", "已拒绝", "退回", "rejected", "refused"),
}
OUTCOMES: Choices = {
    "upheld": ("属实", "成立", "投诉成立", "有效", "有责"),
    "partly": ("部分属实", "部分成立", "partly upheld", "partially upheld"),
    "not": ("不属实", "不成立", "无效", "无责", "not upheld"),
}
ROLES: Choices = {
    "agent": ("坐席", "客服", "客服代表", "受理员", "座席"),
    "specialist": ("处理专员", "专员", "投诉专员", "投诉处理专员"),
    "lead": ("班组长", "班长", "组长", "team lead", "team leader", "supervisor"),
    "manager": ("主管", "经理", "投诉主管", "部门经理"),
    "executive": ("高管", "领导", "总经理", "分管领导", "director"),
    "collaborator": ("协办人", "协办", "协同人员", "协同处理人"),
    "auditor": ("审计", "审计员", "稽核", "质检", "audit"),
    "admin": ("管理员", "系统管理员", "administrator"),
}


def one_of(choices: Choices) -> Reader:
    """A reader for one code. Raises Unusable for anything that is not in the list."""

    table = _table(choices)

    def read(cell: Cell, reading: Reading) -> str:
        code = _code(table, text_of(cell))
        if code is None:
            raise Unusable("choice_unknown", value=text_of(cell), choices=" ".join(choices))
        return code

    return read


def one_of_or_kept(choices: Choices) -> Reader:
    """A reader for one code; anything else is noted, kept as it was and left out."""

    table = _table(choices)

    def read(cell: Cell, reading: Reading) -> str | None:
        code = _code(table, text_of(cell))
        if code is None:
            reading.warn("choice_kept", value=text_of(cell))
            reading.keep(text_of(cell))
        return code

    return read


def several_of(choices: Choices) -> Reader:
    """A reader for a list of codes; words that are not in the list become "other", noted and kept."""

    table = _table(choices)

    def read(cell: Cell, reading: Reading) -> list[str]:
        codes = []
        for word in names(cell, reading):
            code = _code(table, word)
            if code is None:
                reading.warn("choice_kept", value=word)
                reading.keep(text_of(cell))
            codes.append(code or "other")
        return list(dict.fromkeys(codes))

    return read


def _table(choices: Choices) -> dict[str, str]:
    return {_plain(word): code for code, words in choices.items() for word in (code, *words)}


def _code(table: dict[str, str], word: str) -> str | None:
    return table.get(word) or table.get(_plain(word))


def _plain(word: str) -> str:
    """How words of a list are compared: width, case, white space, hyphens and underscores do not count."""
    return re.sub(r"[\s_\-]+", "", unicodedata.normalize("NFKC", word).lower())
