"""A customer with a browser: opens the form, sends it, follows the link."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from qingting.complaints.queries.finding import by_number, complaint_by_secret
from qingting.infra import clock
from tests.conftest import NOW
from tests.support.company import Company

WORDS = "上周买的净水器今天早上开始漏水，厨房地板泡坏了，请尽快来人处理。"


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (24, 24), colour).save(out, "PNG")
    return out.getvalue()


def a_file(name: str = "photo.png", content: bytes | None = None, kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if content is None else content, content_type=kind)


@dataclass
class Visitor:
    """`web` is the browser; every page it gets is kept in `page`."""

    web: Client
    page: Any = None

    def get(self, path: str, **extra: Any) -> str:
        self.page = self.web.get(path, **extra)
        return self.page.content.decode()

    def post(self, path: str, data: dict[str, Any], **extra: Any) -> Any:
        self.page = self.web.post(path, data, **extra)
        return self.page

    def key(self, html: str = "") -> str:
        found = re.search(r'name="request_key" value="([^"]+)"', html or self.get("/portal/"))
        assert found is not None
        return found[1]

    def filled(self, **fields: Any) -> dict[str, Any]:
        return {"verbatim": WORDS, "phone": "13800006621", "consent": "1", "request_key": self.key(), **fields}

    def submit(self, **fields: Any) -> str:
        """Send a whole form; the secret of its link."""
        answer = self.post("/portal/", self.filled(**fields))
        assert answer.status_code == 302, re.findall(r'qt-error".*?<span>(.*?)</span>', answer.content.decode())
        found = re.fullmatch(r"/portal/r/([A-Za-z0-9_-]{22})", answer["Location"])
        assert found is not None
        return found[1]

    def act(self, secret: str, name: str, **fields: Any) -> Any:
        return self.post(f"/portal/r/{secret}/{name}", {"request_key": self.key(self.get(f"/portal/r/{secret}")), **fields})


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The clock of the door; put another moment into it to move on."""
    hand = [NOW]
    monkeypatch.setattr(clock, "now", lambda: hand[0])
    return hand


@pytest.fixture
def visitor(company: Company, moment: list[datetime]) -> Visitor:
    return Visitor(Client(HTTP_ACCEPT_LANGUAGE="zh-CN"))


@pytest.fixture
def opened(company: Company):
    """record(secret): the complaint as it stands."""

    def record(secret: str) -> Any:
        found = complaint_by_secret(secret)
        assert found is not None
        return by_number(found.no)

    return record
