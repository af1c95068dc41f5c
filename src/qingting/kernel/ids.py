"""Identifiers and secrets."""

import hashlib
import secrets
import uuid

import uuid6


def uuid7() -> uuid.UUID:
    """A new identifier that sorts by the time of its making (RFC 9562, version 7).

    The time inside serves index locality only; when something happened is always a column of its own.
    """
    return uuid.UUID(int=uuid6.uuid7().int)  # the plain class: database drivers and encoders know it


def new_secret() -> str:
    """128 random bits as 22 URL-safe characters, for links and keys. Store `hash_secret` of it, never the secret."""
    return secrets.token_urlsafe(16)


def hash_secret(secret: str) -> str:
    """SHA-256 of the secret in hex, for storing and looking up. Any text is taken, also one a browser mangled."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
