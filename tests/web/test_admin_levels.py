"""L1 to L4 are granted to others, for a time and with a reason. Leave has a beginning and an end."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from qingting.infra import clock
from qingting.people.models import Leave, LevelGrant
from qingting.people.queries.levels import levels_in_force
from qingting.people.queries.staff import on_leave
from tests.web.admin_support import browser_of, counted, events_of, main_of

GRANT = {"level": "L2", "starts": "2026-01-01", "ends": "2036-12-31", "reason": "通过 B 级测评 92 分"}


@pytest.fixture
def manager(company):
    return browser_of("manager")


@pytest.fixture
def today():
    return clock.now().astimezone(ZoneInfo("Asia/Shanghai")).date()


def test_a_manager_grants_a_level_without_managing_the_staff(company, manager, today):
    assert "agent-名" in manager.open("levels")
    manager.send("level_grant", GRANT, user_id=company.agent.id)
    manager.after()
    assert manager.toasts == "已授予 L2" and "通过 B 级测评 92 分" in main_of(manager.page)
    assert levels_in_force([company.agent.id], today) == {company.agent.id: "L2"}
    event = events_of(f"user:{company.agent.id}")[-1]
    assert (event.name, event.data["level"], event.text) == ("people.level.granted", "L2", "通过 B 级测评 92 分")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"level": "L9"}, "没有能力等级"),
        ({"level": ""}, "没有能力等级"),
        ({"reason": ""}, "请填写"),
        ({"reason": "长" * 301}, "最多 300 个字"),
        ({"ends": "2025-12-31"}, "早于开始日期"),
        ({"starts": "2026-02-30"}, "无法识别"),
        ({"starts": "0001-01-01"}, "无法识别"),
        ({"ends": "9999-12-31"}, "无法识别"),
    ],
)
def test_a_grant_that_makes_no_sense_is_refused(company, manager, changes, told):
    assert told in manager.send("level_grant", {**GRANT, **changes}, status=422, user_id=company.agent.id)
    assert not LevelGrant.objects.exists()


def test_the_same_level_is_not_granted_twice_for_the_same_days(company, manager):
    manager.send("level_grant", GRANT, user_id=company.agent.id)
    assert "已经授予" in manager.send("level_grant", {**GRANT, "starts": "2030-01-01"}, status=422, user_id=company.agent.id)
    manager.send("level_grant", {**GRANT, "level": "L3"}, user_id=company.agent.id)
    manager.send("level_grant", {**GRANT, "starts": "2037-01-01", "ends": ""}, user_id=company.agent.id)


def test_nobody_grants_or_ends_their_own(company, manager):
    manager.send("level_grant", GRANT, status=403, user_id=company.manager.id)
    grant = LevelGrant.objects.create(user_id=company.manager.id, level="L4", starts="2026-01-01", reason="x", at=company.now)
    manager.send("level_end", {"reason": "x"}, status=403, user_id=company.manager.id, grant_id=grant.pk)
    assert "不能给自己授予等级" in manager.open("level_of", user_id=company.manager.id)


def test_an_ended_grant_holds_no_longer_from_today(company, manager, today):
    manager.send("level_grant", GRANT, user_id=company.agent.id)
    grant = LevelGrant.objects.get()
    assert "请填写" in manager.send("level_end", {"reason": ""}, status=422, user_id=company.agent.id, grant_id=grant.pk)
    manager.send("level_end", {"reason": "质检连续不合格"}, user_id=company.agent.id, grant_id=grant.pk)
    assert levels_in_force([company.agent.id], today) == {}
    assert levels_in_force([company.agent.id], today - timedelta(days=1)) == {company.agent.id: "L2"}
    assert events_of(f"user:{company.agent.id}")[-1].name == "people.level.ended"
    manager.send("level_end", {"reason": "again"}, status=404, user_id=company.agent.id, grant_id=grant.pk)


def test_a_grant_that_has_not_begun_never_holds_once_ended(company, manager, today):
    manager.send("level_grant", {**GRANT, "starts": "2035-01-01"}, user_id=company.agent.id)
    grant = LevelGrant.objects.get()
    manager.send("level_end", {"reason": "取消"}, user_id=company.agent.id, grant_id=grant.pk)
    grant.refresh_from_db()
    assert grant.ends < grant.starts


def test_a_grant_is_ended_only_through_its_own_person(company, manager):
    manager.send("level_grant", GRANT, user_id=company.agent.id)
    manager.send("level_end", {"reason": "x"}, status=404, user_id=company.agent2.id, grant_id=LevelGrant.objects.get().pk)


def test_the_list_says_how_many_grants_end_soon_and_costs_the_same_for_many(company, manager, today):
    manager.open("levels")
    with counted() as few:
        manager.open("levels")
    people = [actor.id for actor in company.people.values()]
    LevelGrant.objects.bulk_create(
        LevelGrant(user_id=u, level="L1", starts=today, ends=today + timedelta(days=9), reason="x", at=company.now) for u in people
    )
    with counted() as many:
        page = manager.open("levels")
    assert f"有 {len(people)} 项授权将在 30 天内到期" in page and many() == few()


def test_leave_is_entered_shown_and_removed(company):
    admin, now = browser_of("admin"), clock.now()
    local = [
        (now + span).astimezone(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%dT%H:%M") for span in (timedelta(hours=-2), timedelta(days=3))
    ]
    admin.send("leave_add", {"starts": local[0], "ends": local[1], "reason": "年假"}, user_id=company.agent.id)
    assert "年假" in admin.after() and on_leave([company.agent.id], now) == {company.agent.id}
    assert "重叠" in admin.send("leave_add", {"starts": local[0], "ends": local[1]}, status=422, user_id=company.agent.id)
    assert "晚于开始时间" in admin.send("leave_add", {"starts": local[1], "ends": local[0]}, status=422, user_id=company.agent.id)
    assert "请填写日期和时间" in admin.send("leave_add", {"starts": "", "ends": local[1]}, status=422, user_id=company.agent.id)
    spell = Leave.objects.get()
    admin.send("leave_remove", status=404, user_id=company.agent2.id, leave_id=spell.pk)
    admin.send("leave_remove", user_id=company.agent.id, leave_id=spell.pk)
    assert not Leave.objects.exists()
    assert [event.data["how"] for event in events_of(f"user:{company.agent.id}")[-2:]] == ["added", "removed"]
