"""What staff write: replies, notes, decisions. Facts of the complaint go in, whole sentences come out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from qingting.console.demo.case import Case
from qingting.console.demo.codes import DEMAND_NAMES
from qingting.console.demo.facts import demand_key, staff_words
from qingting.console.demo.grammar import pick, say
from qingting.console.demo.model import Customer, StaffMember
from qingting.console.demo.organisation import TEAM_NAMES
from qingting.console.demo.scenes import Lines, lines, scenes
from qingting.console.demo.wording import is_female, polite

GROUPS_WITH_PHRASES = frozenset(
    [
        "quality",
        "safety",
        "repair",
        "installation",
        "logistics",
        "returns",
        "price",
        "service",
        "advertising",
        "account_privacy",
        "invoice_payment",
        "process",
    ]
)


def phrase_group(group: str) -> str:
    """The key under which staff phrases of a level 1 category stand."""
    return "price" if group == "price_promotion" else group


class Desk:
    """Writes for one complaint. `speaker` changes who signs."""

    def __init__(self, case: Case, customer: Customer, words: dict[str, str], demands: Sequence[str], rng: Random) -> None:
        self.case = case
        self.rng = rng
        self.group = phrase_group(case.group)
        self.demands = demands
        scene = scenes()[case.scene]
        self.words = staff_words(words, case.order.price_fen)
        self.title = self._title(scene.best("title", case.aspect, case.order.product))
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
            old_due="",
        )
        self.words["promise_what"] = self._one(lines("staff_replies", "promise_what"))
        self.words["seen"] = self._one(lines("staff_notes", "seen"))
        self.words["seen2"] = self._one(lines("staff_notes", "seen2"))
        self.words["found"] = self._one(scene.best("found", case.aspect, case.order.product) or lines("staff_decisions", "found_any"))
        self.can_clear = bool(scene.lines["clear"])
        self.words["clear"] = self._one(scene.best("clear", case.aspect, case.order.product) or lines("staff_decisions", "clear_any"))
        self.words["limit"] = self._one(lines("staff_decisions", "limit"))

    def _title(self, titles: Lines) -> str:
        if self.case.kind in ("praise", "suggestion", "inquiry", "data_rights", "report"):
            names = {
                "praise": "客户表扬",
                "suggestion": "客户建议",
                "inquiry": "客户咨询",
                "data_rights": "个人信息权利请求",
                "report": "举报线索",
            }
            return names[self.case.kind]
        return self._one(titles)

    def _one(self, options: Lines) -> str:
        return say(pick(options, self.rng), self.words, self.rng)

    def speaks(self, person: StaffMember) -> None:
        """From now on this person writes."""
        self.words.update(
            staff_short=person.name,
            staff_surname=person.name[0],
            extension=person.extension,
            badge=person.badge,
            team_name=TEAM_NAMES.get(person.team or "", "客户服务部"),
        )

    def due_words(self, due: datetime, now: datetime) -> None:
        """Name a due time in words for the phrases that follow."""
        days = (due.date() - now.date()).days
        day = "今天" if days <= 0 else "明天" if days == 1 else f"{due.month}月{due.day}日"
        self.words["promise_time"] = f"{day}{due:%H:%M}"

    def promise_text(self) -> str:
        """What is promised."""
        text = self._one(lines("staff_promises", self.group))
        self.words["promise_what"] = text
        return text

    def first_reply(self, with_promise: bool) -> str:
        """The first answer by a person."""
        parts = [self._one(lines("staff_replies", "hello")), self._one(lines("staff_replies", "sorry"))]
        if self.rng.random() < 0.6:
            parts.append(self._one(lines("staff_replies", "grasp")))
        if self.rng.random() < 0.75:
            parts.append(self._one(lines("staff_replies", "plan", self.group)))
        if with_promise:
            parts.append(self._one(lines("staff_replies", "next")))
        parts.append(self._one(lines("staff_replies", "sign")))
        return "".join(parts)

    def short_reply(self) -> str:
        """An answer to an inquiry, praise or suggestion."""
        texts = {
            "praise": (
                "谢谢您的鼓励，已转达本人和主管。",
                "您的表扬我们收到了，会在班前会上念给大家听。",
                "感谢您专门告诉我们，同事很受鼓舞。",
            ),
            "suggestion": (
                "谢谢您的建议，已转产品团队评估，有结果告诉您。",
                "建议已登记，采纳与否一个月内回复您。",
                "您说得很具体，已转门店运营部研究。",
            ),
            "inquiry": (
                "您好，您问的内容已为您核实，稍后短信发您操作步骤。",
                "您好，可以办理，所需材料见短信。",
                "您好，该型号支持，设置路径已发送。",
            ),
            "report": ("举报线索已收到，已转监察核实，七日内答复。", "谢谢您提供线索，已立项核查并为您保密。"),
            "data_rights": (
                "您的请求已登记，十五个工作日内书面答复，期间可随时撤回。",
                "已核验身份，资料副本整理中，完成后发送至您预留邮箱。",
            ),
        }
        return self.words["customer_polite"] + "，" + pick(texts[self.case.kind], self.rng)

    def progress(self, soft: bool = True) -> str:
        """A word in between; without `soft` it excuses a promise that was not kept."""
        self.words["note_soft"] = self._one(lines("staff_replies", "note_soft"))
        if soft:
            return self._one(lines("staff_replies", "progress"))
        return (
            self.words["customer_polite"] + "，" + self._one(lines("staff_replies", "late_sorry")) + "目前" + self.words["note_soft"] + "。"
        )

    def note(self) -> str:
        """An internal note."""
        if self.rng.random() < 0.62:
            return self._one(lines("staff_notes", "notes", self.group))
        return self._one(lines("staff_notes", "generic"))

    def decision(self, outcome: str) -> tuple[str, list[str]]:
        """The text of a decision and the remedies it grants."""
        remedies = list(self.demands)
        if outcome == "not":
            parts = [self._one(lines("staff_decisions", "lead_not")), self._one(lines("staff_decisions", "goodwill_only"))]
            remedies = []
        else:
            parts = [self._one(lines("staff_decisions", f"lead_{outcome}"))]
            if outcome == "partly" and len(remedies) > 1:
                remedies = remedies[:-1]
            granted = [self._one(lines("staff_decisions", "remedy", demand_key(demand, self.case.scene))).rstrip("。") for demand in remedies]
            parts.append("处理：" + "；".join(granted) + "。" if granted else "")
        parts.append(
            self._one(lines("staff_decisions", "end")) if self.rng.random() < 0.5 else self._one(lines("staff_replies", "apology_close"))
        )
        return "".join(parts), remedies

    def options(self) -> list[str]:
        """Two solutions to choose from."""
        names = lines("staff_decisions", "option_names")
        first = int(self.rng.random() * len(names))
        second = (first + 1 + int(self.rng.random() * (len(names) - 1))) % len(names)
        return [names[first].source, names[second].source]

    def phrase(self, *path: str) -> str:
        """Any other staff or customer phrase of the reply and decision files, e.g. phrase("staff_replies", "urge")."""
        return self._one(lines(*path))

    def summary(self) -> str:
        """The agent's neutral summary."""
        return self._one(lines("staff_notes", "summary"))


def promise_due(now: datetime, grade: str, rng: Random) -> datetime:
    """When a promise made now falls due: a round time people would say."""
    if grade == "A":
        return (now + timedelta(hours=rng.choice((2, 3, 4)))).replace(minute=rng.choice((0, 30)), second=0, microsecond=0)
    if grade in "BC" or now.hour >= 15:
        due = now + timedelta(days=1)
        return due.replace(hour=rng.choice((10, 12, 17, 18)), minute=0, second=0, microsecond=0)
    return now.replace(hour=rng.choice((17, 18, 18, 20)), minute=0, second=0, microsecond=0)
