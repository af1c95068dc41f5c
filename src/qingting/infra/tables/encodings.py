"""Which encoding a text is in: a byte order mark, else strict UTF-8, else strict GB18030, else nothing. No guessing beyond that."""

import codecs
from collections.abc import Callable
from typing import BinaryIO

from qingting.infra.tables.errors import MixedEncoding, NotATable, UnknownEncoding

BLOCK = 1 << 20
# So many characters in a row that are valid UTF-8 do not happen in GB18030 text (one hanzi in five looks like UTF-8 by chance),
# so whatever follows them and is not UTF-8 was joined on.
CERTAINLY_UTF8 = 12


def detect_encoding(reopen: Callable[[], BinaryIO], *, name: str) -> str:
    """The Python codec name: "utf-8", "utf-8-sig", "utf-16" or "gb18030". Reads the whole stream, block by block.

    reopen gives the stream from its first byte, each time it is called.
    Raises UnknownEncoding or MixedEncoding naming the offset of the first wrong byte, NotATable for a stream full of NULs.
    """
    with reopen() as stream:
        head = stream.read(65536)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise NotATable(file=name, what="binary")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        wrong_at, _ = first_wrong_byte(reopen, "utf-16")
        if wrong_at is not None:
            raise MixedEncoding(file=name, encoding="UTF-16", at=wrong_at)
        return "utf-16"
    if head.count(0) * 10 > len(head):
        raise NotATable(file=name, what="binary")
    marked = head.startswith(codecs.BOM_UTF8)
    utf8_at, good = first_wrong_byte(reopen, "utf-8")
    if utf8_at is None:
        return "utf-8-sig" if marked else "utf-8"
    if marked or good >= CERTAINLY_UTF8:
        raise MixedEncoding(file=name, encoding="UTF-8", at=utf8_at)
    gb18030_at, _ = first_wrong_byte(reopen, "gb18030")
    if gb18030_at is None:
        return "gb18030"
    raise UnknownEncoding(file=name, utf8_at=utf8_at, gb18030_at=gb18030_at)


def first_wrong_byte(reopen: Callable[[], BinaryIO], encoding: str) -> tuple[int | None, int]:
    """Offset of the first byte that is not `encoding` (None: all is), and the count of non-ASCII characters before it."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    read, good = 0, 0
    with reopen() as stream:
        while True:
            block = stream.read(BLOCK)
            waiting = len(decoder.getstate()[0])
            try:
                text = decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return read - waiting + error.start, good + _not_ascii(error.object[: error.start].decode(encoding, "ignore"))
            if not block:
                return None, good
            read += len(block)
            if good < CERTAINLY_UTF8:
                good += _not_ascii(text)


def _not_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))
