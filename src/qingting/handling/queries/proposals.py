"""The options of several complaints at once."""

from __future__ import annotations

from collections.abc import Iterable

from qingting.handling.models import SolutionOption


def options_among(complaint_ids: Iterable[int]) -> dict[int, list[SolutionOption]]:
    """By complaint, in order of their letters, in one statement."""
    found: dict[int, list[SolutionOption]] = {}
    for option in SolutionOption.objects.filter(complaint_id__in=list(complaint_ids)).order_by("complaint_id", "label"):
        found.setdefault(option.complaint_id, []).append(option)
    return found
