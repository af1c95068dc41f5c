"""The parts a complaint's page is made of, without a page: marks on words, mentions, wall clocks, events in words."""

from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingting.infra.ledger.names import EVENT_NAMES
from qingting.infra.ledger.reading import Past
from qingting.kernel.bilingual import Bi
from qingting.people.queries.colleagues import Colleague
from qingting.web.act_form import Ask
from qingting.web.correct_form import involved_lines, read_involved
from qingting.web.form_reading import FormRefused, read_asks
from qingting.web.local_time import BadMoment, local_value, parse_local
from qingting.web.present.case_acts import best_next
from qingting.web.present.composer import mentioned_in, ways_out
from qingting.web.present.event_words import Names, what_of
from qingting.web.present.quoted import segments
from qingting.web.present.scripts import blanks_in, filled_segments
from qingting.web.present.timeline import merge_clocks, size_words

NAMES = {"demand": {"refund": "退款"}, "risk": {}, "category": {}, "grade_code": {}}
spans = st.fixed_dictionaries(
    {"label": st.sampled_from(["refund", "fire", "x"]), "start": st.integers(-3, 40), "end": st.integers(-3, 45)},
    optional={"negated": st.booleans(), "score": st.floats(0, 1)},
)


@given(st.text(max_size=40), st.lists(spans, max_size=8), st.sampled_from(["demands", "risks", "escalation", "bottom_lines"]))
def test_marking_never_changes_adds_or_loses_a_character(text, found, key):
    for span in found:
        span["text"] = text[max(span["start"], 0) : max(span["end"], 0)]
    parts = segments(text, {key: found}, NAMES, "zh")
    assert "".join(part["text"] for part in parts) == text


def test_the_graver_mark_wins_where_two_overlap():
    text = "再不退款就去法院"
    found = {
        "demands": [{"label": "refund", "text": "不退款", "start": 1, "end": 4}],
        "bottom_lines": [{"label": "x", "text": "再不退款", "start": 0, "end": 4}],
    }
    assert [(part["text"], part["mark"]) for part in segments(text, found, NAMES, "zh")] == [("再不退款", "bottom_line"), ("就去法院", "")]


@pytest.mark.parametrize(
    "judgement",
    [
        {},
        {"demands": None},
        {"demands": "x"},
        {"demands": [None, 3, {"start": "a"}]},
        {"demands": [{"start": 0, "end": 10**12, "text": "再"}]},
    ],
)
def test_a_judgement_of_another_shape_marks_nothing(judgement):
    assert [part["mark"] for part in segments("再不退款", judgement, NAMES, "zh")] == [""]


PEOPLE = [
    Colleague(1, "li", "李敏", 1, Bi("", "")),
    Colleague(2, "limin2", "李敏行", 1, Bi("", "")),
    Colleague(3, "sun", "孙磊", 1, Bi("", "")),
]


@pytest.mark.parametrize(
    "text,named",
    [
        ("@李敏 看一下", ["li"]), ("@李敏行看一下", ["limin2"]), ("请@孙磊，@李敏。", ["sun", "li"]), ("@sun 你好", ["sun"]), ("a@b.com", []), ("没有人", []), ("@孙磊 @孙磊", ["sun"]), ("@" * 200, []),
    ],
)  # fmt: skip
def test_mentions_are_found_by_the_longest_name(text, named):
    assert mentioned_in(text, PEOPLE) == named


def test_a_reply_says_where_it_goes_and_what_is_off_and_why():
    profile = SimpleNamespace(email="", phone="138")
    ways = ways_out(profile, {"email": True, "gateway": True}, "zh")
    assert ways[0] == {"value": "all", "label": "发往：查询页、短信"}
    assert ways[1] == {"value": "email", "label": "邮件（没有地址）", "disabled": True}
    assert "未接通" in ways_out(None, {"email": False, "gateway": False}, "zh")[1]["label"]


@given(st.datetimes(min_value=datetime(2001, 1, 1), max_value=datetime(2090, 1, 1)))
def test_a_moment_survives_its_form_field_to_the_minute(moment):
    moment = moment.replace(second=0, microsecond=0, tzinfo=UTC)
    assert parse_local(local_value(moment)) == moment


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_refused(text):
    try:
        found = parse_local(text)
    except BadMoment:
        return
    assert found is None or found.tzinfo is UTC


