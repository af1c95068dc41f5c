"""Tells a complaint in the customer's own words: a voice orders the moves, the scene fills them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from qingting.console.demo.answers import phrase_group
from qingting.console.demo.case import Case
from qingting.console.demo.catalogue import TRAITS
from qingting.console.demo.disturb import disturb
from qingting.console.demo.facts import demand_key
from qingting.console.demo.grammar import Facts, Line, pick, say
from qingting.console.demo.mix import says
from qingting.console.demo.scenes import Lines, Scene, Voice, lines, scenes, voices

LONG = (300, 540)
_SCENE_MOVES = frozenset({"what", "more", "hurt", "said"})
_ORDER_SLOTS = frozenset({"buy", "product", "order", "tail", "price", "where_bought"})
_ASKING = re.compile(
    r"(?:吗|呢|凭什么|凭啥|怎么过|怎么回|谁出|谁赔|谁还|听谁的|算谁的|怎么办|什么道理|能不能行了|像话伐|不能|急不急|怎么走)$"
)
_OWN_CLOSE = frozenset({"child", "elder", "post", "reporter", "lawyer", "statement", "formal", "clerk", "colleague", "terse"})
_ENDS = "。！？；，、：!?;,: "
_QUOTED = re.compile(r"(「[^」]*」)")
_PRONOUNS = {
    "parents": (("我们", "老两口"), ("我", "老人")),
    "third": (("我们", "客户"), ("我", "客户"), ("你们", "商家")),
}
_SPOKEN_FOR = {
    "clerk": (("客户家", "其家中"), ("客户", "来电人"), ("你们", "商家")),
    "lawyer": (("客户家", "委托人家中"), ("客户", "委托人"), ("商家", "贵司")),
    "reporter": (("客户家", "该读者家中"), ("客户", "该读者"), ("商家", "贵司")),
    "colleague": (("商家", "公司"),),
}


class Teller:
    """Tells one complaint; remembers which lines were used, so that nothing is said twice."""

    def __init__(self, case: Case, facts: Facts, demands: Sequence[str], rng: Random) -> None:
        self.case = case
        self.facts = facts
        self.demands = demands
        self.rng = rng
        self.scene: Scene = scenes()[case.scene]
        self.product = case.order.product
        self.voice: Voice = voices()[case.voice]
        self.used: set[str] = set()
        self.telling_more = False
        self.slots: set[str] = set()
        self.what = "" if self.voice.key == "terse" else self._scene_sentence("what")

    def text(self) -> str:
        """The whole verbatim."""
        plan = list(pick(self.voice.plans, self.rng))
        self.telling_more = any(move.startswith(("said", "raise")) for move in plan)
        if says(self.case.reason) and not any(move.startswith("raise") for move in plan):
            plan.insert(max(len(plan) - 1, 1), "raise")
        if self.case.parent is not None:
            plan = self._again(plan)
        sentences = []
        for move in plan:
            name = move.rstrip("~")
            doubt = len(move) - len(name)
            if doubt and not (name == "raise" and says(self.case.reason)) and self.rng.random() > (0.55 if doubt == 1 else 0.25):
                continue
            sentence = self._sentence(name)
            if sentence:
                sentences.append(sentence)
        if self.voice.key == "rambling":
            self._ramble(sentences)
        return disturb(self._join(sentences), self.case, self.voice, self.rng)

    def _ramble(self, sentences: list[str]) -> None:
        """Go on until it is long."""
        enough = self.rng.randint(*LONG)
        for step in range(21):
            if sum(len(sentence) + 1 for sentence in sentences) >= enough:
                return
            sentence = self._sentence(("aside", "contact", "said", "hurt", "more", "aside", "emo")[step % 7])
            if sentence:
                sentences.insert(max(len(sentences) - 3, 1) if step % 2 else max(len(sentences) - 4, 1), sentence)

    def _again(self, plan: list[str]) -> list[str]:
        """A repeated complaint opens with the first one and may warn not to close it again."""
        plan = [move for move in plan if not move.startswith(("open", "jibe")) or move.startswith("jibe2")]
        return ["again_open", *plan, "again_back~"]

    def _fresh(self, options: Lines) -> Line | None:
        for _ in range(6):
            if not options:
                return None
            line: Line = pick(options, self.rng)
            if line.source not in self.used:
                self._note(line)
                return line
        return None

    def _note(self, line: Line) -> None:
        self.used.add(line.source)
        self.slots |= line.slots

    def _identify(self, full: bool) -> str:
        """Say what was bought and when, without repeating what has been said."""
        options = [*lines("voices_common", "ident_full"), *([] if full else lines("voices_common", "ident_order"))]
        self.rng.shuffle(options)
        line = min(options, key=lambda option: len(option.slots & self.slots & _ORDER_SLOTS))
        if not full and len(line.slots & self.slots & _ORDER_SLOTS) > 0:
            return ""
        self._note(line)
        return self._for_whom(say(line, self.facts, self.rng))

    def _say(self, options: Lines) -> str:
        line = self._fresh(options)
        return say(line, self.facts, self.rng) if line else ""

    def _sentence(self, move: str) -> str:
        if move == "what" and self.what:
            told, self.what = self.what, ""
            return told
        if move in _SCENE_MOVES or move == "short":
            return self._scene_sentence(move)
        if move == "tag":
            return self._tag()
        if move == "ask":
            return self._ask()
        if move == "raise":
            reason = self.case.reason if says(self.case.reason) else "mild"
            if reason == "mild" and (self.voice.person == "third" or self.voice.key in ("formal", "statement")):
                return ""
            told = lines("voices_common", f"raise_{reason}")
            if self.voice.person == "parents":
                told = tuple(line for line in told if line.aspect != "self")
            return self._for_whom(self._say(told))
        if move in ("ident", "ident_full"):
            return self._identify(move == "ident_full")
        if move == "contact":
            return self._contact()
        if move == "close" and self.rng.random() < 0.22 and self.voice.key not in _OWN_CLOSE:
            return self._say(lines("voices_common", "close_phone"))
        own = self.voice.lines.get(move)
        if own and move == "basis":
            own = tuple(line for line in own if line.aspect in ("", phrase_group(self.case.group)))
        return self._say(own) if own else self._for_whom(self._say(lines("voices_common", move)))

    def _tag(self) -> str:
        """A scrap of detail a terse customer adds, if it is news."""
        options = tuple(line for line in self.voice.lines["tag"] if not line.slots & self.slots)
        return self._say(options)

    def _contact(self) -> str:
        if self.case.grade == "D" and self.rng.random() < 0.25:
            return (
                self._say(lines("voices_common", "no_contact")) if not self.telling_more and self.voice.key in ("plain", "polite") else ""
            )
        return self._for_whom(self._say(lines("voices_common", "contact")))

    def _scene_sentence(self, move: str) -> str:
        if move == "what":
            options = tuple(line for line in self.scene.about("what", self.case.aspect, self.product) if line.aspect == self.case.aspect)
        elif move == "short":
            options = self.scene.best("short", self.case.aspect, self.product) or self.scene.about("what", self.case.aspect, self.product)
        else:
            options = self.scene.about(move, self.case.aspect, self.product)
        return self._for_whom(self._say(options))

    def _for_whom(self, sentence: str) -> str:
        """The same sentence told for somebody else; what stands in quotation marks stays."""
        person = self.voice.person
        if person == "first" or not sentence:
            return sentence
        pieces = _QUOTED.split(sentence)
        for index in range(0, len(pieces), 2):
            for old, new in (*_PRONOUNS[person], *_SPOKEN_FOR.get(self.voice.key, ())):
                if old == "我" and new in ("客户", "老人"):
                    pieces[index] = re.sub(r"(?<!自)我(?!爸|妈|方)", new, pieces[index])
                else:
                    pieces[index] = pieces[index].replace(old, new)
        return "".join(pieces)

    def _ask(self) -> str:
        if "ask" in self.used:
            return ""
        self.used.add("ask")
        told = [self._demand(demand) for demand in self.demands]
        lead = say(pick(self.voice.lines["lead"], self.rng), self.facts, self.rng)
        if self.voice.numbered and len(told) > 1:
            lead = lead if lead.endswith("：") else lead + "："
            return lead + "；".join(f"{number}.{demand}" for number, demand in enumerate(told, 1))
        return lead + pick(("，", "、", "，并且", "，"), self.rng).join(told) if len(told) < 3 else lead + "、".join(told)

    def _demand(self, demand: str) -> str:
        options = lines("voices_common", "asks", demand_key(demand, self.case.scene))
        fitting = tuple(line for line in options if not line.trait or line.trait in TRAITS[self.product])
        return self._for_whom(say(pick(fitting, self.rng), self.facts, self.rng))

    def _join(self, sentences: list[str]) -> str:
        out: list[str] = []
        last = len(sentences) - 1
        for index, sentence in enumerate(sentences):
            out.append(sentence)
            if sentence[-1] in _ENDS:
                continue
            if _ASKING.search(sentence):
                out.append("？" if self.rng.random() < 0.85 or index == last else "，")
            elif index < last:
                out.append(pick(self.voice.stops, self.rng))
            elif self.rng.random() < 0.6:
                out.append("！" if self.voice.key == "angry" and self.rng.random() < 0.5 else "。")
        return "".join(out)
