"""Which standard is in force, and the one a complaint is pinned to. Standards are immutable, so they are kept for ever."""

from __future__ import annotations

import time

from qingting.kernel.errors import DomainError
from qingting.policy.loading import from_plain
from qingting.policy.models import PolicyVersion
from qingting.policy.schema import Standard

_FRESH_SECONDS = 2.0
_known: dict[str, Standard] = {}
_current: tuple[float, str] | None = None


class NoStandard(DomainError):
    code = "policy.standard.none_active"
    status = 503
    zh = "还没有启用任何处理规范。请管理员运行 qingting policy activate。"
    en = "No handling standard is active yet. An administrator must run: qingting policy activate."


class UnknownVersion(DomainError):
    code = "policy.standard.unknown_version"
    status = 404
    zh = "没有版本为 {version} 的处理规范。"
    en = "There is no handling standard of version {version}."


def current_standard() -> Standard:
    """The standard in force; another process's activation is seen within two seconds. Raises NoStandard."""
    global _current
    if _current is None or time.monotonic() - _current[0] > _FRESH_SECONDS:
        version = PolicyVersion.objects.order_by("-activated_at", "-id").values_list("version", flat=True).first()
        if version is None:
            raise NoStandard()
        _current = (time.monotonic(), version)
    return standard_of(_current[1])


def standard_of(version: str) -> Standard:
    """The standard of one version. Raises UnknownVersion."""
    found = _known.get(version)
    if found is None:
        content = PolicyVersion.objects.filter(version=version).values_list("content", flat=True).first()
        if content is None:
            raise UnknownVersion(version=version)
        found = _known[version] = from_plain(content)
    return found


def versions() -> list[PolicyVersion]:
    return list(PolicyVersion.objects.defer("content").order_by("-activated_at", "-id"))


def forget() -> None:
    """Ask the database again: after an activation in this process, and between tests."""
    global _current
    _current = None
    _known.clear()
