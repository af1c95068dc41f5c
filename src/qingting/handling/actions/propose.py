"""Put solution options on the table, and let the customer choose."""

from __future__ import annotations

from datetime import datetime

from qingting.complaints.actions.acting import Case
from qingting.handling.actions.handle import handle
from qingting.handling.actions.tell_customer import tell_customer
from qingting.handling.commands import Choose, OptionData, Propose
from qingting.handling.models import SolutionOption
from qingting.infra.notify.writing import notify_staff
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.policy.schema import Standard

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class OptionEmpty(DomainError):
    code = "handling.option.empty"
    zh = "请写明方案内容。"
    en = "Please describe the option."


class UnknownOption(DomainError):
    code = "handling.option.unknown"
    status = 404
    zh = "没有方案「{option}」。"
    en = "There is no option “{option}”."


class TooManyOptions(DomainError):
    code = "handling.option.too_many"
    zh = "一件投诉最多 26 个方案。"
    en = "A complaint has at most 26 options."


def propose(*, no: str, command: Propose, actor: Actor, now: datetime, standard: Standard) -> Case:
    """Adds one option or several; meets the plan clock. With `tell`, the customer sees them in the portal and may choose."""
    options = (
        [*command.options] or [OptionData(**command.model_dump(include=set(OptionData.model_fields)))]
        if (command.options or command.title)
        else []
    )
    if not options or any(not option.title for option in options):
        raise OptionEmpty(field="title")
    with handle("propose", no, actor=actor, now=now, standard=standard, command=command) as case:
        case.move()
        taken = SolutionOption.objects.filter(complaint_id=case.id).count()
        if taken + len(options) > len(LETTERS):
            raise TooManyOptions(field="options")
        for offset, option in enumerate(options):
            label = LETTERS[taken + offset]
            SolutionOption.objects.create(
                complaint_id=case.id, label=label, title=option.title, detail=option.detail or "", cost_fen=option.cost_fen, days=option.days, feasibility=option.feasibility,
                satisfaction=option.satisfaction, legal_basis=option.legal_basis or "", recommended=option.recommended, by_id=actor.id, at=now,
            )  # fmt: skip
            case.event(
                "handling.option.proposed",
                {"option": label, "cost_fen": option.cost_fen, "recommended": option.recommended},
                text=option.title,
            )
        if command.tell:
            lines = [f"{o.label}. {o.title}" for o in SolutionOption.objects.filter(complaint_id=case.id).order_by("label")]
            text = "我们为您准备了以下解决方案，请在查询页面选择您愿意接受的一个，也可以告诉我们您的想法：\n" + "\n".join(lines)
            tell_customer(case.record, text=text, cause=f"options:{case.record.version}", now=now)
    return case


def choose(*, no: str, command: Choose, actor: Actor, now: datetime, standard: Standard) -> Case:
    """The customer takes an option, or says no to it. A new choice replaces the earlier one."""
    with handle("choose", no, actor=actor, now=now, standard=standard, command=command) as case:
        option = SolutionOption.objects.filter(complaint_id=case.id, label=command.option.upper()).first()
        if option is None:
            raise UnknownOption(field="option", option=command.option)
        if command.accept:
            SolutionOption.objects.filter(complaint_id=case.id, answer="accepted").exclude(pk=option.pk).update(answer="", answered_at=None)
        option.answer, option.answered_at = ("accepted" if command.accept else "refused"), now
        option.save(update_fields=["answer", "answered_at"])
        if actor.kind == "customer":
            case.change(last_customer_at=now)
        name = "handling.option.chosen" if command.accept else "handling.option.refused"
        case.event(name, {"option": option.label, "title": option.title}, text=command.comment)
        notify_staff(
            [case.record.owner_id if case.record.owner_id != actor.id else None], kind="option_answered", now=now, once_key=f"choice:{case.id}:{case.record.version}", complaint_id=case.id,
            complaint_no=case.no, params={"option": option.label, "answer": option.answer},
        )  # fmt: skip
    return case
