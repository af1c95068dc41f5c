"""Where a customer can turn when we say no: always told together with a refusal."""

from __future__ import annotations

from qingting.policy.schema import Standard


def recourse_text(standard: Standard, given: str | None) -> str:
    """What the handler wrote, else the standard's text."""
    return (given or "").strip() or standard.portal.recourse.zh
