"""Pictures as files, made here byte by byte or by Pillow."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image

SUFFIXES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 60), (40, 60, 200), (230, 200, 40)


def quarters(width: int = 64, height: int = 64) -> Image.Image:
    """Red and green above, blue and yellow below."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (0, height // 2, width // 2, height))
    picture.paste(YELLOW, (width // 2, height // 2, width, height))
    return picture


def encoded(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def animation(frames: int = 3) -> bytes:
    first = quarters()
    others = [first.rotate(90 * turn) for turn in range(1, frames)]
    return encoded(first, "GIF", save_all=True, append_images=others, duration=50, loop=0)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width: int, height: int) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A few kilobytes that would be 3,600 million dots: all of it is one colour, and only its beginning is there."""
    return png(header(width, height), chunk(b"IDAT", zlib.compress(bytes(100_000), 9)), chunk(b"IEND", b""))


def two_faced_bomb() -> bytes:
    """Its first header says that it is small, the second, which decoders obey, that it is not."""
    return png(header(8, 8), header(60_000, 60_000), chunk(b"IDAT", zlib.compress(bytes(9))), chunk(b"IEND", b""))
