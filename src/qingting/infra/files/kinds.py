"""Which files are taken in, told by their content and never by what the sender says. Pure."""

from __future__ import annotations

import io
import re
import zipfile

from qingting.kernel.errors import DomainError

LIMIT_BYTES = 25 * 1024 * 1024
INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp"}
BY_SUFFIX = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "heic": "image/heic",
    "pdf": "application/pdf", "mp4": "video/mp4", "mov": "video/quicktime", "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/wav", "amr": "audio/amr",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "txt": "text/plain", "csv": "text/csv",
}  # fmt: skip
_SIGNATURES: list[tuple[re.Pattern[bytes], set[str]]] = [
    (re.compile(rb"\A\x89PNG\r\n\x1a\n"), {"png"}),
    (re.compile(rb"\A\xff\xd8\xff"), {"jpg", "jpeg"}),
    (re.compile(rb"\AGIF8[79]a"), {"gif"}),
    (re.compile(rb"\ARIFF....WEBP", re.S), {"webp"}),
    (re.compile(rb"\ARIFF....WAVE", re.S), {"wav"}),
    (re.compile(rb"\A....ftyp(heic|heix|mif1|hevc)", re.S), {"heic"}),
    (re.compile(rb"\A....ftyp", re.S), {"mp4", "mov", "m4a"}),
    (re.compile(rb"\A%PDF-"), {"pdf"}),
    (re.compile(rb"\A(ID3|\xff[\xfb\xf3\xf2\xfa])"), {"mp3"}),
    (re.compile(rb"\A#!AMR"), {"amr"}),
]


class EmptyFile(DomainError):
    code = "infra.file.empty"
    zh = "文件「{name}」是空的（0 字节），没有保存。请重新选择文件。"
    en = "The file “{name}” is empty (0 bytes) and was not saved. Please choose it again."


class FileTooLarge(DomainError):
    code = "infra.file.too_large"
    status = 413
    zh = "文件「{name}」超过 {limit} MB，没有保存。请压缩或分几个上传。"
    en = "The file “{name}” is larger than {limit} MB and was not saved. Please compress it or send it in parts."


class FileKindRefused(DomainError):
    code = "infra.file.kind_refused"
    status = 415
    zh = "文件「{name}」的内容不是可接收的类型（图片、PDF、录音、视频、Word、Excel、纯文本）。"
    en = "The content of “{name}” is not a kind we accept (pictures, PDF, recordings, video, Word, Excel, plain text)."


def safe_name(raw: str) -> str:
    """A label for people: no path, no control or direction characters, at most 120 characters, never empty."""
    name = re.split(r"[\\/]", raw or "")[-1]
    name = "".join(
        c for c in name if c.isprintable() and c not in '\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f<>:"|?*'
    ).strip(" .")
    if len(name) > 120:
        stem, _, suffix = name.rpartition(".")
        name = f"{stem[:100]}.{suffix[:10]}" if stem else name[:120]
    return name or "file"


def media_type_of(name: str, content: bytes) -> str:
    """The media type, from the content; the suffix only chooses among types the content allows.

    Raises EmptyFile, FileTooLarge or FileKindRefused.
    """
    if not content:
        raise EmptyFile(field="attachments", name=name)
    if len(content) > LIMIT_BYTES:
        raise FileTooLarge(field="attachments", name=name, limit=LIMIT_BYTES // 1048576)
    suffix = name.rpartition(".")[2].lower()
    for pattern, suffixes in _SIGNATURES:
        if pattern.match(content[:64]):
            return BY_SUFFIX[suffix if suffix in suffixes else sorted(suffixes)[0]]
    if content[:4] == b"PK\x03\x04" and suffix in ("docx", "xlsx"):
        return _office(name, suffix, content)
    if suffix in ("txt", "csv") and _is_text(content):
        return BY_SUFFIX[suffix]
    raise FileKindRefused(field="attachments", name=name)


def _office(name: str, suffix: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            total = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise FileKindRefused(field="attachments", name=name) from error
    inside = "word/" if suffix == "docx" else "xl/"
    if total > 40 * LIMIT_BYTES or "[Content_Types].xml" not in names or not any(n.startswith(inside) for n in names):
        raise FileKindRefused(field="attachments", name=name)
    return BY_SUFFIX[suffix]


def _is_text(content: bytes) -> bool:
    if b"\x00" in content[:4096]:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return not re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|svg|\?xml|script)", content[:256].lower())
    return False
