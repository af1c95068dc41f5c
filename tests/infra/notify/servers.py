"""Real servers on loopback: an SMTP server and an HTTP gateway that answer as a test tells them."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from aiosmtpd.controller import Controller

SECRET = "gateway-key"


class Post:
    """Takes mail. `refuse_recipient` and `refuse_data` are SMTP answers; `hang_up` closes the line instead of answering the data."""

    def __init__(self) -> None:
        self.letters: list[Any] = []
        self.recipients: list[list[str]] = []
        self.refuse_recipient = ""
        self.refuse_data = ""
        self.hang_up = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(envelope.content)
        self.recipients.append(envelope.rcpt_tos)
        if self.hang_up:
            server.transport.abort()
        return self.refuse_data or "250 OK"


@contextmanager
def smtp_server() -> Iterator[tuple[str, Post]]:
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{controller.port}?tls=none&from=cs@qingting.example", post
    finally:
        controller.stop()


class Calls:
    """What the gateway was asked, and what it answers: a status, "drop" (no answer) or "garbage"."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.methods: list[str] = []
        self.signed: list[bool] = []
        self.answer: int | str = 200


@contextmanager
def gateway() -> Iterator[tuple[str, Calls]]:
    calls = Calls()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            calls.methods.append("POST")
            calls.bodies.append(json.loads(body))
            calls.keys.append(self.headers["Idempotency-Key"])
            expected = "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
            calls.signed.append(hmac.compare_digest(self.headers["X-Qingting-Signature"], expected))
            self._answer()

        def do_GET(self) -> None:
            calls.methods.append("GET")
            self.send_response(200)
            self.end_headers()

        def _answer(self) -> None:
            if calls.answer == "drop":
                self.connection.shutdown(socket.SHUT_RDWR)
            elif calls.answer == "garbage":
                self.wfile.write(b"this is not http\r\n\r\n")
            else:
                self.send_response(int(calls.answer))
                if calls.answer == 302:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/send", calls
    finally:
        server.shutdown()
        server.server_close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
