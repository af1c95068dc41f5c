"""A refusal is a sentence for the person in front of it, and it can be built, shown and copied without failing."""

import copy
import pickle

import pytest

from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError, ManyErrors


class OverLimit(DomainError):
    code = "handling.compensation.over_limit"
    zh = "金额 {amount} 超过您的权限 {limit}，请 {who} 审批。"
    en = "{amount} is beyond your limit of {limit}; {who} can approve it."


def over_limit() -> OverLimit:
    return OverLimit(field="amount", amount="¥800.00", limit="¥500.00", who=Bi("主管", "the manager"))


def test_the_customer_service_reads_chinese_and_the_auditor_english() -> None:
    assert over_limit().message("zh") == "金额 ¥800.00 超过您的权限 ¥500.00，请 主管 审批。"
    assert over_limit().message("en-GB") == "¥800.00 is beyond your limit of ¥500.00; the manager can approve it."


@pytest.mark.parametrize(
    ("lang", "text"), [("zh", "你好"), ("zh-CN", "你好"), ("en", "hello"), ("EN-us", "hello"), ("", "你好"), ("fr", "你好")]
)
def test_every_language_tag_gets_one_of_the_two_texts(lang: str, text: str) -> None:
    assert Bi("你好", "hello").pick(lang) == text


def test_the_form_learns_which_field_is_wrong_and_the_door_which_status() -> None:
    error = over_limit()
    assert (error.field, error.status, error.code) == ("amount", 422, "handling.compensation.over_limit")


def test_braces_in_customer_text_are_only_braces() -> None:
    error = OverLimit(amount="{limit.__class__}", limit="{0}", who="{who}")
    assert error.message("zh") == "金额 {limit.__class__} 超过您的权限 {0}，请 {who} 审批。"


def test_a_forgotten_value_does_not_turn_a_refusal_into_a_crash() -> None:
    assert OverLimit().message("en") == OverLimit.en


def test_a_code_without_its_two_texts_is_found_when_the_module_is_loaded() -> None:
    with pytest.raises(TypeError, match="zh and en"):
        type("Silent", (DomainError,), {"code": "a.b.c", "zh": "只有中文"})


def test_a_form_shows_all_wrong_fields_together() -> None:
    errors = ManyErrors([over_limit(), DomainError(field="name")])
    assert [error.field for error in errors.errors] == ["amount", "name"]
    assert errors.message("zh") == "有 2 处需要更正：金额 ¥800.00 超过您的权限 ¥500.00，请 主管 审批；无法完成这项操作。"
    assert errors.message("en").startswith("2 things need correction: ¥800.00")


@pytest.mark.parametrize("error", [over_limit(), ManyErrors([over_limit()])])
def test_a_refusal_survives_the_way_between_processes(error: DomainError) -> None:
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert twin.message("zh") == error.message("zh")
        assert (type(twin), twin.field) == (type(error), error.field)


def test_the_log_names_the_code() -> None:
    assert str(over_limit()).startswith("handling.compensation.over_limit: ")
