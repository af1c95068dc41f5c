"""May this person do this act, and on which complaints: the roles of the standard turned into answers and filters."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from qingting.complaints.models import Complaint, Participant
from qingting.kernel.actor import Actor
from qingting.kernel.bilingual import Bi
from qingting.kernel.errors import DomainError
from qingting.kernel.text import clean
from qingting.policy.rules.authority import may, scope_of
from qingting.policy.schema import Standard

CUSTOMER_ACTS = frozenset({"view", "add", "attach", "choose", "confirm", "rate", "withdraw", "reopen"})
PERMISSION_OF_ACT = {
    "tick": "note",
    "settle-promise": "promise",
    "correct": "register",
    "attach": "note",
    "add": "note",
    "reveal": "reveal_phone",
    "unlink": "link",
    "revoke-receipt": "respond",
    "migrate": "edit_standard",
}


class NotAllowed(DomainError):
    code = "complaints.permission.not_allowed"
    status = 403
    zh = "{reason}"
    en = "{reason}"


class NotFound(DomainError):
    code = "complaints.complaint.not_found"
    status = 404
    zh = "没有找到投诉 {no}，或者它不在您的查看范围内。请核对编号，或请班组长转给您。"
    en = "Complaint {no} was not found, or is outside what you may see. Check the number, or ask your team lead to pass it to you."


def permission_of(act: str) -> str:
    """The act of the standard that stands for this act of the API ("add-task" → "add_task")."""
    return PERMISSION_OF_ACT.get(act, act.replace("-", "_"))


def check_act(actor: Actor, act: str, standard: Standard) -> tuple[str, ...]:
    """The clauses that allow `actor` to do `act`; raises NotAllowed with the reason and who may."""
    if actor.kind == "system":
        return ()
    if actor.kind == "customer":
        if act in CUSTOMER_ACTS:
            return ()
        raise NotAllowed(reason=Bi("这一步由工作人员办理。", "This step is done by our staff."))
    if actor.scopes and "all" not in actor.scopes and act not in actor.scopes and not ("read" in actor.scopes and act == "view"):
        raise NotAllowed(reason=Bi(f"这个令牌没有「{act}」的权限。", f"This token has no scope for “{act}”."))
    decision = may(standard, actor.role or "", permission_of(act))
    if not decision.value:
        raise NotAllowed(reason=decision.reason)
    return (decision.clause,)


def visible(actor: Actor, standard: Standard) -> Q:
    """Filter of the complaints this actor may see."""
    if actor.kind == "system":
        return Q()
    if actor.kind == "customer":
        ids = [int(scope.removeprefix("complaint:")) for scope in actor.scopes if scope.startswith("complaint:")]
        return Q(id__in=ids)
    mine = Q(owner_id=actor.id) | Q(registered_by_id=actor.id)
    mine |= Q(Exists(Participant.objects.filter(complaint_id=OuterRef("id"), user_id=actor.id)))
    scope = scope_of(standard, actor.role or "")
    if scope == "all":
        return Q()
    if scope == "none":
        return Q(id__in=[])
    if scope in ("department", "tasks") and actor.department_id is not None:
        mine |= Q(Exists(Participant.objects.filter(complaint_id=OuterRef("id"), department_id=actor.department_id)))
    if scope == "department" and actor.department_id is not None:
        mine |= Q(team__department_id=actor.department_id) | Q(team__isnull=True)
    if scope == "team":
        mine |= Q(team__isnull=True) | (Q(team_id=actor.team_id) if actor.team_id is not None else Q())
    if scope == "own":
        pool = Q(owner__isnull=True) & (Q(team__isnull=True) | Q(team_id=actor.team_id))
        mine |= pool
    return mine


def sees_unmasked(actor: Actor, standard: Standard) -> bool:
    return actor.kind == "system" or (actor.kind == "staff" and may(standard, actor.role or "", "reveal_phone").value)


def find_visible(no: str, actor: Actor, standard: Standard, *, lock: bool = False) -> Complaint:
    """The complaint by number, inside the actor's scope; `lock` holds its row until the transaction ends. Raises NotFound."""
    no = clean(no)[:24]
    found = Complaint.objects.filter(visible(actor, standard), no=no)
    if lock:
        found = found.select_for_update(no_key=True, of=("self",))
    complaint = found.first()
    if complaint is None:
        raise NotFound(no=no)
    return complaint
