"""What the process is told from outside: one frozen record, read once, no Django.

`qingting settings` prints this table, so every variable has a line of explanation here.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

VARIABLES: dict[str, str] = {
    "QINGTING_HOME": "data folder: embedded database, files, models (default ./var)",
    "DATABASE_URL": "an external PostgreSQL instead of the embedded one",
    "QINGTING_SECRET_KEY": "signs sessions and links; default: generated once into QINGTING_HOME/secret_key (0600)",
    "QINGTING_TIME_ZONE": "the organisation's zone (default Asia/Shanghai)",
    "QINGTING_BASE_URL": "address customers reach the portal at, used in links (default http://127.0.0.1:8000)",
    "QINGTING_ALLOWED_HOSTS": "comma separated host names (default: any, because the server listens on loopback)",
    "QINGTING_POLICY": "folder of the handling standard (default: the one shipped)",
    "QINGTING_NLP": "judging engine: lexicon (default) or null",
    "QINGTING_SMTP_URL": "smtp://user:password@host:port?tls=starttls&from=name@host; unset: the e-mail channel is off",
    "QINGTING_GATEWAY_URL": "address of a signed HTTP gateway for SMS or WeCom; unset: the channel is off",
    "QINGTING_GATEWAY_SECRET": "key the gateway calls are signed with (HMAC-SHA256)",
    "QINGTING_GATEWAY_IDEMPOTENT": "1 when the gateway honours Idempotency-Key, so that a doubtful send may be repeated",
    "QINGTING_BEHIND_PROXY": "1 when a trusted reverse proxy sets X-Forwarded-For and X-Forwarded-Proto",
    "QINGTING_PAGE_SIZE": "rows of a list page (default 50)",
}


@dataclass(frozen=True, slots=True)
class Environment:
    home: Path
    database_url: str | None
    secret_key: str
    time_zone: str
    base_url: str
    allowed_hosts: list[str]
    policy_folder: Path
    nlp: str
    smtp_url: str | None
    gateway_url: str | None
    gateway_secret: str
    gateway_idempotent: bool
    behind_proxy: bool
    page_size: int


def shipped_policy() -> Path:
    """The standard that comes with the product: beside the source tree, or inside an installed package."""
    here = Path(__file__).resolve()
    for candidate in (here.parents[3] / "policies", here.parents[1] / "policies"):
        if candidate.is_dir():
            return candidate
    return here.parents[3] / "policies"


def _secret(home: Path) -> str:
    path = home / "secret_key"
    if path.exists():
        return path.read_text().strip()
    home.mkdir(parents=True, exist_ok=True)
    value = secrets.token_urlsafe(48)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as out:
        out.write(value)
    return value


def read_environment() -> Environment:
    get = os.environ.get
    home = Path(get("QINGTING_HOME") or "var").resolve()
    return Environment(
        home=home,
        database_url=get("DATABASE_URL") or None,
        secret_key=get("QINGTING_SECRET_KEY") or _secret(home),
        time_zone=get("QINGTING_TIME_ZONE") or "Asia/Shanghai",
        base_url=(get("QINGTING_BASE_URL") or "http://127.0.0.1:8000").rstrip("/"),
        allowed_hosts=[h.strip() for h in (get("QINGTING_ALLOWED_HOSTS") or "*").split(",") if h.strip()],
        policy_folder=Path(get("QINGTING_POLICY") or shipped_policy()),
        nlp=get("QINGTING_NLP") or "lexicon",
        smtp_url=get("QINGTING_SMTP_URL") or None,
        gateway_url=get("QINGTING_GATEWAY_URL") or None,
        gateway_secret=get("QINGTING_GATEWAY_SECRET") or "",
        gateway_idempotent=get("QINGTING_GATEWAY_IDEMPOTENT") == "1",
        behind_proxy=get("QINGTING_BEHIND_PROXY") == "1",
        page_size=int(get("QINGTING_PAGE_SIZE") or 50),
    )
