"""What the holder of a link may do: each reads its fields, does the act of the workflow table, and says which words the customer reads next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict

from qingting.complaints.rules.lifecycle import NotNow
from qingting.infra.files.storing import NotStored
from qingting.infra.ratelimit.idempotency import claim_key, keep_result
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.text import clean
from qingting.policy.schema import Standard
from qingting.portal.errors import ChangedMeanwhile, FilesFull, NotAChoice, TooLong, WordsMissing
from qingting.portal.gather import gather, own_files
from qingting.portal.present.asks import may_choose
from qingting.portal.present.told import TEXTS, UNKEPT
from qingting.portal.submitting import PORTAL_KEYS
from qingting.portal.typed import is_blank, request_key
from qingting.portal.uploads import store_files
from qingting.workflows.acts import command_of, do_act

TEXT_LIMIT, COMMENT_LIMIT, FILES_OF_A_COMPLAINT = 20_000, 20_000, 60
FILES_ALONE = Bi("（补充了 {count} 个文件）", "({count} files added)")
NONE_FITS = "none"


@dataclass(frozen=True, slots=True)
class Answer:
    """One submission from the page of a link. `files` are checked already."""

    complaint: Any
    actor: Actor
    post: QueryDict
    files: list[UploadedFile]
    digests: list[str]
    now: datetime
    standard: Standard

    def text(self, name: str, limit: int = COMMENT_LIMIT) -> str:
        """Raises TooLong."""
        found = clean(self.post.get(name, ""))
        if len(found) > limit:
            raise TooLong(field=name, limit=f"{limit:,}", count=f"{len(found):,}")
        return "" if is_blank(found) else found

    def words(self, name: str) -> str:
        """Raises WordsMissing, TooLong."""
        found = self.text(name, TEXT_LIMIT)
        if not found:
            raise WordsMissing(field=name)
        return found

    def act(self, name: str, **body: Any) -> None:
        do_act(
            name,
            no=self.complaint.no,
            command=command_of(name).model_validate(body),
            actor=self.actor,
            now=self.now,
            standard=self.standard,
        )

    def keep_files(self) -> list[str]:
        """Ids of the stored files. Raises FilesFull."""
        if self.files and len(own_files(self.complaint.pk)) + len(self.files) > FILES_OF_A_COMPLAINT:
            raise FilesFull(field="files", limit=FILES_OF_A_COMPLAINT)
        return store_files(self.files, actor=self.actor, now=self.now)


def add(answer: Answer) -> str:
    """More words, files, or both."""
    text = answer.text("text", TEXT_LIMIT)
    if not text and not answer.files:
        raise WordsMissing(field="text")
    kept = answer.keep_files()
    if not text and not kept:
        raise NotStored(field="files")
    spoken = text or FILES_ALONE.pick(answer.actor.lang).replace("{count}", str(len(kept)))
    answer.act("add", text=spoken, attachments=kept)
    return "add" if len(kept) == len(answer.files) else "add" + UNKEPT


def choose(answer: Answer) -> str:
    """One of the options the customer was told of, or none of them."""
    wanted, comment = answer.post.get("option", ""), answer.text("choice_comment") or None
    labels = [option.label for option in gather(answer.complaint, answer.now).options]
    if not may_choose(answer.complaint.status):
        raise ChangedMeanwhile()
    if wanted == NONE_FITS and labels:
        for label in labels:
            answer.act("choose", option=label, accept=False, comment=comment if label == labels[0] else None)
        return "choose_none"
    if wanted not in labels:
        raise NotAChoice(field="option")
    answer.act("choose", option=wanted, accept=True, comment=comment)
    return "choose"


def confirm(answer: Answer) -> str:
    satisfied = {"yes": True, "no": False}.get(answer.post.get("satisfied", ""))
    if satisfied is None:
        raise NotAChoice(field="satisfied")
    answer.act("confirm", satisfied=satisfied, comment=answer.text("comment") or None)
    return "confirm_yes" if satisfied else "confirm_no"


def rate(answer: Answer) -> str:
    score = answer.post.get("score", "")
    if score not in ("1", "2", "3", "4", "5"):
        raise NotAChoice(field="score")
    answer.act("rate", score=int(score), comment=answer.text("rating_comment") or None)
    return "rate"


def withdraw(answer: Answer) -> str:
    answer.act("withdraw", reason=answer.text("reason") or None)
    return "withdraw"


def reopen(answer: Answer) -> str:
    """After the end; and while we wait for the closing, where it takes back the customer's yes."""
    words = answer.words("again")
    kept = answer.keep_files()
    if answer.complaint.status == "confirming":
        answer.act("confirm", satisfied=False, comment=words)
    else:
        answer.act("reopen", reason=words)
    if kept:
        answer.act("attach", attachments=kept)
    return "reopen" if len(kept) == len(answer.files) else "reopen" + UNKEPT


ANSWERS: dict[str, Callable[[Answer], str]] = {
    "add": add,
    "choose": choose,
    "confirm": confirm,
    "rate": rate,
    "withdraw": withdraw,
    "reopen": reopen,
}
CODES = tuple(TEXTS)
SPOKEN = ("text", "again", "comment", "choice_comment", "rating_comment", "reason")


def give(name: str, answer: Answer) -> str:
    """Do it, and give the code of what is said next. The same page sent twice counts once. Raises the refusals of the act."""
    with transaction.atomic():
        row = None
        key = request_key(answer.post)
        if key:
            digest = _digest(name, answer)
            row, earlier = claim_key(actor_id=PORTAL_KEYS, key=f"{answer.complaint.pk}:{key}:{digest[:32]}", digest=digest, now=answer.now)
            if earlier is not None:
                return CODES[earlier]
        try:
            code = ANSWERS[name](answer)
        except NotNow as error:
            raise ChangedMeanwhile() from error
        if row is not None:
            keep_result(row, CODES.index(code))
    return code


def _digest(name: str, answer: Answer) -> str:
    fields = sorted(
        (key, value) for key, values in answer.post.lists() for value in values if key not in ("csrfmiddlewaretoken", "request_key")
    )
    return hashlib.sha256(repr((name, fields, answer.digests)).encode("utf-8", "replace")).hexdigest()


def spoken(post: QueryDict) -> str:
    """All that was said in words, for reading signals."""
    return "\n".join(clean(post.get(name, "")) for name in SPOKEN).strip()[:100_000]
