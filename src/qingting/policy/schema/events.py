"""Names of ledger events a clock may start with, be met by, or end with. They follow the registry of the ledger."""

_COMPLAINT = (
    "registered acknowledged accepted refused investigated graded categorised assigned unassigned transferred confirmed disputed "
    "closed reopened withdrawn corrected rated linked unlinked"
)
_HANDLING = (
    "reply.sent promise.made promise.kept promise.broken promise.renegotiated task.added task.completed task.verified "
    "task.returned task.cancelled option.proposed option.chosen decision.made implementation.completed"
)

EVENTS = frozenset(
    [f"complaints.complaint.{name}" for name in _COMPLAINT.split()]
    + [f"handling.{name}" for name in _HANDLING.split()]
    + ["complaints.message.received", "complaints.note.added", "complaints.attachment.added", "triage.judgement.made"]
)
