"""What staff write, and what customers answer: replies, notes, decisions. Facts of the complaint go in, whole sentences come out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from random import Random

from qingting.console.demo.case import Case
from qingting.console.demo.codes import DEMAND_NAMES
from qingting.console.demo.facts import demand_key, staff_words
from qingting.console.demo.grammar import pick, say
from qingting.console.demo.model import Customer, StaffMember
from qingting.console.demo.organisation import TEAM_NAMES
from qingting.console.demo.scenes import Lines, lines, phrases, scene_root, scenes
from qingting.console.demo.wording import english_day, is_female, polite

_KIND_TITLES = {
    "praise": "客户表扬",
    "suggestion": "客户建议",
    "inquiry": "客户咨询",
    "data_rights": "个人信息权利请求",
    "report": "举报线索",
}
_LATIN = {"agent": "Lin Xiao", "specialist": "Li Sihan", "lead": "Chen Liqun", "manager": "Zhou Wenjing"}
_SHORT_REPLIES = {
    "praise": ("谢谢您的鼓励，已转达本人和主管。", "您的表扬我们收到了，会在班前会上念给大家听。", "感谢您专门告诉我们，同事很受鼓舞。"),
    "suggestion": (
        "谢谢您的建议，已转产品团队评估，有结果告诉您。",
        "建议已登记，采纳与否一个月内回复您。",
        "您说得很具体，已转门店运营部研究。",
    ),
    "inquiry": ("您问的内容已为您核实，稍后短信发您操作步骤。", "可以办理，所需材料见短信。", "该型号支持，设置路径已发送。"),
    "report": ("举报线索已收到，已转监察核实，七日内答复。", "谢谢您提供线索，已立项核查并为您保密。"),
    "data_rights": ("您的请求已登记，十五个工作日内书面答复。", "已核验身份，资料整理中，完成后发送至您预留的联系方式。"),
}


def phrase_group(group: str) -> str:
    """The key under which phrases of a level 1 category stand."""
    return "price" if group == "price_promotion" else group


@cache
def _fitting(root: str, group: str, path: tuple[str, ...], more: str = "") -> Lines:
    """Lines of a phrase file that fit a scene; those that name no scene or group always fit."""
    return tuple(line for line in lines(*path) if not line.aspect or not {root, group, more}.isdisjoint(line.aspect.split(",")))


@cache
def tasks_for(root: str, group: str) -> tuple[tuple[str, str], ...]:
    """Title and department of the tasks other departments may get for a scene."""
    found = phrases("staff_notes")["tasks"]
    return tuple((title, department) for tag, title, department in found if not {root, group}.isdisjoint(tag[1:].split(",")))


class Desk:
    """Writes for one complaint. `speaks` changes who signs; customers who write English are answered in English."""

    def __init__(self, case: Case, customer: Customer, words: dict[str, str], demands: Sequence[str], rng: Random) -> None:
        self.case = case
        self.rng = rng
        self.root = scene_root(case.scene)
        self.group = phrase_group(case.group)
        self.english = case.voice == "english"
        self.demands = list(demands)
        self.noted: set[str] = set()
        scene, product = scenes()[case.scene], case.order.product
        self.words = staff_words(words, case.order.price_fen)
        self.title = _KIND_TITLES.get(case.kind) or self._one(scene.best("title", case.aspect, product))
        self.words.update(
            topic=self.title,
            demand_text="、".join(DEMAND_NAMES[demand] for demand in demands) or "得到答复",
            demand_one=DEMAND_NAMES[demands[0]] if demands else "答复",
            customer_polite=polite(customer.name, rng, is_female(customer.name)),
            goodwill=str(rng.choice((50, 80, 100, 120, 150, 200, 300))),
            when_done=pick(("今日下班前", "明天上午", "两天内"), rng),
            wo=f"WL{rng.randint(100_000, 999_999)}",
            you_company="本公司",
            promise_time="两天内",
            promise_time_en="tomorrow",
            old_due="",
            promise_what="给出处理方案",
        )
        self.words["seen"] = self.phrase("staff_notes", "seen")
        self.words["seen2"] = self.phrase("staff_notes", "seen2")
        self.words["found"] = self._one(scene.best("found", case.aspect, product) or lines("staff_decisions", "found_any"))
        self.can_clear = bool(scene.lines["clear"])
        self.words["clear"] = self._one(scene.best("clear", case.aspect, product) or lines("staff_decisions", "clear_any"))
        self.words["limit"] = self.phrase("staff_decisions", "limit")

    def _one(self, options: Lines) -> str:
        return say(pick(options, self.rng), self.words, self.rng)

    def phrase(self, *path: str) -> str:
        """One phrase of a staff file that fits the scene, e.g. phrase("staff_replies", "grasp")."""
        return self._one(_fitting(self.root, self.group, path))

    def customer_says(self, move: str) -> str:
        """What the customer says later on: urge, confirm_yes, confirm_no, reopen, withdraw."""
        return self.phrase("staff_english" if self.english else "staff_replies", move)

    def comment(self, score: int, late: float) -> str:
        """The words of a rating; `late` is the time taken as a part of the time allowed."""
        if self.english:
            return self.phrase("staff_english", "rating", str(score))
        second = self.phrase("staff_ratings", "second", str(score))
        pace = "quick" if late < 0.6 else "slow" if late > 1.1 else ""
        first = self._one(_fitting(self.root, self.group, ("staff_ratings", "first", str(score)), pace))
        return first + ("，" + second if second else "")

    def speaks(self, person: StaffMember) -> None:
        """From now on this person writes."""
        self.words.update(
            staff_short=person.name,
            staff_surname=person.name[0],
            staff_en=_LATIN.get(person.username) or person.username.replace(".", " ").title(),
            extension=person.extension,
            badge=person.badge,
            team_name=TEAM_NAMES.get(person.team or "", "客户服务部"),
        )

    def due_words(self, due: datetime, now: datetime) -> None:
        """Name a due time in words for the phrases that follow."""
        days = (due.date() - now.date()).days
        day = "今天" if days <= 0 else "明天" if days == 1 else f"{due.month}月{due.day}日"
        self.words["promise_time"] = f"{day}{due:%H:%M}"
        self.words["promise_time_en"] = (
            f"{due:%H:%M} {'today' if days <= 0 else 'tomorrow' if days == 1 else 'on ' + english_day(due.date())}"
        )

    def promise_text(self, remedy: str = "") -> str:
        """What is promised: an answer for now, or a remedy."""
        key = demand_key(remedy, self.case.scene) if remedy else "any"
        if not remedy and self.demands and self.rng.random() < 0.25:
            key = demand_key(self.demands[0], self.case.scene)
        text = self.phrase("staff_promises", key)
        self.words["promise_what"] = text
        return text

    def first_reply(self, with_promise: bool) -> str:
        """The first answer by a person."""
        if self.english:
            return self._sentences("staff_english", ["first", "next"] if with_promise else ["first"], " ")
        moves = ["hello", "sorry"]
        moves += ["grasp"] if self.rng.random() < 0.6 else []
        moves += ["plan"] if self.rng.random() < 0.8 and _fitting(self.root, self.group, ("staff_replies", "plan")) else []
        moves += ["next"] if with_promise else []
        return self._sentences("staff_replies", [*moves, "sign"], "")

    def _sentences(self, file: str, moves: list[str], glue: str) -> str:
        return glue.join(self.phrase(file, move) for move in moves).strip()

    def short_reply(self) -> str:
        """An answer to an inquiry, praise or suggestion."""
        return self.words["customer_polite"] + "，您好。" + pick(_SHORT_REPLIES[self.case.kind], self.rng)

    def progress(self, *, late: bool = False) -> str:
        """A word in between; `late` excuses a promise that was not kept."""
        if self.english:
            return self.phrase("staff_english", "late" if late else "progress")
        self.words["note_soft"] = self.phrase("staff_replies", "note_soft")
        if late:
            return (
                self.words["customer_polite"] + "，" + self.phrase("staff_replies", "late_sorry") + "目前" + self.words["note_soft"] + "。"
            )
        return self.phrase("staff_replies", "progress")

    def note(self) -> str:
        """An internal note that has not been written yet."""
        own = _fitting(self.root, self.group, ("staff_notes", "notes"))
        for _ in range(8):
            options = own if own and self.rng.random() < 0.6 else lines("staff_notes", "generic")
            line = pick(options, self.rng)
            if line.source not in self.noted:
                break
        self.noted.add(line.source)
        return say(line, self.words, self.rng)

    def decision(self, outcome: str, remedies: list[str]) -> str:
        """The text of a decision that grants the remedies."""
        if self.english:
            return self._english_decision(outcome, remedies)
        if outcome == "not":
            parts = [self.phrase("staff_decisions", "lead_not"), self.phrase("staff_decisions", "goodwill_only")]
        else:
            granted = [self._remedy("staff_decisions", demand).rstrip("。") for demand in remedies]
            parts = [self.phrase("staff_decisions", f"lead_{outcome}"), "处理：" + "；".join(granted) + "。" if granted else ""]
        closing = ("staff_decisions", "end") if self.rng.random() < 0.5 else ("staff_replies", "apology_close")
        return "".join([*parts, self.phrase(*closing)])

    def _english_decision(self, outcome: str, remedies: list[str]) -> str:
        lead = self.phrase("staff_english", f"decision_{outcome}")
        if outcome == "not" or not remedies:
            return lead
        granted = [self._remedy("staff_english", demand) for demand in remedies]
        return f"{lead} This is what we do: {', '.join(granted)}."

    def _remedy(self, file: str, demand: str) -> str:
        return self.phrase(file, "remedy", demand_key(demand, self.case.scene))

    def option(self, remedies: list[str]) -> str:
        """A solution named by what it grants."""
        return "，".join(self.phrase("staff_decisions", "option_names", demand_key(demand, self.case.scene)) for demand in remedies[:2])

    def implemented(self, remedies: list[str]) -> str:
        """What was done, for the record."""
        return self.phrase("staff_decisions", "implemented", demand_key(remedies[0], self.case.scene))

    def summary(self) -> str:
        """The agent's neutral summary."""
        return self.phrase("staff_notes", "summary")


def promise_due(now: datetime, grade: str, rng: Random) -> datetime:
    """When a promise made now falls due: a round time people would say."""
    if grade == "A":
        return (now + timedelta(hours=rng.choice((2, 3, 4)))).replace(minute=rng.choice((0, 30)), second=0, microsecond=0)
    if grade in "BC" or now.hour >= 15:
        due = now + timedelta(days=1)
        return due.replace(hour=rng.choice((10, 12, 17, 18)), minute=0, second=0, microsecond=0)
    return now.replace(hour=rng.choice((17, 18, 18, 20)), minute=0, second=0, microsecond=0)
