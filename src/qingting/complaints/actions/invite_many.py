from __future__ import annotations

from collections.abc import Iterable

from qingting.complaints.models import Participant


def invite_many(rows: Iterable[tuple[int, int | None, int | None]]) -> None:
    """(complaint id, user id, department id): who was given a part of the work may see the complaint."""
    unique = {(c, u, None if u else d) for c, u, d in rows if u or d}
    Participant.objects.bulk_create(
        [Participant(complaint_id=c, user_id=u, department_id=d) for c, u, d in sorted(unique, key=str)],
        ignore_conflicts=True,
        batch_size=1000,
    )
