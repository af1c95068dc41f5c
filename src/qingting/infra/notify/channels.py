"""The ways out: SMTP, and one generic signed HTTP gateway for SMS or WeCom. A channel that is not configured says so."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import smtplib
import socket
import ssl
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

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
        message = _written(letter, options.get("from") or "qingting@localhost")
        try:
            server = self._open(parts.hostname or "localhost", parts.port, options.get("tls", "starttls"))
        except (OSError, smtplib.SMTPException) as error:
            raise NotReached(str(error)) from error
        try:
            self._hand_over(server, parts, message)
        finally:  # a failing farewell changes nothing about what was handed over
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def _hand_over(self, server: smtplib.SMTP, parts: SplitResult, message: EmailMessage) -> None:
        try:
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException) as error:
            raise NotReached(str(error)) from error
        try:
            server.send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            raise (NotReached if _for_now(error) else Refused)(str(error)) from error
        except (smtplib.SMTPNotSupportedError, UnicodeError) as error:
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


def _written(letter: Letter, sender: str) -> EmailMessage:
    """The message. Raises Refused unless the recipient is exactly one address."""
    message = EmailMessage()
    try:
        message["From"] = sender
        message["To"] = letter.recipient
        message["Subject"] = " ".join(letter.subject.split())
        message["Message-ID"] = make_msgid(letter.key, domain="qingting")
        addresses = message["To"].addresses
        if len(addresses) != 1 or message["To"].defects or addresses[0].addr_spec != letter.recipient:
            raise ValueError("not one plain address")
    except (ValueError, IndexError, UnicodeError) as error:
        raise Refused(f"address refused: {error}") from error
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _for_now(error: smtplib.SMTPException) -> bool:
    """Whether the server refused only for the moment (a code of 400 to 499, greylisting for one)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _words in error.recipients.values()]
    else:
        codes = [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []
    return bool(codes) and all(400 <= code < 500 for code in codes)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirected POST would arrive as a GET without its body, and look like a success."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


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
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise Refused("gateway address must be http or https")
        request = urllib.request.Request(self.url, data=body, headers=headers, method="POST")
        try:
            with _OPENER.open(request, timeout=self.timeout):
                pass  # the status alone is the answer
        except urllib.error.HTTPError as error:
            if error.code in (429, 503):
                raise NotReached(f"HTTP {error.code}") from error
            if error.code >= 500:
                raise InDoubt(f"HTTP {error.code}") from error
            raise Refused(f"HTTP {error.code}") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, ConnectionRefusedError | socket.gaierror):
                raise NotReached(str(error.reason)) from error
            raise InDoubt(str(error.reason)) from error
        except (OSError, http.client.HTTPException) as error:
            raise InDoubt(str(error) or type(error).__name__) from error
