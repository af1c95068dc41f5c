"""A standard that is wrong does not load, and says everything that is wrong at once, in both languages, with what to do."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qingting.policy.loading import load_calendars, load_standard
from qingting.policy.problems import PolicyError
from tests.policy.support import copy_pack, edit, problems_of, rule

Change = Callable[[Any], None]


def put(*path: Any) -> Change:
    """Set the value at the path; the last part is the value."""

    def change(value: Any) -> None:
        for step in path[:-2]:
            value = value[step]
        value[path[-2]] = path[-1]

    return change


def when(rule_id: str, condition: Any) -> Change:
    return lambda value: rule(value["rules"], rule_id).update(when=condition)


def leaf(fact: str, op: str, value: Any) -> dict[str, Any]:
    return {"fact": fact, "op": op, "value": value}


def deep(depth: int) -> dict[str, Any]:
    condition: dict[str, Any] = leaf("media", "eq", True)
    for _ in range(depth):
        condition = {"not": condition}
    return condition


def fail_example(value: Any) -> None:
    rule(value["rules"], "grade.b.media")["examples"][0]["expect"] = "C"


def cycle(value: Any) -> None:
    for category in value["categories"]:
        if category["code"] == "safety":
            category["parent"] = "safety.trapped"
    value["categories"] = [one for one in value["categories"] if one["code"] in ("safety", "safety.trapped", "other", "other.unclear")]


WRONG: list[tuple[str, str, Change, str, str]] = [
    ("an unknown fact", "grades", when("grade.b.media", leaf("medai", "eq", True)), "grade.b.media", "media"),
    ("an unknown operator", "grades", when("grade.b.media", leaf("media", "like", True)), "grade.b.media", "like"),
    ("a harm that does not exist", "grades", when("grade.b.injury", leaf("harm", "eq", "injurey")), "grade.b.injury", "injury"),
    ("text for a flag", "grades", when("grade.b.media", leaf("media", "eq", "yes")), "grade.b.media", "true"),
    ("an order on a flag", "grades", when("grade.b.media", leaf("media", "gte", 1)), "grade.b.media", "eq"),
    ("an empty any", "grades", when("grade.b.media", {"any": []}), "grade.b.media", "any"),
    ("code instead of a condition", "grades", when("grade.b.media", "__import__('os').system('x')"), "grade.b.media", "值"),
    ("a channel that does not exist", "grades", when("grade.b.media", leaf("channel", "in", ["fax"])), "grade.b.media", "fax"),
    ("conditions nested without end", "grades", when("grade.b.media", deep(200)), "", "20"),
    ("no examples", "grades", lambda v: rule(v["rules"], "grade.b.media").update(examples=[]), "grade.b.media", "示例"),
    ("an example that fails", "grades", fail_example, "grade.b.media", "B by grade.b.media"),
    ("an unknown fact in an example", "grades", put("rules", 0, "examples", 0, "facts", "hram", "fire"), "grade.a.life_safety", "hram"),
    ("a rule for a grade that does not exist", "grades", put("rules", 0, "grade", "Z"), "grade.a.life_safety", "Z"),
    ("a graver rule after a lesser one", "grades", lambda v: v["rules"].append(v["rules"].pop(0)), "grade.a.life_safety", "前面"),
    ("two rules of one id", "grades", put("rules", 1, "id", "grade.a.life_safety"), "grade.a.life_safety", "重复"),
    ("three grades", "grades", lambda v: v["grades"].pop(), "", "4 至 6"),
    ("ranks with a gap", "grades", put("grades", 3, "rank", 7), "", "1"),
    ("weights that do not sum up", "grades", put("score", "factors", 0, "weight", 31), "grade.score", "100"),
    ("a score that leaves a hole", "grades", put("score", "bands", 3, "at_least", 150), "grade.score", "100"),
    ("an unknown key", "grades", put("rules", 0, "wehn", {}), "grade.a.life_safety.wehn", "拼写"),
    ("only one language", "grades", put("rules", 0, "reason", {"zh": "只有中文"}), "grade.a.life_safety.reason", "en"),
    ("an empty text", "grades", put("rules", 0, "reason", {"zh": " ", "en": "x"}), "grade.a.life_safety.reason", "空"),
    ("a number for a clause", "grades", put("rules", 0, "clause", 4.2), "grade.a.life_safety.clause", "引号"),
    ("a clause outside every chapter", "grades", put("rules", 0, "clause", "44.1"), "grade.a.life_safety", "44.1"),
    ("a list for a mapping", "grades", put("rules", {}), "rules", "列表"),
    ("a file that is a list", "guards", None, "", "名称"),  # type: ignore[list-item]  # replaced below
    ("no limit for a grade", "clocks", lambda v: v["clocks"][0]["limits"].pop("C"), "clock.acknowledge", "C"),
    (
        "an event that does not exist",
        "clocks",
        put("clocks", 1, "met_by", ["handling.reply.sended"]),
        "clock.first_reply",
        "handling.reply.sent",
    ),
    ("a span in fortnights", "clocks", put("clocks", 0, "limits", "A", "span", "2 fortnights"), "clock.acknowledge", "minutes"),
    ("a span of a million days", "clocks", put("clocks", 0, "limits", "A", "span", "999999 days"), "clock.acknowledge", "20"),
    (
        "a warning as long as the limit",
        "clocks",
        put("clocks", 0, "limits", "A", "warn_before", ["10 minutes"]),
        "clock.acknowledge",
        "缩短",
    ),
    ("two clocks of one name", "clocks", put("clocks", 1, "name", "acknowledge"), "acknowledge", "complaint"),
    (
        "a deadline that is not so",
        "clocks",
        put("clocks", 1, "examples", 1, "due", "2026-10-01T09:10:00+08:00"),
        "clock.first_reply",
        "示例 2",
    ),
    ("a time without a zone", "clocks", put("clocks", 1, "examples", 1, "start", "2026-10-01T09:10:00"), "clock.first_reply", ""),
    ("a cyclic taxonomy", "taxonomy", cycle, "safety.trapped", "环"),
    ("a category without words", "taxonomy", put("categories", 1, "words", []), "quality.defect", "词"),
    ("a parent that does not exist", "taxonomy", put("categories", 1, "parent", "qualty"), "quality.defect", "quality"),
    ("a team that does not exist", "routing", put("rules", 0, "team", "regulatroy"), "route.regulatory", "regulatory"),
    (
        "a category that routing invents",
        "routing",
        when("route.delivery", leaf("category_l1", "eq", "transport")),
        "route.delivery",
        "transport",
    ),
    ("a guard nobody knows", "guards", put("guards", 0, "name", "sun_is_shining"), "guard.decision_told.name", "decision_told"),
    (
        "a guard that does not stand where it says",
        "guards",
        put("guards", 0, "examples", 1, "expect", True),
        "guard.decision_told",
        "示例 2",
    ),
    ("an act that does not exist", "roles", lambda v: v["roles"][0]["acts"].append("fly"), "role.agent", "fly"),
    ("a role twice", "roles", put("roles", 1, "code", "agent"), "agent", "重复"),
    (
        "nobody may decide",
        "roles",
        lambda v: [role["acts"].remove("decide") for role in v["roles"] if "decide" in role["acts"]],
        "decide",
        "角色",
    ),
    ("a level owning a grade that does not exist", "roles", put("levels", 0, "may_own", ["E"]), "L1", "E"),
    (
        "a script with a variable of its own",
        "scripts",
        put("scripts", 0, "text", "zh", "{customer.password}您好"),
        "script.listen.general.text",
        "agent_name",
    ),
    ("a script with a template", "scripts", put("scripts", 0, "text", "en", "{{7*7}}"), "script.listen.general.text", "agent_name"),
    ("a script for no step", "scripts", put("scripts", 0, "step", "lisen"), "script.listen.general", "listen"),
    ("a promise with a figure by hand", "portal", put("promise", "zh", "两小时内回复"), "promise", "{time}"),
    ("a promise by a clock that does not exist", "portal", put("promise_clock", "first_answer"), "promise_clock", "first_answer"),
    (
        "a field nobody records",
        "intake",
        put("mandatory", 0, "requires", 0, "any_of", ["customer.shoe_size"]),
        "customer.name",
        "customer.shoe_size",
    ),
    ("a visit for a grade that does not exist", "followup", put("visits", 0, "grades", ["Q"]), "visit.day_1", "Q"),
    ("a zone on the moon", "standard", put("organisation_zone", "Moon/Tycho"), "organisation_zone", "Moon/Tycho"),
    ("hours that run backwards", "standard", put("hours", "mon", ["18:00-09:00"]), "hours.mon", "18:00"),
    ("no working hours at all", "standard", put("hours", {}), "clock.acknowledge", "工时"),
    ("a version that is not the folder's", "standard", put("version", "2026-02"), "version", "2026-01"),
    ("a kind without a name", "standard", lambda v: v["kinds"].pop(), "kinds", "suggestion"),
    (
        "a checklist for a category that does not exist",
        "checklists",
        put("items", 0, "categories", ["qualty"]),
        "check.listened",
        "quality",
    ),
]


@pytest.mark.parametrize(("story", "file", "change", "place", "word"), WRONG, ids=[row[0] for row in WRONG])
def test_refused_with_file_rule_and_advice(story: str, file: str, change: Change | None, place: str, word: str, tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    if change is None:
        (folder / f"{file}.yaml").write_text("[1, 2, 3]", encoding="utf-8")
    else:
        edit(folder / f"{file}.yaml", change)
    problems = problems_of(folder)
    fitting = [one for one in problems if one.file == f"{file}.yaml" or file == "standard"]
    assert any(one.rule.startswith(place) and word in one.line("zh") + one.line("en") for one in fitting), [
        one.line("zh") for one in problems
    ]
    assert all(text.strip() for one in problems for text in (*one.text, *one.todo)), "every problem is told in both languages, with advice"


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]" for n in range(9)
)
HOSTILE = {
    "a billion laughs": BOMB.encode(),
    "ten megabytes": b"x: " + b"y" * 10_000_000,
    "a million values": b"[" + b"1," * 400_000 + b"1]",
    "brackets without end": b"[" * 100_000,
    "braces without end": b"{a: " * 50_000,
    "a python object": b"!!python/object/apply:os.system ['true']",
    "a key twice": b"clause: '9.1'\nclause: '9.2'\nguards: []",
    "a merge key": b"<<: {clause: '9.1'}\nguards: []",
    "two documents": b"clause: '9.1'\n---\nguards: []",
    "a list as key": b"? [1, 2]\n: 3",
    "bytes that are no text": b"\xff\xfe\x00\x01\x80\x81",
    "a zero byte": b"clause: '9.1\x00'",
    "half a character": b'clause: "\\ud800"',
    "nothing": b"",
    "only a comment": b"# nothing here",
    "a text": b"hello",
    "a number": b"42",
    "tabs for indent": b"clause:\n\t- x",
    "an unclosed quote": b"clause: 'abc",
    "a number without end": b"clause: " + b"9" * 6000,
    "infinity": b"clause: .inf",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_problem_and_never_a_crash(name: str, tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    (folder / "guards.yaml").write_bytes(HOSTILE[name])
    problems = problems_of(folder)
    assert {one.file for one in problems} == {"guards.yaml"}
    assert len(PolicyError(problems).message("zh")) < 20_000


def test_missing_strange_and_unreadable_files(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    (folder / "portal.yaml").unlink()
    (folder / "clocks.yaml").unlink()
    (folder / "clocks.yaml").mkdir()
    (folder / "grade.yaml").write_text("a: 1")
    os.mkfifo(folder / "extra.yaml")
    files = {one.file for one in problems_of(folder)}
    assert {"portal.yaml", "clocks.yaml", "grade.yaml", "extra.yaml"} <= files


def test_no_folder_and_no_calendars(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere")[0].file == "nowhere"
    folder = copy_pack(tmp_path)
    for path in (tmp_path / "policies" / "calendars").iterdir():
        path.unlink()
    assert [one.file for one in problems_of(folder)][0] == "calendars"


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    edit(folder / "grades.yaml", when("grade.b.media", leaf("medai", "eq", True)))
    edit(folder / "grades.yaml", put("rules", 0, "grade", "Z"))
    edit(folder / "grades.yaml", lambda v: rule(v["rules"], "grade.c.minors").update(examples=[]))
    edit(folder / "routing.yaml", put("rules", 0, "team", "nobody"))
    edit(folder / "roles.yaml", put("roles", 0, "acts", ["fly"]))
    edit(folder / "taxonomy.yaml", put("categories", 1, "wrods", []))
    edit(folder / "guards.yaml", put("guards", 0, "name", "wrong"))
    edit(folder / "followup.yaml", put("visits", 0, "grades", ["Q"]))
    found = {(one.file, one.rule) for one in problems_of(folder)}
    assert {
        ("grades.yaml", "grade.b.media"),
        ("grades.yaml", "grade.a.life_safety"),
        ("grades.yaml", "grade.c.minors"),
        ("routing.yaml", "route.regulatory"),
        ("roles.yaml", "role.agent"),
        ("taxonomy.yaml", "quality.defect.wrods"),
        ("guards.yaml", "guard.decision_told.name"),
        ("followup.yaml", "visit.day_1"),
    } <= found


def test_failing_examples_are_told_beside_other_problems(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    edit(folder / "grades.yaml", fail_example)
    edit(folder / "followup.yaml", put("visits", 0, "grades", ["Q"]))
    assert {one.file for one in problems_of(folder)} == {"grades.yaml", "followup.yaml"}


def test_the_message_stays_readable_however_much_is_wrong(tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    edit(folder / "taxonomy.yaml", lambda v: [category.update(words=[]) for category in v["categories"]])
    with pytest.raises(PolicyError) as refused:
        load_standard(folder)
    assert len(refused.value.problems) > 80
    assert refused.value.message("zh").count("\n") <= 52 and "另有" in refused.value.message("zh")
    assert "more" in refused.value.message("en")


@pytest.mark.parametrize(
    ("story", "change", "word"),
    [
        ("a holiday of another year", put("holidays", 0, "last", "2025-01-01"), "2026"),
        ("a holiday that ends before it begins", put("holidays", 1, "last", "2026-02-01"), "2026-02-15"),
        ("a day off and worked", put("workdays", 0, "day", "2026-01-02"), "上班"),
        ("a working weekend that is a Monday", put("workdays", 0, "day", "2026-03-02"), "本来就上班"),
        ("a day that does not exist", put("holidays", 0, "first", "2026-02-30"), ""),
        ("a year that is not the file's", put("year", 2024), "2024"),
    ],
)
def test_a_wrong_calendar_is_refused(story: str, change: Change, word: str, tmp_path: Path) -> None:
    folder = copy_pack(tmp_path)
    edit(tmp_path / "policies" / "calendars" / "2026.yaml", change)
    assert any(one.file.startswith("calendars/") and word in one.line("zh") for one in problems_of(folder)), story


def test_calendars_alone_are_checked_too(tmp_path: Path) -> None:
    copy_pack(tmp_path)
    calendars = tmp_path / "policies" / "calendars"
    assert [year.year for year in load_calendars(calendars)] == [2025, 2026, 2027]
    edit(calendars / "2026.yaml", put("workdays", 0, "day", "2026-01-02"))
    with pytest.raises(PolicyError):
        load_calendars(calendars)
