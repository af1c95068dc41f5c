"""What was said: the customer's own words, what they decided, and our replies, in the order of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qingting.kernel.bilingual import Bi
from qingting.portal.present.words import shortened, size_words

_DECIDED: dict[str, Bi] = {
    "complaints.complaint.confirmed": Bi("确认已经解决", "Said that it is solved"),
    "complaints.complaint.disputed": Bi("表示还没有解决", "Said that it is not solved"),
    "complaints.complaint.rated": Bi("评价：{score} 分", "Rated: {score} of 5"),
    "complaints.complaint.reopened": Bi("问题又出现了，重新提出", "Raised it again"),
    "complaints.complaint.withdrawn": Bi("撤回了这次反馈", "Took it back"),
    "handling.option.chosen": Bi("选择了方案 {option}", "Chose option {option}"),
    "handling.option.refused": Bi("没有接受方案 {option}", "Did not take option {option}"),
}


@dataclass(slots=True)
class _Said:
    at: datetime
    order: int
    mine: bool
    who: Bi
    text: str
    decided: str = ""
    files: list[Any] = field(default_factory=list)


_ME, _US = Bi("您", "You"), Bi("我们", "We")
_ME_BY_US = Bi("您（由工作人员记录）", "You (written down by our staff)")


def talk_view(
    *, verbatim: str, registered_at: datetime, by_staff: bool, past: Iterable[Any], messages: Iterable[Any], files: Iterable[Any], lang: str, words: Callable[[datetime], str],
    file_url: Callable[[Any], str],
) -> list[dict[str, Any]]:  # fmt: skip
    """[{mine, who, at_text, text, more, decided, files}]. Decisions count only from the customer's own hand; `words` and `file_url` give moments and addresses."""
    said = [_Said(registered_at, 0, True, _ME_BY_US if by_staff else _ME, verbatim)]
    joined: dict[str, datetime] = {}
    for event in past:
        if event.name == "complaints.attachment.added":
            joined[str(event.data.get("file"))] = event.at
        elif event.name == "complaints.message.received" and event.text:
            said.append(_Said(event.at, event.seq, True, _ME_BY_US if event.data.get("by_staff") else _ME, event.text))
        elif event.name in _DECIDED and event.actor_kind == "customer":
            said.append(_Said(event.at, event.seq, True, _ME, event.text or "", decided=_decided(event, lang)))
    said += [_Said(message.created_at, 10_000, False, _US, message.text) for message in messages]
    _hand_out(files, joined, said)
    said.sort(key=lambda each: (each.at, each.order))
    return [_view(each, lang, words, file_url) for each in said]


def _decided(event: Any, lang: str) -> str:
    template = _DECIDED[event.name].pick(lang)
    return template.replace("{score}", str(event.data.get("score", ""))).replace("{option}", str(event.data.get("option", "")))


def _hand_out(files: Iterable[Any], joined: dict[str, datetime], said: list[_Said]) -> None:
    """A file stands with the words it was sent with; one sent alone stands alone."""
    for file in files:
        at = joined.get(str(file.id), file.at)
        target = next((each for each in said if each.mine and each.at == at), None)
        if target is None:
            target = _Said(at, 0, True, _ME, "")
            said.append(target)
        target.files.append(file)


def _view(each: _Said, lang: str, words: Callable[[datetime], str], file_url: Callable[[Any], str]) -> dict[str, Any]:
    short, folded = shortened(each.text)
    return {
        "mine": each.mine, "who": each.who.pick(lang), "at_text": words(each.at), "text": short, "more": each.text if folded else "", "decided": each.decided,
        "files": [{"name": file.name, "size": size_words(file.size), "url": file_url(file)} for file in each.files],
    }  # fmt: skip