def test_people_named_are_read_as_they_were_written():
    involved = [{"kind": "staff", "name": "张三"}, {"kind": "department", "name": "物流部"}, {"kind": "other", "name": "门口: 保安"}]
    assert read_involved(involved_lines(involved, "zh")) == involved
    assert read_involved(involved_lines(involved, "en")) == involved
    assert read_involved("\n  \n王五\n") == [{"kind": "other", "name": "王五"}]


def test_every_event_of_the_ledger_has_words_in_both_languages_whatever_its_data():
    for lang in ("zh", "en"):
        names = Names(lang, NAMES, {"plan": Bi("方案", "Plan")}, {}, lambda moment: "—")
        for name, title in EVENT_NAMES.items():
            for data in ({}, {"clock": "plan", "due_at": "nonsense", "to": None, "fields": [], "candidates": [{}], "remedy": None}):
                past = Past(UUID(int=1), datetime(2026, 1, 1, tzinfo=UTC), "staff", 1, "李敏", "", name, data, (), "", "page", 1, "", None)
                assert title.pick(lang) in what_of(past, names) or data.get("done") is False


def test_clocks_met_at_the_same_moment_are_one_line():
    def event(seq, name, clock):
        return Past(
            UUID(int=seq),
            datetime(2026, 1, 1, tzinfo=UTC),
            "staff",
            1,
            "李敏",
            "",
            name,
            {"clock": clock},
            (f"5.1.{seq}",),
            "",
            "page",
            seq,
            "",
            None,
        )

    merged = merge_clocks(
        [
            event(1, "sla.clock.met", "acknowledge"),
            event(2, "sla.clock.met", "first_reply"),
            event(3, "complaints.note.added", ""),
            event(4, "sla.clock.met", "plan"),
        ]
    )
    assert [(e.seq, e.data.get("clocks"), e.clauses) for e in merged] == [
        (2, ["acknowledge", "first_reply"], ("5.1.1", "5.1.2")), (3, None, ("5.1.3",)), (4, None, ("5.1.4",)),
    ]  # fmt: skip


def test_a_script_keeps_braces_of_a_value_and_names_what_is_open():
    parts = filled_segments("{customer_name}您好，{due}前回复 {no}", {"customer_name": "{no}冯女士", "no": "TS1"}, "zh")
    assert [(p["text"], p["blank"]) for p in parts] == [
        ("{no}冯女士", False),
        ("您好，", False),
        ("具体时间", True),
        ("前回复 ", False),
        ("TS1", False),
    ]
    assert blanks_in("【具体时间】前") == ["【具体时间】"] and blanks_in("【品牌】您好") == []


@pytest.mark.parametrize("status", ["registered", "accepted", "investigating", "proposing", "implementing", "confirming", "closed"])
def test_there_is_a_way_on_from_every_stage(status):
    assert best_next(status, "")


def test_the_best_act_after_a_yes_is_closing():
    assert best_next("confirming", "yes") == ("close",)
    assert best_next("confirming", "")[0] == "confirm"


@pytest.mark.parametrize("size,words", [(0, "0 B"), (1023, "1023 B"), (1536, "1.5 KB"), (26214400, "25.0 MB"), (None, ""), ("x", "")])
def test_sizes_are_said_in_words(size, words):
    assert size_words(size) == words


def test_required_fields_are_named_all_at_once():
    asks = (
        Ask("text", Bi("内容", "Text"), required=True),
        Ask("due", Bi("期限", "Due"), parse="local"),
        Ask("cost", Bi("成本", "Cost"), parse="yuan", path="remedy.amount_fen"),
    )
    with pytest.raises(FormRefused) as refused:
        read_asks(asks, {"due": ["x"], "cost": ["-5"]}, "en")
    assert set(refused.value.fields) == {"text", "due", "cost"}
    assert read_asks(asks, {"text": ["a\x00b"], "cost": ["12.5"], "due": [""]}, "zh") == {"text": "ab", "remedy": {"amount_fen": 1250}}
