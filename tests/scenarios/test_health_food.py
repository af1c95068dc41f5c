"""保健品案: one call, two matters. Mild discomfort is C, the regulator makes it B; internal and outside deadlines run side by side."""

from datetime import timedelta

import pytest

from qingting.complaints.queries.queue import QueueFilter, list_complaints
from qingting.workflows.register_complaint import AlreadyHere

BOTH = "吃了你们的保健品之后肚子不舒服、恶心，要求退款，我已经打了12315！"
UNWELL = "吃了你们的保健品之后肚子不舒服，有点恶心，已经停了。"


def split(story, **more):
    """One text, two complaints joined by their intake."""
    health = story.told(UNWELL, intake_id="IN-1", product="益生菌胶囊")
    refund = story.told("要求退款，我已经打了12315！", intake_id="IN-1", demands=["refund"], product="益生菌胶囊", **more)
    story.do("link", refund, to=health, kind="split_from")
    return health, refund


def test_discomfort_alone_is_c_and_with_the_regulator_b(story):
    assert story.record(story.told(UNWELL)).grade == "C"
    record = story.record(story.told(BOTH, customer={"name": "钱女士", "phone": "13500005555"}))
    assert record.grade == "B" and "discomfort" in record.risks and "regulator" in record.risks
    assert "refund" in record.demands


def test_the_two_matters_are_two_complaints_of_one_intake(story):
    health, refund = split(story)
    assert story.record(health).intake_id == story.record(refund).intake_id == "IN-1"
    assert (story.record(health).grade, story.record(refund).grade) == ("C", "B")
    assert "discomfort" in story.record(health).risks


def test_the_outside_deadline_runs_beside_the_clocks_of_the_house(story):
    deadline = story.due(hours=3)
    no = story.told(BOTH, channel="h12315", source={"system": "12315", "external_no": "1310000-7", "deadline_at": deadline})
    clocks = story.clocks(no)
    assert {"acknowledge", "first_reply", "plan", "resolve", "external"} <= set(clocks)
    assert {clock.state for clock in clocks.values()} == {"running"}
    assert story.record(no).next_clock in {"acknowledge", "first_reply"}


def test_the_earliest_unmet_deadline_orders_the_queue_whoever_set_it(story):
    internal = story.told(UNWELL, customer={"name": "孙女士", "phone": "13411112222"})
    external = story.told(BOTH, channel="h12315", source={"system": "12315", "external_no": "1310000-8", "deadline_at": story.due(hours=2)})
    for no in (internal, external):
        story.do("respond", no, text="我们已经收到，正在核实。")
    assert story.record(external).next_clock == "external", "plan is due after four hours, 12315 wants an answer in two"
    assert story.record(internal).next_clock == "plan"
    shown = list_complaints(QueueFilter(view="all", sort="due"), actor=story.company.manager, now=story.at, standard=story.company.standard)
    assert [c.no for c in shown.items] == [external, internal]
    assert [c.next_due_at for c in shown.items] == sorted(c.next_due_at for c in shown.items)


def test_a_pause_for_the_customer_never_moves_the_deadline_of_the_regulator(story):
    no = story.told(BOTH, channel="h12315", source={"system": "12315", "external_no": "1310000-9", "deadline_at": story.due(days=5)})
    before = {name: clock.due_at for name, clock in story.clocks(no).items()}
    story.do("pause", no, reason="waiting_customer", note="等检验报告")
    story.later(days=1)
    story.do("resume", no)
    clocks = story.clocks(no)
    assert (clocks["external"].due_at, clocks["external"].state) == (before["external"], "running")
    assert clocks["resolve"].due_at == before["resolve"] + timedelta(days=1)


def test_the_same_number_from_12315_comes_in_once(story):
    source = {"system": "12315", "external_no": "1310000-1", "deadline_at": story.due(days=7)}
    no = story.told(BOTH, channel="h12315", source=source)
    with pytest.raises(AlreadyHere) as refused:
        story.told(BOTH, channel="h12315", source=source)
    assert no in refused.value.message("zh")
