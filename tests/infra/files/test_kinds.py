"""Files are judged by their content, never by their name or by what the sender says."""

import io
import zipfile

import pytest

from qingting.infra.files import kinds
from qingting.infra.files.kinds import LIMIT_BYTES, EmptyFile, FileKindRefused, FileTooLarge, media_type_of, safe_name

PNG, JPG, PDF = b"\x89PNG\r\n\x1a\n" + b"x" * 40, b"\xff\xd8\xff\xe0" + b"x" * 40, b"%PDF-1.7\n" + b"x" * 40


def archive(*names, size=10):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, b"0" * size)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("发票.png", PNG, "image/png"), ("发票.PNG", PNG, "image/png"), ("照片.jpg", JPG, "image/jpeg"), ("合同.pdf", PDF, "application/pdf"), ("改名.exe", PNG, "image/png"),
        ("没有后缀", PDF, "application/pdf"), ("录音.mp3", b"ID3" + b"x" * 40, "audio/mpeg"), ("录音.amr", b"#!AMR\n" + b"x" * 9, "audio/amr"), ("a.mov", b"\0\0\0\x18ftypqt  xxxx", "video/quicktime"),
        ("a.mp4", b"\0\0\0\x18ftypisomxxxx", "video/mp4"), ("a.heic", b"\0\0\0\x18ftypheicxxxx", "image/heic"), ("聊天.txt", "您好，还没收到".encode(), "text/plain"),
        ("聊天.txt", "您好，还没收到".encode("gb18030"), "text/plain"), ("表.xlsx", archive("[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)  # fmt: skip
def test_what_is_taken_in(name, content, kind):
    assert media_type_of(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), ("a.html", b"<html><script>alert(1)</script>"), ("a.jpg", b"<html><script>alert(1)</script>"),
        ("a.txt", b"<!DOCTYPE html><script>"), ("a.txt", b"\xef\xbb\xbf<html>"), ("a.txt", b"  \n<script>alert(1)</script>"), ("a.csv", b"<svg onload=x>"), ("a.php.jpg", b"<?php system($_GET[1]);"), ("a.pht", b"<?php"),
        ("a.exe", b"MZ\x90\x00"), ("a.zip", archive("a.txt")), ("a.docx", archive("a.txt")), ("a.xlsx", archive("[Content_Types].xml", "word/document.xml")), ("a.docx", b"PK\x03\x04broken"),
        ("a.txt", b"abc\x00def"),
    ],
)  # fmt: skip
def test_what_is_refused(name, content):
    with pytest.raises(FileKindRefused):
        media_type_of(name, content)


def test_an_archive_that_unpacks_to_far_more_than_it_weighs_is_refused(monkeypatch):
    monkeypatch.setattr(kinds, "LIMIT_BYTES", 50_000)
    with pytest.raises(FileKindRefused):
        media_type_of("bomb.xlsx", archive("[Content_Types].xml", "xl/a.xml", size=1_500_000))


def test_empty_and_too_large_files_are_named():
    with pytest.raises(EmptyFile) as empty:
        media_type_of("空.png", b"")
    with pytest.raises(FileTooLarge):
        media_type_of("大.png", PNG + b"x" * LIMIT_BYTES)
    assert "空.png" in empty.value.message("zh")


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("../../etc/passwd", "passwd"), ("..\\..\\boot.ini", "boot.ini"), ("发票\x00.png", "发票.png"), ("发票\u202egnp.exe", "发票gnp.exe"), ("", "file"), ("...", "file"), ("a\r\nb.png", "ab.png"),
        ('a"b<c>.png', "abc.png"), ("  发票.png ", "发票.png"),
    ],
)  # fmt: skip
def test_a_name_is_only_a_label(raw, label):
    assert safe_name(raw) == label


def test_a_very_long_chinese_name_keeps_its_suffix_and_fits():
    name = safe_name("长" * 300 + ".png")
    assert len(name) <= 120 and name.endswith(".png")
