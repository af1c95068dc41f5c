"""The ways out: SMTP, and one generic signed HTTP gateway for SMS or WeCom. A channel that is not configured says so."""

from __future__ import annotations

import hashlib
import hmac
import smtplib
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import orjson


class Refused(Exception):
    """The other side answered no; trying again the same way is pointless."""


class NotReached(Exception):
    """Nothing was handed over, so trying again later is safe."""


class InDoubt(Exception):
    """The message was handed over but no answer came."""


@dataclass(frozen=True, slots=True)
class Letter:
    key: str
    recipient: str
    subject: str
    text: str


class Channel(Protocol):
    code: str
    repeatable: bool

    def send(self, letter: Letter) -> None:
        """Hand over one message. Raises Refused, NotReached or InDoubt."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """`smtp://user:password@host:port?tls=starttls|implicit|none&from=address`"""

    url: str
    code: str = "email"
    repeatable: bool = False
    timeout: float = 15.0

    def send(self, letter: Letter) -> None:
        parts = urlsplit(self.url)
        options = {key: values[0] for key, values in parse_qs(parts.query).items()}
        message = EmailMessage()
        try:
            message["From"] = options.get("from") or "qingting@localhost"
            message["To"] = letter.recipient
            message["Subject"] = letter.subject.replace("\r", " ").replace("\n", " ")
            message["Message-ID"] = make_msgid(letter.key, domain="qingting")
        except (ValueError, IndexError) as error:
            raise Refused(f"address refused: {error}") from error
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        try:
            server = self._open(parts.hostname or "localhost", parts.port, options.get("tls", "starttls"))
        except (OSError, smtplib.SMTPException) as error:
            raise NotReached(str(error)) from error
        with server:
            try:
                if parts.username:
                    server.login(unquote(parts.username), unquote(parts.password or ""))
            except smtplib.SMTPException as error:
                raise NotReached(str(error)) from error
            try:
                server.send_message(message)
            except (
                smtplib.SMTPRecipientsRefused,
                smtplib.SMTPSenderRefused,
                smtplib.SMTPDataError,
                smtplib.SMTPNotSupportedError,
            ) as error:
                raise Refused(str(error)) from error
            except (OSError, smtplib.SMTPException) as error:
                raise InDoubt(str(error)) from error

    def _open(self, host: str, port: int | None, tls: str) -> smtplib.SMTP:
        if tls == "implicit":
            return smtplib.SMTP_SSL(host, port or 465, timeout=self.timeout, context=ssl.create_default_context())
        server = smtplib.SMTP(host, port or 25, timeout=self.timeout)
        if tls == "starttls":
            server.starttls(context=ssl.create_default_context())
        return server


@dataclass(frozen=True, slots=True)
class Gateway:
    """POST of `{key, to, subject, text}`; `X-Qingting-Signature` is HMAC-SHA256 of the body; `Idempotency-Key` is the outbox row's id."""

    url: str
    secret: str
    repeatable: bool
    code: str = "gateway"
    timeout: float = 15.0

    def send(self, letter: Letter) -> None:
        body = orjson.dumps({"key": letter.key, "to": letter.recipient, "subject": letter.subject, "text": letter.text})
        signature = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"Content-Type": "application/json", "Idempotency-Key": letter.key, "X-Qingting-Signature": f"sha256={signature}"}
        request = urllib.request.Request(self.url, data=body, headers=headers, method="POST")
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise Refused("gateway address must be http or https")
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:
                answer.read(4096)
        except urllib.error.HTTPError as error:
            if error.code in (429, 503):
                raise NotReached(f"HTTP {error.code}") from error
            if error.code >= 500:
                raise InDoubt(f"HTTP {error.code}") from error
            raise Refused(f"HTTP {error.code}") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, ConnectionRefusedError) or "Name or service not known" in str(error.reason):
                raise NotReached(str(error.reason)) from error
            raise InDoubt(str(error.reason)) from error
        except OSError as error:
            raise InDoubt(str(error)) from error
