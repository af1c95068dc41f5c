"""Read a gzip file without letting it fill the machine."""

import gzip
import io
import zlib
from typing import Any, BinaryIO

from qingting.infra.tables.errors import DamagedFile, PackedTooTightly, TooLarge
from qingting.infra.tables.limits import Limits

GZIP_MAGIC = b"\x1f\x8b"


class Gunzipped(io.RawIOBase):
    """The unpacked bytes of `packed`, read once from the start.

    Raises DamagedFile for a truncated or wrong file, TooLarge and PackedTooTightly beyond the limits, each while reading.
    """

    def __init__(self, packed: BinaryIO, *, name: str, limits: Limits, most: int) -> None:
        super().__init__()
        self._packed = packed
        self._gzip = gzip.GzipFile(fileobj=packed)
        self._name = name
        self._limits = limits
        self._most = most
        self._unpacked = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._gzip.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise DamagedFile(file=self._name, reason=f"gzip: {error}") from error
        self._unpacked += len(data)
        if self._unpacked > self._most:
            raise TooLarge(file=self._name, what="gzip", limit=f"{self._most} B")
        # the packed file is read ahead in small blocks, so its position is a fair count of what has been used
        if self._unpacked > self._limits.ratio_from and self._unpacked > self._limits.ratio * max(1, self._packed.tell()):
            raise PackedTooTightly(file=self._name, limit=self._limits.ratio)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._gzip.close()
            self._packed.close()
        super().close()
