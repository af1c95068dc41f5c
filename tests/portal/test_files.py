"""Files are told by their content, stay with their complaint, and never run in a browser."""

from __future__ import annotations

import re
import uuid

import pytest

from qingting.complaints.models import Complaint
from qingting.infra.files import kinds
from qingting.infra.files.models import StoredFile
from qingting.infra.files.storing import store
from qingting.portal import uploads
from tests.portal.conftest import a_file, picture

HTML = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.png", b"", "是空的"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "不是可接收的类型"),
        ("a.html", HTML, "不是可接收的类型"),
        ("a.jpg", HTML, "不是可接收的类型"),
        ("a.txt", HTML, "不是可接收的类型"),
        ("a.php.jpg", b"<?php system($_GET[1]); ?>", "不是可接收的类型"),
        ("a.pht", b"<?php ?>", "不是可接收的类型"),
        ("a.exe", b"MZ\x90\x00" + b"\x00" * 50, "不是可接收的类型"),
        ("a.docx", b"PK\x03\x04not a real archive", "不是可接收的类型"),
    ],
)
def test_a_lying_or_empty_file_is_refused_beside_the_field_and_nothing_is_kept(visitor, name, content, words):
    answer = visitor.post("/portal/", visitor.filled(files=[a_file("ok.png"), a_file(name, content)]))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert re.search(rf'id="files-error">.*?{words}', html, re.S)
    assert "文件需要重新选择" in html
    assert Complaint.objects.count() == 0 and StoredFile.objects.count() == 0


def test_nine_files_are_taken_and_ten_are_not(visitor):
    assert visitor.post("/portal/", visitor.filled(files=[a_file(f"{i}.png") for i in range(10)])).status_code == 422
    secret = visitor.submit(files=[a_file(f"{i}.png") for i in range(9)])
    assert visitor.get(f"/portal/r/{secret}").count("/file/") == 9


def test_what_is_too_large_is_dropped_while_it_arrives_and_the_words_come_back(visitor, monkeypatch):
    monkeypatch.setattr(uploads, "LIMIT_BYTES", 100_000)
    answer = visitor.post(
        "/portal/", visitor.filled(files=[a_file("大.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 300_000), a_file("小.png")])
    )
    html = answer.content.decode()
    assert answer.status_code == 422 and "大.mp4" in html and "漏水" in html and "小.png" not in html


def test_all_of_them_together_have_a_limit(visitor, monkeypatch):
    monkeypatch.setattr(uploads, "TOTAL_BYTES", 150_000)
    big = b"\x89PNG\r\n\x1a\n" + b"\x00" * 90_000
    answer = visitor.post("/portal/", visitor.filled(files=[a_file("1.png", big), a_file("2.png", big)]))
    assert answer.status_code == 422 and "2.png" in answer.content.decode() and "1.png" not in answer.content.decode()


def test_a_complaint_takes_sixty_files_in_all(visitor, monkeypatch):
    from qingting.portal import answers

    monkeypatch.setattr(answers, "FILES_OF_A_COMPLAINT", 2)
    secret = visitor.submit(files=[a_file()])
    assert visitor.act(secret, "add", text="两张", files=[a_file(), a_file()]).status_code == 422
    assert StoredFile.objects.count() == 1
    assert visitor.act(secret, "add", text="一张", files=[a_file()]).status_code == 302


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.png", "a\x00b.png", "‮gnp.exe.png", "名" * 300 + ".png", '"><img src=x onerror=alert(1)>.png', "con.png", ".png"],
)
def test_names_are_labels(visitor, name):
    secret = visitor.submit(files=[a_file(name)])
    html = visitor.get(f"/portal/r/{secret}")
    assert "<img src=x" not in html
    link = re.search(rf"/portal/r/{secret}/file/[0-9a-f-]{{36}}", html)
    assert link is not None
    answer = visitor.web.get(link[0])
    assert answer.getvalue() == picture() and "\n" not in answer["Content-Disposition"] and "/" not in StoredFile.objects.get().name


def test_a_file_opens_through_the_link_of_its_own_complaint_only(visitor, company, opened):
    mine, other = visitor.submit(files=[a_file()]), visitor.submit(phone="13900001111", files=[a_file("别人的.png", picture("blue"))])
    files = {file.name: file for file in StoredFile.objects.all()}
    assert visitor.web.get(f"/portal/r/{mine}/file/{files['photo.png'].id}").status_code == 200
    lost = visitor.get(f"/portal/r/{mine}/file/{files['别人的.png'].id}")
    assert visitor.page.status_code == 404 and "这个链接打不开" in lost
    for wrong in (uuid.uuid4(), "x", "..%2f..%2fetc", "0", "%00"):
        assert visitor.web.get(f"/portal/r/{mine}/file/{wrong}").status_code == 404
    assert visitor.web.get(f"/portal/r/{'w' * 22}/file/{files['photo.png'].id}").status_code == 404
    assert opened(other).pk != opened(mine).pk


def test_files_of_the_staff_stay_inside(visitor, company, opened, now):
    secret = visitor.submit()
    inside = store("鉴定.png", picture(), cause=("complaint", opened(secret).pk), actor=company.agent, now=now)
    assert "鉴定.png" not in visitor.get(f"/portal/r/{secret}")
    assert visitor.web.get(f"/portal/r/{secret}/file/{inside.id}").status_code == 404


def test_pictures_show_and_everything_else_is_saved(visitor):
    secret = visitor.submit(files=[a_file(), a_file("说明.txt", "用了三天".encode(), "text/html")])
    by_name = {file.name: visitor.web.get(f"/portal/r/{secret}/file/{file.id}") for file in StoredFile.objects.all()}
    assert by_name["photo.png"]["Content-Type"] == "image/png" and by_name["photo.png"]["Content-Disposition"].startswith("inline")
    assert by_name["说明.txt"]["Content-Type"].startswith("text/plain") and by_name["说明.txt"]["Content-Disposition"].startswith(
        "attachment"
    )
    for answer in by_name.values():
        assert answer["X-Content-Type-Options"] == "nosniff" and "no-store" in answer["Cache-Control"]
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_the_limit_of_one_file_is_the_stores(visitor):
    assert uploads.LIMIT_BYTES == kinds.LIMIT_BYTES


def test_a_form_cannot_take_files_uploaded_by_somebody_else(visitor, company, opened, now):
    from qingting.complaints.actions.attach_files import upload
    from qingting.kernel.actor import Actor

    foreign = upload("别人刚上传.png", picture(), actor=Actor("customer", None, "别人"), now=now)
    secret = visitor.submit(attachments=[str(foreign.id)])
    visitor.act(secret, "add", text="再来", attachments=[str(foreign.id)])
    assert "别人刚上传" not in visitor.get(f"/portal/r/{secret}")
