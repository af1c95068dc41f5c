"""Tells one sketched complaint in full: facts, verbatim, life, record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from qingting.console.demo.answers import Desk
from qingting.console.demo.case import Case
from qingting.console.demo.course import Life
from qingting.console.demo.english import english_text
from qingting.console.demo.facts import facts_for
from qingting.console.demo.fold import as_record
from qingting.console.demo.grammar import pick, pick_weighted, say
from qingting.console.demo.life import live_through
from qingting.console.demo.model import Customer, StaffMember
from qingting.console.demo.organisation import BRANCH_BY_CODE
from qingting.console.demo.roster import Roster
from qingting.console.demo.scenes import lines, scenes, voices
from qingting.console.demo.truth import PRICE, RUDE
from qingting.console.demo.voice import Teller

_PACES = (1.0, 0.5, 0.25, 0.1, 0.03, 0.01, 0.002)
_CONTRARY = (
    {"exchange", "replace"},
    {"repair", "return"},
    {"repair", "exchange"},
    {"refund", "reduce_fee"},
    {"refund", "replace"},
    {"refund", "exchange"},
    {"refund", "repair"},
    {"return", "replace"},
    {"return", "exchange"},
    {"refund", "expedite"},
    {"return", "expedite"},
    {"refund", "resend"},
    {"return", "reduce_fee"},
    {"refund", "cancel_contract"},
)
_URGENT_REFUNDS = frozenset({"slow_refund", "double_pay", "remote"})
_NO_DEMANDS = frozenset({"praise", "suggestion", "inquiry"})
_KIND_ENDS = {
    "inquiry": ("？", "", "，谢谢", "，麻烦了"),
    "praise": ("。", "", "！", "👍"),
    "suggestion": ("。", "", "，供参考", "，谢谢"),
    "report": ("。", "", "，请尽快核实", "。可以实名"),
    "data_rights": ("。", "", "，请回复", "，谢谢"),
}
_KIND_DEMANDS = {"data_rights": ["delete_personal_data"], "report": ["explain"]}


@dataclass(frozen=True, slots=True)
class Told:
    """A complaint told: what the customer said and asked, whom it concerns, and its whole life."""

    case: Case
    customer: Customer
    verbatim: str
    demands: list[str]
    involved: list[dict[str, str]]
    life: Life

    def record(self, until: datetime) -> dict[str, Any]:
        """The HistoryComplaint dict as of an instant."""
        return as_record(self.case, self.life, self.customer, self.verbatim, self.demands, self.involved, until)


class Draft:
    """What telling and living need to know in common; drawn from the case's own source."""

    def __init__(self, case: Case, customers: list[Customer], roster: Roster) -> None:
        self.case = case
        self.rng = Random(case.seed)
        self.life_seed = int(self.rng.random() * 2**48)
        self.customer = customers[case.customer]
        self.roster = roster
        self.culprit = _culprit(case, roster, self.rng)
        person = voices()[case.voice].person if case.voice in voices() else "first"
        self.words = facts_for(case, self.customer, self.culprit, person, self.rng)
        if case.story == PRICE.key:
            self.words["buy"] = PRICE.promotion
        self.demands = _demands(case, self.rng)

    def desk(self, source: Random) -> Desk:
        """Who answers."""
        return Desk(self.case, self.customer, self.words, self.demands, source)

    def live(self, pace: float) -> Life:
        """The life at a pace."""
        source = Random(self.life_seed)
        desk = self.desk(source)
        blamed = self.culprit.username if self.culprit else ""
        return live_through(self.case, desk, self.roster, self.customer.region, blamed, source, pace)


def life_of(case: Case, customers: list[Customer], roster: Roster) -> Life:
    """The life of a case alone, at its natural pace."""
    return Draft(case, customers, roster).live(1.0)


def tell(case: Case, customers: list[Customer], roster: Roster, until: datetime | None) -> Told:
    """Tell a case. With `until`, its life ends before that instant, hurried if it must be."""
    draft = Draft(case, customers, roster)
    for pace in _PACES:
        life = draft.live(pace)
        if until is None or life.end() < until:
            break
    verbatim = _verbatim(case, draft.words, draft.demands, draft.rng)
    culprit = draft.culprit
    involved = [{"kind": "staff", "name": culprit.name}] if culprit else _involved(case, draft.rng)
    return Told(case, draft.customer, verbatim, draft.demands, involved, life)


def _culprit(case: Case, roster: Roster, rng: Random) -> StaffMember | None:
    """The member of staff the customer names, if any."""
    if case.story == RUDE.key:
        return roster.by_username[RUDE.username]
    if case.scene == "rude" and case.aspect == "phone" and rng.random() < 0.3 and case.kind == "complaint":
        person = roster.anyone_named(rng)
        return None if person.username == RUDE.username else person
    return None


def _demands(case: Case, rng: Random) -> list[str]:
    """What the customer asks for: one to three demands that fit the scene."""
    if case.kind != "complaint":
        return [] if case.kind in _NO_DEMANDS else list(_KIND_DEMANDS[case.kind])
    scene = scenes()[case.scene]
    wanted = 1 if rng.random() < 0.42 else 2 if rng.random() < 0.8 else 3
    found: list[str] = []
    if case.reason == "amount":
        found.append("compensate")
    for _ in range(wanted * 4):
        demand = str(pick_weighted(scene.demands, scene.demand_ladder, rng))
        if demand not in found and not _contrary({demand, *found}, case.scene):
            found.append(demand)
        if len(found) >= wanted:
            break
    return found


def _contrary(demands: set[str], scene: str) -> bool:
    """Whether nobody would ask for both; money back in a hurry is asked where the refund itself is late."""
    if scene in _URGENT_REFUNDS and "expedite" in demands:
        return False
    return any(demands >= pair for pair in _CONTRARY)


def _verbatim(case: Case, words: dict[str, str], demands: list[str], rng: Random) -> str:
    if case.kind != "complaint":
        text = say(pick(lines("kinds", case.kind, case.scene), rng), words, rng)
        return text + pick(_KIND_ENDS[case.kind], rng)
    if case.voice == "english":
        return english_text(case, words, demands, rng)
    return Teller(case, words, demands, rng).text()


def _involved(case: Case, rng: Random) -> list[dict[str, str]]:
    """Whom the customer speaks of: the branch, the carrier, the installer; often nobody."""
    branch = BRANCH_BY_CODE[case.order.branch]
    if case.scene in ("store_wait", "remote") or (case.scene == "rude" and case.aspect == "shop"):
        return [{"kind": "branch", "name": branch.name}]
    draw = rng.random()
    if case.group == "logistics" and draw < 0.5:
        return [{"kind": "department", "name": "物流部"}]
    if case.group in ("repair", "installation") and draw < 0.5:
        return [{"kind": "partner", "name": f"{branch.city}服务站"}]
    if case.group == "service" and draw < 0.5:
        return [{"kind": "department", "name": "客户服务部"}]
    return []
