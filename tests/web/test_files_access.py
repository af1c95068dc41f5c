"""Files: taken in by what they hold, given out only through the complaint they belong to, never run by a browser."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from qingting.infra.files.models import StoredFile
from qingting.infra.ledger.reading import past_of
from tests.support.desk import Desk


def png(side=8):
    out = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(out, "PNG")
    return out.getvalue()


def send(desk, no, name="照片.png", content=None, kind="image/png"):
    upload = SimpleUploadedFile("x", png() if content is None else content, kind)
    upload.name = name
    return desk.post("upload", {"file": upload}, htmx=False, no=no)


@pytest.fixture
def case(company):
    no = company.register(by="manager").no
    company.do("assign", no, to="agent")
    return no


def attached(desk, no, act="respond", name="照片.png", content=None):
    """A file that came with a reply."""
    uploaded = send(desk, no, name, content).json()["id"]
    assert desk.post("act", {"text": "请看附件", "attachments": [uploaded]}, no=no, act=act).status_code == 204
    return uploaded


def test_an_upload_is_the_uploaders_alone_until_it_joins_a_complaint(case):
    desk = Desk("agent")
    answer = send(desk, case).json()
    assert set(answer) == {"id", "name", "size"}
    assert desk.get("file", file_id=answer["id"]).status_code == 200
    assert Desk("manager").get("file", file_id=answer["id"]).status_code == 404
    assert Desk("manager").post("act", {"text": "借用", "attachments": [answer["id"]]}, no=case, act="respond").status_code == 422


def test_a_file_is_reached_through_its_complaint_and_opening_is_on_record(case, company):
    desk = Desk("agent")
    file_id = attached(desk, case)
    opened = Desk("manager").get("file", file_id=file_id)
    assert opened.status_code == 200 and b"".join(opened.streaming_content) == png()
    last = past_of(f"complaint:{company.record(case).pk}")[-1]
    assert (last.name, last.actor_name, last.data["file"]) == ("complaints.attachment.opened", "manager-名", file_id)
    assert Desk("stranger").get("file", file_id=file_id).status_code == 404
    assert Desk("stranger").get("thumbnail", file_id=file_id).status_code == 404


def test_no_browser_runs_anything_a_file_holds(case):
    desk = Desk("agent")
    for name, content, inline in (("照片.png", png(), True), ("说明.txt", b"alert(1)", False), ("清单.pdf", b"%PDF-1.4 <script>", False)):
        answer = desk.get("file", file_id=attached(desk, case, name=name, content=content))
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("inline" if inline else "attachment"), name
        assert answer.headers["Cache-Control"] == "private, no-store"
        whole = desk.client.get(f"/files/{StoredFile.objects.get(name=name).id}", HTTP_RANGE="bytes=0-1")
        assert whole.status_code == 200


@pytest.mark.parametrize(
    "name,content,status",
    [
        ("空.png", b"", 422), ("图.jpg", b"<html><script>alert(1)</script>", 415), ("a.svg", b"<svg onload=alert(1)>", 415), ("a.php.jpg", b"<?php system($_GET[0]);", 415),
        ("a.html", b"<!doctype html>", 415), ("a.pht", b"<?php", 415), ("a.exe", b"MZ\x90", 415), ("a.txt", b"<!doctype html><script>", 415), ("b.docx", b"PK\x03\x04not a zip", 415),
    ],
)  # fmt: skip
def test_what_is_not_what_it_says_is_refused_in_words(case, name, content, status):
    answer = send(Desk("agent"), case, name, content)
    assert answer.status_code == status
    assert name in answer.json()["errors"][0]["message"]
    assert StoredFile.objects.count() == 0


def test_a_zip_bomb_in_a_document_is_refused(case):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        for number in range(6):
            archive.writestr(f"word/{number}.xml", b"0" * 200_000_000)
    assert send(Desk("agent"), case, "炸弹.docx", out.getvalue()).status_code == 415


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.png",
        "..\\..\\windows\\win.png",
        "a\x00b.png",
        "\u202egnp.exe.png",
        "长" * 300 + ".png",
        "<script>.png",
        '"; filename="x.html.png',
        "CON.png\r\nX-Evil: 1.png",
    ],
)
def test_a_file_name_is_a_label_and_nothing_else(case, name):
    desk = Desk("agent")
    answer = send(desk, case, name)
    assert answer.status_code == 200, answer.content
    kept = StoredFile.objects.get()
    assert not set('/\\<>"\x00\r\n\u202e') & set(kept.name) and len(kept.name) <= 120
    shown = desk.get("file", file_id=kept.id)
    assert shown.status_code == 200 and "X-Evil" not in shown.headers
    assert desk.post("act", {"text": "附件", "attachments": [str(kept.id)]}, no=case, act="respond").status_code == 204
    assert "<script>" not in desk.get("complaint_part", no=case, part="files").content.decode()


def test_a_picture_that_would_unfold_beyond_measure_has_no_thumbnail_and_breaks_nothing(case):
    big = png()
    header = big[:16] + (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + big[24:]
    desk = Desk("agent")
    file_id = attached(desk, case, content=header)
    assert desk.get("thumbnail", file_id=file_id).status_code == 404
    assert desk.get("complaint_part", no=case, part="files").status_code == 200


def test_thumbnails_are_small_pictures_and_leave_no_trace(case, company):
    desk = Desk("agent")
    file_id = attached(desk, case, content=png(900))
    before = len(past_of(f"complaint:{company.record(case).pk}"))
    answer = desk.get("thumbnail", file_id=file_id)
    assert max(Image.open(io.BytesIO(answer.content)).size) == 160
    assert len(past_of(f"complaint:{company.record(case).pk}")) == before


def test_files_of_a_note_are_kept_where_no_customer_looks(case, company):
    from qingting.complaints.queries.attachments import files_of_complaint
    from qingting.infra.files.storing import files_of

    desk = Desk("agent")
    secret = attached(desk, case, act="note", name="内部.png")
    pk = company.record(case).pk
    assert [file.name for file in files_of_complaint(pk, with_notes=True)] == ["内部.png"]
    assert files_of_complaint(pk, with_notes=False) == [] and files_of("complaint", pk) == []
    assert Desk("manager").get("file", file_id=secret).status_code == 200
    assert "内部.png（备注）" not in desk.get("complaint_part", no=case, part="files").content.decode()
    assert "（备注）" in desk.get("complaint_part", no=case, part="files").content.decode()


def test_files_join_a_complaint_from_the_files_panel_and_a_plain_form(case):
    desk = Desk("agent")
    uploaded = send(desk, case).json()["id"]
    assert desk.post("act", {"attachments": [uploaded]}, no=case, act="attach").status_code == 204
    assert desk.post("act", {}, no=case, act="attach").status_code == 422
    plain = SimpleUploadedFile("收据.png", png(), "image/png")
    assert desk.post("act", {"text": "补充照片", "files": plain}, htmx=False, no=case, act="add").status_code == 302
    html = desk.get("complaint_part", no=case, part="files").content.decode()
    assert "照片.png" in html and "收据.png" in html


def test_a_refused_reply_keeps_its_files(case):
    desk = Desk("agent")
    uploaded = send(desk, case).json()["id"]
    html = desk.post("act", {"text": "", "attachments": [uploaded]}, no=case, act="respond").content.decode()
    assert f'name="attachments" value="{uploaded}"' in html


@pytest.mark.parametrize("attachments", [["nonsense"], ["00000000-0000-0000-0000-000000000000"], ["\x00"], ["x" * 5000]])
def test_ids_that_are_none_are_refused_with_the_text_kept(case, attachments):
    answer = Desk("agent").post("act", {"text": "留着这句话", "attachments": attachments}, no=case, act="respond")
    assert answer.status_code == 422 and "留着这句话" in answer.content.decode()


def test_addresses_of_files_that_are_not_there_are_not_found(case):
    desk = Desk("agent")
    assert desk.get("file", file_id="00000000-0000-0000-0000-000000000000").status_code == 404
    for path in ("/files/../../etc/passwd", "/files/1", "/files/00000000-0000-0000-0000-00000000000g"):
        assert desk.client.get(path).status_code == 404
    uploaded = send(desk, case).json()["id"]
    StoredFile.objects.update(sha256="0" * 64)
    assert desk.get("file", file_id=uploaded).status_code == 404


def test_who_may_not_attach_uploads_nothing(case):
    assert send(Desk("auditor"), case).status_code == 403
    assert send(Desk("stranger"), case).status_code == 404
    assert StoredFile.objects.count() == 0


def test_no_file_in_the_form_is_said_in_words(case):
    answer = Desk("agent").post("upload", {}, htmx=False, no=case)
    assert (answer.status_code, answer.json()["errors"][0]["message"]) == (422, "请选择文件")


def test_a_recording_is_offered_beside_the_customers_words(case):
    desk = Desk("agent")
    attached(desk, case, name="来电.mp3", content=b"ID3" + b"\x00" * 64)
    assert "听录音" in desk.page(case)
    assert "<audio controls" in desk.get("complaint_part", no=case, part="recording").content.decode()
