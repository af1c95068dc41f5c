"""Chapters 2 and 8: mandatory items, scripts, phrases that are not used, words that judge."""

import pytest

from qingting.policy.rules.codes import main_category, name_of
from qingting.policy.rules.intake import missing_fields
from qingting.policy.rules.wording import banned_in, fill, judging_in, scripts_for, unfilled
from qingting.policy.schema import Standard
from qingting.policy.schema.intake import INTAKE_FIELDS

COMPLETE = {"customer.name", "customer.phone", "received_at", "channel", "verbatim", "involved", "first_response.content"}


def test_the_five_groups_of_mandatory_items(standard: Standard) -> None:
    assert [group.code for group in standard.mandatory] == ["customer", "time_channel", "verbatim", "involved", "first_response"]
    assert {field.group for field in missing_fields(standard, set())} == {group.code for group in standard.mandatory}
    assert missing_fields(standard, COMPLETE) == []
    assert missing_fields(standard, INTAKE_FIELDS) == []


@pytest.mark.parametrize("contact", ["customer.phone", "customer.email", "customer.account_no", "customer.external_id"])
def test_any_one_contact_will_do(contact: str, standard: Standard) -> None:
    filled = (COMPLETE - {"customer.phone"}) | {contact}
    assert missing_fields(standard, filled) == []


def test_a_missing_item_names_its_fields_and_clause(standard: Standard) -> None:
    (missing,) = missing_fields(standard, COMPLETE - {"customer.phone"})
    assert missing.code == "customer.contact" and missing.clause == "2.1.1" and "customer.phone" in missing.any_of


def test_the_six_steps_have_scripts(standard: Standard) -> None:
    codes = [step.code for step in standard.steps]
    assert codes[:6] == ["listen", "apologise", "understand", "propose", "involve", "promise"]
    assert all(scripts_for(standard, code) for code in codes)


def test_scripts_of_the_category_come_first(standard: Standard) -> None:
    found = [script.id for script in scripts_for(standard, "apologise", "service.rude")]
    assert found == ["script.apologise.attitude", "script.apologise.general"]
    assert [script.id for script in scripts_for(standard, "apologise", "quality.defect")] == ["script.apologise.general"]
    assert scripts_for(standard, "no_such_step") == []


def test_filling_a_script() -> None:
    text = "{customer_name}您好，编号 {no}，{due}前答复"
    assert fill(text, {"customer_name": "冯女士", "no": "TS2611210001"}) == "冯女士您好，编号 TS2611210001，{due}前答复"
    assert unfilled(text, {"customer_name": "冯女士"}) == ["no", "due"]


def test_a_name_full_of_braces_stays_a_name() -> None:
    assert fill("{customer_name}您好", {"customer_name": "{no}{{7*7}}{agent_name}", "no": "TS1"}) == "{no}{{7*7}}{agent_name}您好"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("不是和你讲过了吗", "不是和你讲过了吗"),
        ("没有别的办法，只能排队", "没有别的办法"),
        ("每个人都说自己着急", "每个人都说自己着急"),
        ("Sorry, that is NOT MY PROBLEM.", "NOT MY PROBLEM"),
    ],
)
def test_phrases_that_are_not_said(text: str, rule: str, standard: Standard) -> None:
    found = banned_in(standard, text)
    assert found[0].words == rule and text[found[0].start : found[0].end] == rule
    assert found[0].instead.zh and found[0].why.en


def test_words_that_judge_are_found_with_a_neutral_way(standard: Standard) -> None:
    (found,) = judging_in(standard, "客户无理取闹，要求换新")
    assert (found.words, found.start, found.end) == ("无理取闹", 2, 6) and "不接受" in found.instead.zh
    assert judging_in(standard, "客户对维修三次未好表示不满，要求换新") == []
    assert judging_in(standard, "The supplier is flying in; relying on stock") == [], "a word inside a longer word is another word"


def test_our_own_scripts_hold_no_phrase_we_forbid(standard: Standard) -> None:
    texts = [(script.id, wording) for script in standard.scripts for wording in script.text]
    assert [(name, hit.words) for name, text in texts for hit in banned_in(standard, text)] == []


def test_names_of_codes(standard: Standard) -> None:
    assert name_of(standard, "categories", "service.rude").zh == "服务态度"
    assert name_of(standard, "channels", "h12315").en == "12315 market regulator hotline"
    assert name_of(standard, "teams", "gone_since").zh == "gone_since"
    assert main_category(standard, "service.rude") == "service" and main_category(standard, "service") == "service"
    assert main_category(standard, "nothing.known") is None and main_category(standard, None) is None
