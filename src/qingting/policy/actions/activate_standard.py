"""Put a checked standard in force for complaints registered from now on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from qingting.infra.ledger import NewEvent, record
from qingting.kernel.actor import Actor
from qingting.kernel.errors import DomainError
from qingting.policy import queries
from qingting.policy.loading import digest, to_plain
from qingting.policy.models import PolicyVersion
from qingting.policy.schema import Standard


class VersionTaken(DomainError):
    code = "policy.standard.version_taken"
    status = 409
    zh = "版本号 {version} 已经启用过，而内容不同。请给修改后的规范一个新的版本号。"
    en = "Version {version} was activated before with another content. Give the changed standard a new version."


def activate_standard(*, standard: Standard, reason: str, actor: Actor, now: datetime) -> bool:
    """Store and activate `standard`. False when exactly this content is in force already. Raises VersionTaken."""
    fingerprint = digest(standard)
    with transaction.atomic():
        known = PolicyVersion.objects.select_for_update().filter(version=standard.version).first()
        if known is not None and known.digest != fingerprint:
            raise VersionTaken(version=standard.version)
        latest = PolicyVersion.objects.order_by("-activated_at", "-id").first()
        if known is not None and latest is not None and latest.pk == known.pk:
            return False
        if known is not None:
            PolicyVersion.objects.filter(pk=known.pk).update(activated_at=now, activated_by_id=actor.id, reason=reason)
        else:
            PolicyVersion.objects.create(
                version=standard.version,
                digest=fingerprint,
                content=to_plain(standard),
                activated_at=now,
                activated_by_id=actor.id,
                reason=reason,
            )
        record(
            [NewEvent("policy.standard.activated", {"version": standard.version, "digest": fingerprint}, text=reason)],
            subject="policy", actor=actor, now=now, policy_version=standard.version,
        )  # fmt: skip
    queries.forget()
    return True
