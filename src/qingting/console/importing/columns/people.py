"""Columns of the staff, department and branch sheets of the template."""

import re

from qingting.console.importing.columns.column import Column
from qingting.console.importing.values.choices import ROLES, one_of
from qingting.console.importing.values.contact import email, phone
from qingting.console.importing.values.dates import days_off
from qingting.console.importing.values.reading import Reading, Unusable
from qingting.console.importing.values.text import line, number
from qingting.infra.tables.model import Cell
from qingting.kernel.bilingual import Bi

_LEVELS = {
    "l1": "L1",
    "l2": "L2",
    "l3": "L3",
    "l4": "L4",
    "1": "L1",
    "2": "L2",
    "3": "L3",
    "4": "L4",
    "一": "L1",
    "二": "L2",
    "三": "L3",
    "四": "L4",
}


def level(cell: Cell, reading: Reading) -> str:
    """The level L1 to L4: "L2", "2级", "二级". Raises Unusable."""
    text = line(cell, reading)
    code = _LEVELS.get(re.sub(r"[级級\s]|level", "", text.lower()))
    if code is None:
        raise Unusable("choice_unknown", value=text, choices="L1 L2 L3 L4")
    return code


STAFF: tuple[Column, ...] = (
    Column(
        "username",
        Bi("用户名", "Username"),
        ("登录名", "登录账号", "账号", "工号", "员工编号", "员工号", "user", "login", "employee no", "employee id"),
        number,
        required=True,
        examples=("limei", "wangqiang"),
        note=Bi("登录用；没有用户名时用工号", "for logging in; the employee number where there is none"),
    ),
    Column(
        "name",
        Bi("姓名", "Name"),
        ("员工姓名", "人员姓名", "full name", "staff name"),
        required=True,
        examples=(Bi("李梅", "Li Mei"), Bi("王强", "Wang Qiang")),
    ),
    Column(
        "role",
        Bi("角色", "Role"),
        ("岗位", "职位", "职务", "position", "job"),
        one_of(ROLES),
        required=True,
        examples=(Bi("坐席", "agent"), Bi("班组长", "lead")),
    ),
    Column("email", Bi("邮箱", "Email"), ("电子邮箱", "邮件", "e-mail"), email, examples=("limei@example.com", "")),
    Column(
        "phone",
        Bi("手机", "Phone"),
        ("手机号", "手机号码", "电话", "联系电话", "mobile", "telephone"),
        phone,
        examples=("13800006621", "13900001234"),
    ),
    Column(
        "team",
        Bi("班组", "Team"),
        ("班组编码", "小组", "团队", "组别", "group"),
        examples=("frontline_a", "aftersales"),
        note=Bi("班组编码", "code of the team"),
    ),
    Column(
        "department",
        Bi("部门", "Department"),
        ("部门编码", "所属部门", "dept"),
        examples=("service", "service"),
        note=Bi("部门编码", "code of the department"),
    ),
    Column("branch", Bi("网点", "Branch"), ("网点编码", "门店", "所属网点", "store"), number, note=Bi("网点编码", "code of the branch")),
    Column(
        "superior",
        Bi("上级", "Superior"),
        ("直接上级", "上级用户名", "汇报对象", "manager username", "reports to"),
        number,
        examples=("wangqiang", ""),
        note=Bi("上级的用户名", "the superior's user name"),
    ),
    Column(
        "level",
        Bi("能力级别", "Level"),
        ("级别", "技能级别", "授权级别", "等级"),
        level,
        examples=("L1", "L3"),
        note=Bi("L1 至 L4", "L1 to L4"),
    ),
    Column(
        "shift",
        Bi("班次", "Shift"),
        ("班次名称", "排班", "工作时间", "working hours"),
        examples=("09:00-18:00", Bi("早班", "early")),
        note=Bi("班次名称，或 09:00-18:00", "name of the shift, or 09:00-18:00"),
    ),
    Column(
        "leave",
        Bi("休假", "Leave"),
        ("休假日期", "请假", "假期", "days off", "holidays"),
        days_off,
        examples=("", "2026-02-16~2026-02-20；2026-03-02"),
        note=Bi("如 2026-02-16~2026-02-20；2026-03-02", "like 2026-02-16~2026-02-20; 2026-03-02"),
    ),
)

DEPARTMENTS: tuple[Column, ...] = (
    Column(
        "code",
        Bi("部门编码", "Department code"),
        ("部门代码", "部门编号", "编码", "代码", "dept code"),
        number,
        required=True,
        examples=("service", "quality_dept"),
    ),
    Column(
        "name",
        Bi("部门名称", "Department name"),
        ("部门", "名称", "department", "dept name"),
        required=True,
        examples=(Bi("客户服务部", "Customer service"), Bi("品质部", "Quality")),
    ),
    Column(
        "parent",
        Bi("上级部门", "Parent department"),
        ("上级部门编码", "父部门", "所属部门", "parent code"),
        examples=("", "service"),
        note=Bi("上级部门的编码", "code of the department above"),
    ),
)

BRANCHES: tuple[Column, ...] = (
    Column(
        "code",
        Bi("网点编码", "Branch code"),
        ("网点代码", "网点编号", "门店编码", "门店编号", "编码", "代码", "store code"),
        number,
        required=True,
        examples=("SH001", "GZ003"),
    ),
    Column(
        "name",
        Bi("网点名称", "Branch name"),
        ("网点", "门店", "门店名称", "名称", "branch", "store", "store name"),
        required=True,
        examples=(Bi("上海南京路店", "Shanghai Nanjing Road"), Bi("广州天河店", "Guangzhou Tianhe")),
    ),
    Column("region", Bi("地区", "Region"), ("区域", "大区", "所属区域", "area"), examples=(Bi("华东", "East"), Bi("华南", "South"))),
    Column(
        "department",
        Bi("所属部门", "Department"),
        ("部门", "部门编码", "主管部门"),
        examples=("stores", "stores"),
        note=Bi("部门编码", "code of the department"),
    ),
)
