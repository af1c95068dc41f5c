"""Somebody at a desk: a signed-in browser without scripts or with them, and short names for what tests do on a complaint's page."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from qingting.people.models import User

AJAX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "qt-dialog-host"}


class Desk:
    """`desk.act("accept", no)` is a click on the button of the dialog; answers are responses."""

    def __init__(self, username: str) -> None:
        self.client = Client()
        self.client.force_login(User.objects.get(username=username))

    def get(self, name: str, query: str = "", *, htmx: bool = False, **kwargs: Any) -> Any:
        url = reverse(f"web:{name}", kwargs=kwargs or None) + (f"?{query}" if query else "")
        return self.client.get(url, **(AJAX if htmx else {}))

    def post(
        self, name: str, data: dict[str, Any] | None = None, *, htmx: bool = True, headers: dict[str, str] | None = None, **kwargs: Any
    ) -> Any:
        return self.client.post(reverse(f"web:{name}", kwargs=kwargs or None), data or {}, **(AJAX if htmx else {}), **(headers or {}))

    def page(self, no: str, query: str = "") -> str:
        response = self.get("complaint", query, no=no)
        assert response.status_code == 200, response.content.decode()[:2000]
        return response.content.decode()

    def form(self, act: str, no: str, query: str = "") -> dict[str, str]:
        """Hidden fields of the dialog, as the browser would send them back."""
        response = self.get("act_form", query, htmx=True, no=no, act=act)
        assert response.status_code == 200, (response.status_code, response.content.decode()[:2000])
        return hidden_fields(response.content.decode())

    def act(self, act: str, no: str, *, htmx: bool = True, query: str = "", **typed: Any) -> Any:
        """Open the dialog, fill it in, send it."""
        return self.post("act", {**self.form(act, no, query), **typed}, htmx=htmx, no=no, act=act)


def hidden_fields(html: str) -> dict[str, str]:
    import re
    from html import unescape

    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html)
    return {unescape(name): unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def triggers(response: Any) -> dict[str, Any]:
    """What a 204 tells the page."""
    return json.loads(response.headers.get("HX-Trigger", "{}"))
