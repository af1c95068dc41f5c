"""Small likenesses of pictures, made with a limit on what they may unfold to."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

SIDE = 160
MOST_PIXELS = 40_000_000


def make_thumbnail(path: Path) -> bytes | None:
    """JPEG of at most 160 pixels a side; None when the picture cannot be read, or would unfold beyond 40 million pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return None
                picture.draft("RGB", (SIDE * 2, SIDE * 2))
                small = ImageOps.exif_transpose(picture)
                small.thumbnail((SIDE, SIDE))
                out = io.BytesIO()
                small.convert("RGB").save(out, "JPEG", quality=75)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    return out.getvalue()
