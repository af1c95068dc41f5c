"""The null engine finds nothing, and names every fact."""

from tests.nlp.support import judged

from qingting.nlp.build import build_judge


def test_nothing_is_found() -> None:
    found = build_judge("null").judge("起火了，我要去法院！！！")
    assert (found.risks, found.demands, found.escalation, found.promises, found.category) == ((), (), (), (), None)
    assert (found.anger, found.emotion, found.engine) == (1, "calm", "null")
    assert found.facts["harm"] == "none"


def test_both_engines_name_the_same_facts() -> None:
    assert set(build_judge("null").judge("").facts) == set(judged("起火").facts)
