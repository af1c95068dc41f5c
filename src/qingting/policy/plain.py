"""A standard as JSON and back, for storing a version, and the digest that tells two versions apart."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from qingting.policy.problems import PolicyError, from_validation
from qingting.policy.schema.calendars import CalendarYear
from qingting.policy.schema.standard import Standard


def to_plain(standard: Standard) -> dict[str, Any]:
    """The standard as JSON values. No meaning lies in the order of keys, so it survives jsonb."""
    return standard.model_dump(mode="json")


def from_plain(plain: Mapping[str, Any]) -> Standard:
    """The standard from `to_plain`. Its shape is checked; its examples were run when it was loaded. Raises `PolicyError`."""
    try:
        return Standard.model_validate(plain)
    except ValidationError as error:
        raise PolicyError(from_validation("stored standard", plain, error)) from error


def digest(standard: Standard) -> str:
    """SHA-256 in hex of the standard without its calendars: a calendar corrected later leaves the standard the same."""
    return _digest({name: value for name, value in to_plain(standard).items() if name != "calendars"})


def digest_of_calendars(standard: Standard) -> str:
    """SHA-256 in hex of the calendars, to see that deadlines have to be derived again."""
    return _digest(to_plain(standard)["calendars"])


def with_calendars(standard: Standard, calendars: Sequence[CalendarYear]) -> Standard:
    """The same standard on other calendars."""
    return standard.model_copy(update={"calendars": tuple(calendars)})


def _digest(plain: object) -> str:
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
