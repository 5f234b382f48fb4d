"""From the bytes of a picture to its dots. Only this module knows Pillow, which is an extra: `switchroom[pictures]`.

The bytes come from anybody. So only four formats are tried, what would need too much memory is refused before it is
opened, and of an animation the first frame is read alone.
"""

from __future__ import annotations

import io
import warnings
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from console.domain.whatsapp.file_head import read_head
from console.domain.whatsapp.picture import Picture

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS: Final = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}
MOST_DOTS: Final = 40_000_000
"""Width times height of the largest picture that is opened; it takes some 160 MB for a moment."""
KEPT: Final = (160, 160)
"""Dots across and down that are kept: several for each that is drawn."""
BROKEN: Final = "The picture is broken: it ends too early, or cannot be decoded."


def can_read() -> bool:
    """Whether the extra is installed. Imports nothing of it."""
    return find_spec("PIL") is not None


def read_picture(data: bytes) -> Picture | str:
    """Blocks; for a thread. In place of the picture a sentence that says why there is none."""
    head = read_head(data)
    if head.media_type not in FORMATS:
        return f"Only {', '.join(FORMATS.values())} can be shown here."
    if head.size is None:
        return BROKEN
    if head.size[0] * head.size[1] > MOST_DOTS:
        return _too_large(*head.size)
    from PIL import Image

    # What the head says and what is decoded may differ in a file that was made for it: Pillow counts again.
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(data), formats=[FORMATS[head.media_type]]) as opened:
            return _reduced(opened)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return _too_large(*head.size)
    except Exception:  # noqa: BLE001 - whatever a decoder stumbles over, it is the picture that is broken
        return BROKEN


def _reduced(opened: Image) -> Picture:
    """The first frame, the way up a camera says, on white where one can see through it."""
    from PIL import Image, ImageOps

    animated = bool(getattr(opened, "is_animated", False))
    opened.draft("RGB", KEPT)  # a JPEG is decoded no larger than needed
    first = opened.convert("RGBA") if opened.has_transparency_data else opened.convert("RGB")
    first.thumbnail(KEPT)
    turned = ImageOps.exif_transpose(first)
    flat = Image.new("RGB", turned.size, "white")
    flat.paste(turned, mask=turned if turned.mode == "RGBA" else None)
    return Picture(*flat.size, flat.tobytes(), animated)


def _too_large(width: int, height: int) -> str:
    return f"With {width} x {height} dots it takes too much memory to be shown here."
