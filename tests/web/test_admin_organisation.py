"""Teams, departments and branches: codes are unique and stay, nothing that is used can be removed."""

from __future__ import annotations

import pytest

from qingting.people.actions.manage_users import create_user
from qingting.people.models import Branch, Department, Team
from tests.support.company import SYSTEM
from tests.web.admin_support import browser_of, counted, events_of, main_of

TEAM = {"code": "night", "name": "夜班组", "name_en": "Night shift", "department": "service", "lead": "lead"}


@pytest.fixture
def admin(company):
    return browser_of("admin")


def test_a_team_is_made_and_changed_and_both_are_recorded(company, admin):
    admin.send("unit_new", TEAM, kind="team")
    team = Team.objects.get(code="night")
    assert (team.name, team.lead_id, team.department.code) == ("夜班组", company.lead.id, "service")
    admin.send("unit_edit", {**TEAM, "code": "other", "name": "通宵组", "lead": ""}, kind="team", unit_id=team.pk)
    team.refresh_from_db()
    assert (team.code, team.name, team.lead_id) == ("night", "通宵组", None), "the code stays"
    events = events_of(f"team:{team.pk}")
    assert [(event.name, event.data["how"]) for event in events] == [("people.team.changed", "created"), ("people.team.changed", "changed")]
    assert events[-1].data["fields"] == ["lead_id", "name"]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("department", {"code": "lab", "name": "实验室", "name_en": "Lab", "parent": "quality_dept"}),
        ("branch", {"code": "BJ01", "name": "北京一店", "name_en": "", "region": "华北", "department": "service"}),
    ],
)
def test_departments_and_branches_likewise(admin, kind, data):
    admin.send("unit_new", data, kind=kind)
    unit = {"department": Department, "branch": Branch}[kind].objects.get(code=data["code"])
    assert data["name"] in admin.open("organisation", f"?tab={kind}")
    assert f'value="{data["name"]}"' in admin.open("unit_edit", kind=kind, unit_id=unit.pk)
    assert events_of(f"{kind}:{unit.pk}")[0].name == f"people.{kind}.changed"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"code": "frontline_a"}, "已经有了"),
        ({"code": ""}, "请填写"),
        ({"code": "a b"}, "编码只能用"),
        ({"code": "x" * 41}, "编码只能用"),
        ({"name": ""}, "请填写"),
        ({"name": "班" * 81}, "最多 80 个字"),
        ({"department": "nowhere"}, "没有部门"),
        ({"lead": "nobody"}, "没有找到人员"),
    ],
)
def test_a_wrong_field_is_named(admin, changes, told):
    assert told in admin.send("unit_new", {**TEAM, **changes}, status=422, kind="team")
    assert not Team.objects.filter(name="夜班组").exists()


def test_departments_never_form_a_circle(admin):
    service, it = Department.objects.get(code="service"), Department.objects.get(code="it")
    admin.send("unit_edit", {"name": "信息技术部", "parent": "service"}, kind="department", unit_id=it.pk)
    assert "不能形成循环" in admin.send(
        "unit_edit", {"name": "客户服务部", "parent": "it"}, status=422, kind="department", unit_id=service.pk
    )
    assert "不能形成循环" in admin.send(
        "unit_edit", {"name": "客户服务部", "parent": "service"}, status=422, kind="department", unit_id=service.pk
    )


def test_what_is_used_stays_and_the_refusal_says_by_whom(company, admin):
    no = company.register(branch="SH01").no
    team = Team.objects.get(code="frontline_a")
    company.do("assign", no, to="agent")
    page = admin.send("unit_remove", status=422, kind="team", unit_id=team.pk)
    assert "人员 5 位" in page and "投诉 1 件" in page and "分派规则" in page
    page = admin.send("unit_remove", status=422, kind="department", unit_id=Department.objects.get(code="service").pk)
    assert "人员" in page and "班组" in page
    assert Team.objects.filter(pk=team.pk).exists()


def test_a_branch_named_in_complaints_stays(company, admin):
    company.register(branch="SH01")
    branch = Branch.objects.get(code="SH01")
    assert "投诉 1 件" in admin.send("unit_remove", status=422, kind="branch", unit_id=branch.pk)


def test_what_nobody_uses_is_removed(company, admin):
    admin.send("unit_new", TEAM, kind="team")
    team = Team.objects.get(code="night")
    admin.send("unit_remove", kind="team", unit_id=team.pk)
    assert not Team.objects.filter(code="night").exists()
    assert events_of(f"team:{team.pk}")[-1].data["how"] == "removed"


def test_a_team_of_the_standard_stays_even_when_it_is_empty(admin):
    team = Team.objects.get(code="regulatory")
    assert "现行处理规范的分派规则" in admin.send("unit_remove", status=422, kind="team", unit_id=team.pk)


def test_somebody_gone_still_holds_their_team(company, admin):
    admin.send("unit_new", TEAM, kind="team")
    team = Team.objects.get(code="night")
    gone, _ = create_user(username="gone", role="agent", actor=SYSTEM, now=company.now, team_id=team.pk)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    assert "人员 1 位" in admin.send("unit_remove", status=422, kind="team", unit_id=team.pk)


@pytest.mark.parametrize("kind", ["team", "department", "branch"])
def test_a_list_costs_the_same_for_one_and_for_many(admin, kind):
    admin.open("organisation", f"?tab={kind}")
    with counted() as few:
        admin.open("organisation", f"?tab={kind}")
    model = {"team": Team, "department": Department, "branch": Branch}[kind]
    model.objects.bulk_create(model(code=f"many{n}", name=f"很多{n}") for n in range(30))
    with counted() as many:
        assert "很多29" in admin.open("organisation", f"?tab={kind}")
    assert many() == few()


def test_a_list_is_searched_and_markup_stays_letters(admin):
    Branch.objects.create(code="evil", name="<script>alert(1)</script>")
    raw = admin.get("/organisation?tab=branch&q=<script>").content.decode()
    assert "&lt;script&gt;alert(1)" in raw and "<script>alert" not in raw
    assert "没有找到" in main_of(admin.open("organisation", "?tab=branch&q=%25"))
