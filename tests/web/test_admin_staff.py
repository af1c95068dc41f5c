"""Staff as an administrator keeps them: found, made, changed, sent away only when nothing is left with nobody."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.backends import ModelBackend
from django.urls import reverse

from qingting.people.actions.edit_staff import StaffFields, edit_staff
from qingting.people.actions.last_admin import LastAdministrator
from qingting.people.actions.manage_users import change_user, create_user, set_active
from qingting.people.models import ApiToken, Team, User
from tests.support.company import PASSWORD, SYSTEM
from tests.web.admin_support import browser_of, counted, events_of, main_of

FORM = {
    "display_name": "陈晨",
    "role": "agent",
    "email": "",
    "phone": "",
    "team": "frontline_a",
    "department": "service",
    "branch": "",
    "superior": "",
    "skills": "",
    "shift": "",
}


def form_of(user: User, **changes: str) -> dict[str, str]:
    return {**FORM, "display_name": user.display_name, "role": user.role, "team": user.team.code if user.team else "", **changes}


@pytest.fixture
def admin(company):
    return browser_of("admin")


def authenticate(username: str, password: str) -> User | None:
    return ModelBackend().authenticate(None, username=username, password=password)


def user(name: str) -> User:
    return User.objects.select_related("team").get(username=name)


# the list


def test_people_are_found_by_name_user_name_role_and_team(admin):
    assert "agent2-名" in admin.open("staff", "?q=agent2") and "lead-名" not in main_of(admin.page)
    assert "manager-名" in admin.open("staff", "?role=manager") and "lead-名" not in main_of(admin.page)
    assert "stranger-名" not in main_of(admin.open("staff", "?team=frontline_a")) and "agent2-名" in admin.page


def test_a_search_for_wildcards_finds_only_what_is_written_so(admin):
    assert "没有符合条件的人员" in admin.open("staff", "?q=%25")
    assert "没有符合条件的人员" in admin.open("staff", "?q=_____")


def test_who_was_deactivated_stands_in_a_list_of_its_own(company, admin):
    set_active(user_id=company.rude.id, active=False, actor=SYSTEM, now=company.now)
    assert "赵一鸣" not in admin.open("staff")
    assert "赵一鸣" in admin.open("staff", "?state=inactive")


def test_the_list_costs_the_same_for_one_and_for_many(company, admin):
    admin.open("staff", "?q=agent2")
    with counted() as few:
        admin.open("staff", "?q=agent2")
    for number in range(30):
        create_user(
            username=f"many{number}",
            role="agent",
            actor=SYSTEM,
            now=company.now,
            display_name=f"众人{number}",
            team_id=company.agent.team_id,
        )
    with counted() as many:
        admin.open("staff", "?q=众人")
    assert many() == few() <= 22


def test_five_thousand_people_are_paged(company, admin):
    team = Team.objects.get(code="online")
    User.objects.bulk_create(
        [
            User(username=f"p{n:04}", display_name=f"员工{n:04}", role="agent", team=team, created_at=company.now, password="!")
            for n in range(5000)
        ]
    )
    page = admin.open("staff", "?page=90")
    assert "共 5011 条" in page and len(re.findall(r"员工\d{4}", main_of(page))) == 50
    assert "page=89" in page and "page=91" in page
    assert "员工4999" in admin.open("staff", "?q=p4999")
    assert "共 5011 条" in admin.open("staff", "?page=99999")


# new and changed


def test_a_new_person_gets_a_password_that_is_shown_once_and_must_be_changed(company, admin):
    page = admin.send("staff_new", {**FORM, "username": "chen.chen", "email": "chen@example.com", "superior": "lead-名 · lead"}, status=200)
    made = user("chen.chen")
    assert admin.answer["Cache-Control"] == "no-store, private"
    assert (made.superior_id, made.team.code, made.must_change_password) == (company.lead.id, "frontline_a", True)
    secret = re.search(r"一次性密码</dt><dd>([^<\s]+)", page)[1]
    assert authenticate(username="chen.chen", password=secret) == made
    assert secret not in admin.open("staff_detail", user_id=made.pk)
    assert [event.name for event in events_of(f"user:{made.pk}")] == ["people.user.created"]
    assert not any(secret in str((event.data, event.text)) for event in events_of(f"user:{made.pk}"))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"username": "AGENT"}, "已被使用"),
        ({"username": "a b"}, "用户名应为"),
        ({"username": ""}, "用户名应为"),
        ({"display_name": ""}, "请填写这一项"),
        ({"display_name": "名" * 81}, "最多 80 个字"),
        ({"role": "root"}, "没有「root」这个角色"),
        ({"email": "not an address"}, "不像邮箱地址"),
        ({"team": "nowhere"}, "没有班组"),
        ({"department": "nowhere"}, "没有部门"),
        ({"branch": "nowhere"}, "没有网点"),
        ({"superior": "nobody"}, "没有找到人员"),
        ({"skills": ",".join(f"技能{n}" for n in range(30))}, "技能最多 20 项"),
    ],
)
def test_a_wrong_field_is_named_and_what_was_typed_stays(admin, changes, told):
    page = admin.send("staff_new", {**FORM, "username": "neu", "shift": "早班 08:00", **changes}, status=422)
    assert told in page and 'value="早班 08:00"' in page
    assert not User.objects.filter(username="neu").exists()


def test_several_wrong_fields_are_named_together(admin):
    page = admin.send("staff_new", {**FORM, "username": "neu", "email": "x", "role": "root", "superior": "nobody"}, status=422)
    assert all(words in page for words in ("不像邮箱地址", "没有「root」", "没有找到人员"))


def test_markup_in_a_name_is_shown_as_letters(company, admin):
    evil = '<script>alert(1)</script>"><svg onload=alert(1)>'
    made, _ = create_user(username="evil", role="agent", actor=SYSTEM, now=company.now, display_name=evil)
    for name in ("staff", "staff_detail", "staff_edit", "staff_deactivate", "level_of"):
        kwargs = {} if name == "staff" else {"user_id": made.pk}
        raw = admin.get(reverse(f"web:{name}", kwargs=kwargs)).content.decode()
        assert "&lt;script&gt;alert" in raw and "<script>alert" not in raw and "<svg onload" not in raw, name


def test_changes_are_saved_and_recorded_by_the_names_of_the_fields(company, admin):
    admin.send(
        "staff_edit",
        form_of(user("agent"), display_name="林晓", phone="13900001111", skills="冰箱，洗衣机; 冰箱"),
        user_id=company.agent.id,
    )
    changed = user("agent")
    assert (changed.display_name, changed.phone, changed.skills) == ("林晓", "13900001111", ["冰箱", "洗衣机"])
    event = events_of(f"user:{company.agent.id}")[-1]
    assert (event.name, set(event.data["fields"])) == ("people.user.changed", {"display_name", "phone", "skills"})
    assert "林晓" in admin.after() and admin.toasts == "已保存"


def test_saving_an_untouched_form_changes_nothing(company, admin):
    before = len(events_of(f"user:{company.agent.id}"))
    values = dict(re.findall(r'name="(\w+)" [^>]*?value="([^"]*)"', main_of(admin.open("staff_edit", user_id=company.agent.id))))
    admin.send(
        "staff_edit",
        {**form_of(user("agent")), "display_name": values.get("display_name", user("agent").display_name)},
        user_id=company.agent.id,
    )
    assert len(events_of(f"user:{company.agent.id}")) == before


def test_superiors_never_form_a_circle(company, admin):
    admin.send("staff_edit", form_of(user("agent"), superior="lead"), user_id=company.agent.id)
    admin.send("staff_edit", form_of(user("lead"), superior="manager"), user_id=company.lead.id)
    assert "不能形成循环" in admin.send(
        "staff_edit", form_of(user("manager"), team="", superior="agent"), status=422, user_id=company.manager.id
    )
    assert "不能形成循环" in admin.send("staff_edit", form_of(user("agent"), superior="agent"), status=422, user_id=company.agent.id)


def test_two_people_of_one_name_are_told_apart_by_user_name(company, admin):
    for name in ("li.wei1", "li.wei2"):
        create_user(username=name, role="lead", actor=SYSTEM, now=company.now, display_name="李伟")
    assert "有 2 位人员叫「李伟」" in admin.send(
        "staff_edit", form_of(user("agent"), superior="李伟"), status=422, user_id=company.agent.id
    )
    admin.send("staff_edit", form_of(user("agent"), superior="李伟 · li.wei2"), user_id=company.agent.id)
    assert user("agent").superior_id == user("li.wei2").pk


# the last administrator


def test_the_last_administrator_keeps_the_role_and_the_account(company, admin):
    page = admin.send("staff_edit", form_of(user("admin"), role="agent"), status=422, user_id=company.admin.id)
    assert "最后一位在用的系统管理员" in page and user("admin").role == "admin"
    for step in (
        lambda: set_active(user_id=company.admin.id, active=False, actor=SYSTEM, now=company.now),
        lambda: change_user(user_id=company.admin.id, role="manager", actor=SYSTEM, now=company.now),
    ):
        with pytest.raises(LastAdministrator):
            step()


def test_with_a_second_administrator_the_first_may_go(company):
    create_user(username="admin2", role="admin", actor=SYSTEM, now=company.now)
    change_user(user_id=company.admin.id, role="manager", actor=SYSTEM, now=company.now)
    with pytest.raises(LastAdministrator):
        set_active(user_id=user("admin2").pk, active=False, actor=SYSTEM, now=company.now)


def test_an_inactive_administrator_does_not_count(company):
    second, _ = create_user(username="admin2", role="admin", actor=SYSTEM, now=company.now)
    set_active(user_id=second.pk, active=False, actor=SYSTEM, now=company.now)
    with pytest.raises(LastAdministrator):
        edit_staff(user_id=company.admin.id, fields=StaffFields("x", "agent"), actor=SYSTEM, now=company.now)


# leaving


def test_nobody_goes_while_work_is_open_and_nothing_is_left_with_nobody(company, admin):
    no = company.register().no
    company.do("assign", no, to="agent")
    company.do("promise", no, by="agent", text="明天答复", due_at=company.after(days=1))
    page = admin.open("staff_deactivate", user_id=company.agent.id)
    assert "负责的投诉：1" in page and no in page and "接手人" in page
    assert "还有未办结的工作" in admin.send("staff_deactivate", {"reason": "离职"}, status=422, user_id=company.agent.id)
    assert user("agent").is_active
    assert "请填写" in admin.send("staff_deactivate", {"to": "agent2", "reason": " "}, status=422, user_id=company.agent.id)
    assert "没有找到人员" in admin.send("staff_deactivate", {"to": "nobody", "reason": "离职"}, status=422, user_id=company.agent.id)
    assert "接手人不能是移交人自己" in admin.send(
        "staff_deactivate", {"to": "agent", "reason": "离职"}, status=422, user_id=company.agent.id
    )
    admin.send("staff_deactivate", {"to": "agent2-名 · agent2", "reason": "离职"}, user_id=company.agent.id)
    assert (user("agent").is_active, company.record(no).owner_id) == (False, company.agent2.id)
    admin.after()
    assert "已停用。移交投诉 1 件" in admin.toasts
    assert [event.name for event in events_of(f"user:{company.agent.id}")[-2:]] == ["people.user.handed_over", "people.user.deactivated"]


def test_who_has_no_open_work_goes_at_once_and_comes_back(company, admin):
    assert "没有未办结的工作" in admin.open("staff_deactivate", user_id=company.rude.id)
    admin.send("staff_deactivate", {"reason": "调岗"}, user_id=company.rude.id)
    assert authenticate(username="rude", password=PASSWORD) is None
    admin.send("staff_activate", user_id=company.rude.id)
    assert authenticate(username="rude", password=PASSWORD) is not None


def test_a_deactivated_person_is_out_at_once_with_every_token(company, admin):
    theirs = browser_of("rude")
    theirs.open("standard")
    ApiToken.objects.create(user_id=company.rude.id, name="x", digest="d", created_at=company.now)
    admin.send("staff_deactivate", {"reason": "离职"}, user_id=company.rude.id)
    assert theirs.get("/standard").status_code == 302
    assert not ApiToken.objects.filter(revoked_at=None).exists()


def test_nobody_deactivates_themselves(company, admin):
    create_user(username="admin2", role="admin", actor=SYSTEM, now=company.now)
    assert admin.get(reverse("web:staff_deactivate", kwargs={"user_id": company.admin.id})).status_code == 409
    assert admin.post(reverse("web:staff_deactivate", kwargs={"user_id": company.admin.id}), {"reason": "x"}).status_code == 409
    assert user("admin").is_active


# passwords and tokens


def test_a_reset_password_is_new_shown_once_and_ends_the_sessions(company, admin):
    theirs = browser_of("agent")
    theirs.open("standard")
    page = admin.send("staff_password", status=200, user_id=company.agent.id)
    secret = re.search(r"一次性密码</dt><dd>([^<\s]+)", page)[1]
    assert authenticate(username="agent", password=secret) is not None
    assert authenticate(username="agent", password=PASSWORD) is None
    assert theirs.get("/standard")["Location"].startswith("/login")
    assert secret not in admin.open("staff_detail", user_id=company.agent.id)


def test_the_own_password_is_not_reset_here(company, admin):
    admin.send("staff_password", user_id=company.admin.id)
    assert admin.answer["Location"] == reverse("web:password") and authenticate(username="admin", password=PASSWORD)


def test_a_token_is_shown_once_limited_to_acts_of_the_role_and_revoked(company, admin):
    page = admin.send("token_create", {"name": "呼叫中心", "scopes": ["register", "administer"]}, status=200, user_id=company.agent.id)
    token = re.search(r"令牌</dt><dd>(qt_[^<\s]+)", page)[1]
    row = ApiToken.objects.get()
    assert (row.scopes, row.name) == (["register"], "呼叫中心") and token not in row.digest
    assert token not in admin.open("staff_detail", user_id=company.agent.id) and "呼叫中心" in admin.page
    admin.send("token_revoke", user_id=company.agent2.id, token_id=row.pk)
    assert ApiToken.objects.get().revoked_at is None, "a token goes with its own person only"
    admin.send("token_revoke", user_id=company.agent.id, token_id=row.pk)
    assert ApiToken.objects.get().revoked_at is not None


# handing over


def test_a_handover_says_what_moved(company, admin):
    first, second = company.register().no, company.register("我要投诉客服赵一鸣态度恶劣", involved=[{"kind": "staff", "name": "赵一鸣"}]).no
    for no in (first, second):
        company.do("assign", no, to="agent")
    assert "负责的投诉：2" in admin.open("handover", "?from=agent")
    page = admin.send("handover", {"from": "agent-名 · agent", "to": "rude", "reason": "休假"}, status=200)
    assert "移交完成" in page and second in main_of(page) and first not in main_of(page)
    assert company.record(first).owner_id == company.rude.id
    assert company.record(second).owner_id not in (company.rude.id, company.agent.id)


def test_an_agent_hands_over_the_own_work_and_nobody_elses(company):
    no = company.register().no
    company.do("assign", no, to="agent2")
    browser = browser_of("agent")
    assert "agent-名 · agent" in browser.open("handover")
    browser.send("handover", {"from": "agent2", "to": "agent", "reason": "想要"}, status=403)
    assert company.record(no).owner_id == company.agent2.id
    browser_of("agent2").send("handover", {"from": "agent2", "to": "agent", "reason": "休假"}, status=200)
    assert company.record(no).owner_id == company.agent.id


def test_a_handover_without_reason_or_receiver_is_refused(company, admin):
    assert "请填写" in admin.send("handover", {"from": "agent", "to": "agent2", "reason": ""}, status=422)
    assert "没有找到人员" in admin.send("handover", {"from": "agent", "to": "", "reason": "x"}, status=422)


def test_pages_of_a_person_cost_the_same_however_much_they_hold(company, admin):
    admin.open("staff_detail", user_id=company.agent.id)
    with counted() as few:
        admin.open("staff_detail", user_id=company.agent.id)
    for number in range(30):
        ApiToken.objects.create(user_id=company.agent.id, name=f"t{number}", digest=f"d{number}", created_at=company.now)
    with counted() as many:
        admin.open("staff_detail", user_id=company.agent.id)
    assert many() == few()


def test_everything_can_be_read_in_english(company):
    page = browser_of("admin", "en").open("staff_detail", user_id=company.agent.id)
    assert 'lang="en"' in page and "Customer service" in page
