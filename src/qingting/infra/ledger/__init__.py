"""The append-only, hash-chained record of what happened (architecture, chapter 5). Everything else reads it."""

from qingting.infra.ledger.names import EVENT_NAMES
from qingting.infra.ledger.recording import NewEvent, record

__all__ = ["EVENT_NAMES", "NewEvent", "record"]
