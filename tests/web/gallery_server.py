"""A small server for the gallery: pages, static files, the product's Content-Security-Policy, and answers a page's scripts ask for."""

from __future__ import annotations

import json
import mimetypes
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import brotli

from tests.web import gallery

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Handler(BaseHTTPRequestHandler):
    """GET /NAME.LANG.html renders a page; everything else answers as an endpoint of the product would."""

    protocol_version = "HTTP/1.1"
    seen: list[tuple[str, str, dict[str, list[str]]]] = []

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path.startswith("/static/"):
            self.static(path.removeprefix("/static/"))
        elif match := re.fullmatch(r"/([\w-]+)\.(zh|en)\.html", path):
            self.page(path.removeprefix("/"), match.group(2))
        else:
            self.remember("GET", parse_qs(urlsplit(self.path).query))
            self.endpoint(path)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        form = parse_qs(body.decode("utf-8", "replace")) if "urlencoded" in self.headers.get("Content-Type", "") else {}
        self.remember("POST", form)
        self.endpoint(urlsplit(self.path).path)

    def remember(self, method: str, form: dict[str, list[str]]) -> None:
        self.seen.append((method, urlsplit(self.path).path, form))

    def endpoint(self, path: str) -> None:
        """The answers the scripts wait for, in the shapes the templates' comments name."""
        made = gallery.environment("zh")
        base = gallery.base_context("zh", path)
        context = {**base, **gallery.gallery_data.shell_context("zh")}
        if path == "/web/poll":
            extra: dict[str, Any] = {"counts": [{"key": "overdue", "text": "78", "bad": True}], "presence": None, "newer": 0}
            if "complaint" in self.seen[-1][2]:
                extra |= {"presence": [{"name": "孙磊", "initial": "磊", "hue": 3, "typing": True}], "newer": 1}
            self.send(made.get_template("fragments/poll.html").render(**context, **extra))
        elif path.startswith("/web/act_form") or path == "/web/bulk_form":
            self.send(made.get_template("fragments/act_dialog.html").render(**context, **gallery.gallery_data.act_dialog("zh")))
        elif path.startswith("/web/draft") or path == "/web/register_draft":
            self.send(json.dumps({"saved_at": "13:06"}), "application/json")
        elif path == "/web/judging_words":
            text = self.seen[-1][2].get("text", [""])[0]
            at = text.find("无理取闹")
            words = [{"start": at, "end": at + 4, "text": "无理取闹", "suggestion": "多次要求换货"}] if at >= 0 else []
            self.send(json.dumps({"words": words}), "application/json")
        elif path.startswith("/web/upload"):
            self.send(json.dumps({"id": "41", "name": "x.png", "size": "1 KB"}), "application/json")
        elif path == "/web/register_hints":
            self.send(made.get_template("fragments/register_hints.html").render(**context, **gallery.gallery_data.hints("zh")))
        elif path == "/web/search":
            self.send(
                json.dumps({"items": [{"text": "TS2611210042 冰箱不制冷", "hint": "B", "url": "/workspace.zh.html"}]}), "application/json"
            )
        elif path == "/web/queue" or path.startswith("/web/view"):
            self.send(made.get_template("fragments/queue_rows.html").render(**context, **gallery.gallery_data.queue("zh"), partial=True))
        elif path == "/web/act/TS2611210042/decide":
            errors = {
                "errors": [
                    {"field": "text", "code": "handling.decision.empty", "message": "请写明结论"},
                    {"field": "", "code": "x", "message": "清单还有必做项"},
                ]
            }
            self.send(json.dumps(errors), "application/json", 422, {"HX-Trigger": json.dumps({"qt-refused": errors}), "HX-Reswap": "none"})
        elif path == "/web/bulk":
            trigger = {"qt-toast": {"text": "assigned", "undo_url": "/web/undo"}, "qt-changed": True}
            self.send("", status=204, headers={"HX-Trigger": json.dumps(trigger)})
        else:
            trigger = {"qt-close-dialog": True, "qt-changed": True, "qt-toast": {"text": "done"}}
            self.send("", status=204, headers={"HX-Trigger": json.dumps(trigger)})

    def page(self, name: str, lang: str) -> None:
        template, context = gallery.pages(lang).get(name, ("errors/404.html", {}))
        made = gallery.environment(lang)
        self.send(made.get_template(template).render(**gallery.base_context(lang, "/" + name), **context))

    def static(self, name: str) -> None:
        path = (gallery.PACKAGE / "static" / name).resolve()
        if not path.is_file() or gallery.PACKAGE not in path.parents:
            self.send("no such file", "text/plain", 404)
            return
        kind = (
            {".woff2": "font/woff2", ".js": "text/javascript", ".svg": "image/svg+xml"}.get(path.suffix)
            or mimetypes.guess_type(path.name)[0]
            or "text/plain"
        )
        self.send(path.read_bytes(), kind, headers={"Cache-Control": "public, max-age=3600"})

    def send(
        self, body: str | bytes, kind: str = "text/html; charset=utf-8", status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        raw = body.encode() if isinstance(body, str) else body
        packed = "br" in self.headers.get("Accept-Encoding", "") and len(raw) > 400 and "woff2" not in kind
        if packed:
            raw = brotli.compress(raw, quality=5 if "html" in kind else 11)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.send_header("Content-Security-Policy", POLICY)
        if packed:
            self.send_header("Content-Encoding", "br")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if status != 204:
            self.wfile.write(raw)

    def log_message(self, format: str, *values: Any) -> None:
        """Silent."""


class Server(ThreadingHTTPServer):
    """A browser that leaves a page drops its connections: that is no error."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


def started(port: int = 0) -> ThreadingHTTPServer:
    """A running server in a thread; close it with shutdown()."""
    server = Server(("127.0.0.1", port), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def serve(port: int) -> None:
    Server(("127.0.0.1", port), Handler).serve_forever()
