"""To what a stored file belongs, as its row says it. Pure."""

from __future__ import annotations

OF_COMPLAINT = "complaint"
BESIDE_NOTE = "note"
"""A file that came with an internal note: of the complaint too, but in no list that a customer sees."""


def upload_cause(actor_kind: str) -> str:
    """The cause of a file that waits for its complaint; the row's cause id is its uploader."""
    return f"upload_{actor_kind}"[:20]
