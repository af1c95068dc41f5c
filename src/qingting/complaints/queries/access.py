"""What an actor may do and see, for workflows and doors."""

from __future__ import annotations

from qingting.complaints.models import Complaint
from qingting.complaints.permissions import NotAllowed, NotFound, check_act, find_visible, permission_of, sees_unmasked, visible
from qingting.complaints.rules.lifecycle import possible_acts
from qingting.kernel.actor import Actor
from qingting.policy.schema import Standard

__all__ = ["NotAllowed", "NotFound", "acts_for", "check_act", "find_visible", "may_act", "permission_of", "sees_unmasked", "visible"]


def may_act(actor: Actor, act: str, standard: Standard) -> bool:
    try:
        check_act(actor, act, standard)
    except NotAllowed:
        return False
    return True


def acts_for(complaint: Complaint, actor: Actor, standard: Standard) -> frozenset[str]:
    """Acts that are possible now and allowed to this actor: what pages show as buttons."""
    return frozenset(act for act in possible_acts(complaint.status) if may_act(actor, act, standard))
