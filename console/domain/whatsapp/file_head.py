"""What the first bytes of a file say: its media type, and how large it is if it is a picture.

The shapes are those of the formats themselves (PNG, GIF, JPEG, WebP, ISO base media, Ogg, AMR, MPEG audio, PDF, ZIP).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LENGTH: Final = 65_536
"""Bytes that are looked at. A JPEG may keep its size behind a preview picture, which fits into this."""

_BRANDS: Final = {
    b"3gp": "video/3gpp",
    b"3g2": "video/3gpp2",
    b"M4A": "audio/mp4",
    b"M4B": "audio/mp4",
    b"qt ": "video/quicktime",
    b"hei": "image/heic",
    b"mif": "image/heic",
    b"avi": "image/avif",
}
_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"\xff\xf9", "audio/aac"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_PAGES: Final = (b"<!doctype html", b"<html", b"<head", b"<body")
_FRAMES: Final = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_ALONE: Final = {0x01, *range(0xD0, 0xD9)}


@dataclass(frozen=True, slots=True)
class FileHead:
    """`media_type` is None for what is not known here. `size` is width and height in dots, None where the file is no
    picture or does not come to it in its first bytes. `opus`: an Ogg file whose sound is Opus."""

    media_type: str | None = None
    size: tuple[int, int] | None = None
    opus: bool = False


def read_head(data: bytes) -> FileHead:
    """Never raises: what ends too early says less."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileHead("image/png", _big(data, 16, 20) if data[12:16] == b"IHDR" else None)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return FileHead("image/gif", _little(data, 6, 8))
    if data.startswith(b"\xff\xd8\xff"):
        return FileHead("image/jpeg", _jpeg(data[:LENGTH]))
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return FileHead("image/webp", _webp(data))
    if data[4:8] == b"ftyp":
        return FileHead(_BRANDS.get(data[8:11], "video/mp4"))
    if data.startswith(b"OggS"):
        return FileHead("audio/ogg", opus=b"OpusHead" in data[:128])
    if data[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
        return FileHead("text/html")
    return FileHead(next((media_type for begin, media_type in _BEGINNINGS if data.startswith(begin)), None))


def _pair(width: int, height: int) -> tuple[int, int] | None:
    return (width, height) if width and height else None


def _big(data: bytes, at: int, end: int) -> tuple[int, int] | None:
    width, height = data[at:end], data[end : 2 * end - at]
    return _pair(int.from_bytes(width), int.from_bytes(height)) if len(height) == end - at else None


def _little(data: bytes, at: int, end: int) -> tuple[int, int] | None:
    width, height = data[at:end], data[end : 2 * end - at]
    if len(height) < end - at:
        return None
    return _pair(int.from_bytes(width, "little"), int.from_bytes(height, "little"))


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """From segment to segment until one begins a frame; that has height and width, in this order."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # any number of them may stand before a marker
            at += 1
        elif marker in _ALONE:
            at += 2
        elif marker in _FRAMES:
            size = _big(data, at + 5, at + 7)
            return (size[1], size[0]) if size else None
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4]))
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    if len(data) < 30:
        return None
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L" and data[20] == 0x2F:
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if data[12:16] == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = int.from_bytes(data[26:28], "little"), int.from_bytes(data[28:30], "little")
        return _pair(width & 0x3FFF, height & 0x3FFF)
    return None
