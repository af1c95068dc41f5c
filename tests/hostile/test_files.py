"""Files meant to harm: what is not what it says is refused, what is kept is served so that nothing in it runs."""

from __future__ import annotations

import errno
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from qingting.complaints.models import Complaint
from qingting.infra.files.models import StoredFile

HTML = b"<html><script>alert('zq')</script></html>"


def png(tail: bytes = b"") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue() + tail


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """Some hundred kilobytes that would be more than a gigabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as member:
            for _ in range(1100):
                member.write(b"\0" * (1 << 20))
    return out.getvalue()


REFUSED: dict[str, tuple[str, bytes, int]] = {
    "html": ("a.html", HTML, 415), "html as picture": ("a.jpg", HTML, 415), "svg": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415), "php": ("a.php.jpg", b"<?php phpinfo();", 415),
    "pht": ("a.pht", b"<?php", 415), "empty": ("a.png", b"", 422), "html as text": ("a.txt", b"  <!DOCTYPE html><script>", 415), "executable": ("a.pdf", b"MZ\x90\x00", 415), "zip": ("a.zip", zipped({"x": b"x"}), 415),
    "zip as docx": ("a.docx", zipped({"x.html": HTML}), 415), "broken docx": ("a.docx", b"PK\x03\x04" + b"\0" * 40, 415), "no name": ("", HTML, 415), "xml": ("a.txt", b"<?xml version='1.0'?><x/>", 415),
}  # fmt: skip


def send(client: Client, name: str, content: bytes, kind: str = "image/png") -> Any:
    return client.post("/files/new", {"file": SimpleUploadedFile(name or "x", content, content_type=kind)})


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_what_it_says_is_refused_in_words(what: str, company, staff_of):
    name, content, status = REFUSED[what]
    answer = send(staff_of("agent"), name, content)
    assert answer.status_code == status, answer.content
    assert answer.json()["errors"][0]["message"] and not StoredFile.objects.exists()


def test_a_zip_that_would_burst_is_refused(company, staff_of):
    answer = send(staff_of("agent"), "a.docx", bomb(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    assert answer.status_code in (413, 415) and not StoredFile.objects.exists()


def test_twenty_six_megabytes_are_too_much(company, staff_of):
    answer = send(staff_of("agent"), "a.png", png() + b"\0" * (26 * 1024 * 1024))
    assert answer.status_code == 413 and "25 MB" in answer.json()["errors"][0]["message"] and not StoredFile.objects.exists()


def test_a_picture_with_a_page_behind_it_is_served_as_a_picture_that_runs_nothing(company, staff_of):
    client = staff_of("agent")
    kept = send(client, "a.png", png(HTML), "text/html").json()
    no = company.register(by="agent").no
    assert client.post(f"/complaints/{no}/act/attach", {"attachments": kept["id"]}).status_code == 302
    answer = client.get(f"/files/{kept['id']}")
    assert answer.status_code == 200 and answer["Content-Type"] == "image/png"
    assert (
        answer["X-Content-Type-Options"] == "nosniff"
        and "sandbox" in answer["Content-Security-Policy"]
        and "no-store" in answer["Cache-Control"]
    )


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.png", "..\\..\\boot.png", "/etc/passwd.png", "a\x00b.png", "a\r\nSet-Cookie: zq=1.png", "\u202egnp.exe.png", "投" * 100 + ".png", "诉" * 300 + ".png", "." * 250 + ".png", "\"><script>alert('zq')</script>.png", "CON.png", "a;b\"c'.png", " .png", "😡.png", "%2e%2e%2fx.png"],
)  # fmt: skip
def test_a_name_is_only_a_label(name: str, company, staff_of, settings):
    client = staff_of("agent")
    answer = send(client, name, png(name.encode("utf-8", "replace")))
    assert answer.status_code == 200, answer.content
    row = StoredFile.objects.get()
    assert not set(row.name) & set('/\\\x00\r\n\u202e<>"') and 0 < len(row.name) <= 120 and len(row.name.encode()) <= 480
    home = Path(settings.ENVIRONMENT.home) / "files"
    assert (home / row.sha256[:2] / row.sha256).is_file()
    shown = client.get(f"/files/{row.id}")
    assert shown.status_code == 200 and "Set-Cookie" not in shown["Content-Disposition"] and "\n" not in shown["Content-Disposition"]
    assert "<script>alert('zq')" not in client.get(f"/complaints/new?attachments={row.id}").content.decode()


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)


def test_on_a_full_disk_the_upload_says_so_and_leaves_nothing(company, staff_of, full_disk, settings):
    before = set((Path(settings.ENVIRONMENT.home) / "files").rglob("*.part"))
    answer = send(staff_of("agent"), "a.png", png(b"full"))
    assert answer.status_code == 507 and "没有保存成功" in answer.json()["errors"][0]["message"]
    assert not StoredFile.objects.exists() and set((Path(settings.ENVIRONMENT.home) / "files").rglob("*.part")) == before


def test_on_a_full_disk_what_the_agent_wrote_is_still_saved(company, staff_of, full_disk):
    client = staff_of("agent")
    no = company.register(by="agent").no
    failed = client.post(f"/complaints/{no}/files", {"file": SimpleUploadedFile("a.png", png(b"full2"))})
    assert failed.status_code == 507
    assert client.post(f"/complaints/{no}/act/note", {"text": "客户会再发一次照片"}).status_code == 302
    assert "客户会再发一次照片" in client.get(f"/complaints/{no}").content.decode()
    with_file = client.post(
        f"/complaints/{no}/act/respond", {"text": "照片没有收到，请再发一次", "files": SimpleUploadedFile("a.png", png(b"full3"))}
    )
    assert with_file.status_code in (422, 507) and "照片没有收到，请再发一次" in with_file.content.decode(), "nothing typed is lost"
    registered = client.post(
        "/complaints/new", {"verbatim": "门锁坏了三天", "channel": "hotline", "files": SimpleUploadedFile("a.png", png(b"full4"))}
    )
    assert registered.status_code in (302, 422, 507)
    if registered.status_code != 302:
        assert "门锁坏了三天" in registered.content.decode() and "没有保存成功" in registered.content.decode()


def test_on_a_full_disk_the_customers_words_arrive_and_only_the_file_does_not(company, full_disk):
    customer = Client(raise_request_exception=False)
    answer = customer.post(
        "/portal/",
        {
            "verbatim": "门锁坏了，照片见附件",
            "phone": "13800006621",
            "consent": "1",
            "files": SimpleUploadedFile("a.png", png(b"full5"), content_type="image/png"),
        },
    )
    page = answer if answer.status_code != 302 else customer.get(answer["Location"])
    assert Complaint.objects.filter(verbatim="门锁坏了，照片见附件").exists(), (
        answer.status_code,
        "the text must not be lost with the file",
    )
    assert "没有保存" in page.content.decode() or "没有收下" in page.content.decode() or "没有保存成功" in page.content.decode(), (
        "and the page says that the file was not kept"
    )
