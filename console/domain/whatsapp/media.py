"""What a message or a template's header links to (LINK WhatsApp Message API 1.4.1, "Terms and glossary")."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from console.domain.document import Document, text_at, with_key

MEDIA_KINDS: Final = ("image", "audio", "video", "document")
CAPTIONED: Final = ("image", "video", "document")
"""The kinds whose message may have a caption; in the header of a template none may."""

FORMATS: Final = {
    "image": ("jpeg", "png"),
    "audio": ("aac", "mp4", "amr", "mpeg", "ogg"),
    "video": ("mp4", "3gpp"),
}
"""As the document lists them. They are the second halves of media types rather than file endings: its own example of an
image ends in .jpg. A document may have any format."""

_KNOWN_ENDINGS: Final = mimetypes.MimeTypes()
"""What Python itself knows. Not the module's functions: those also read the files of the machine."""

_MORE_ENDINGS: Final = {".3gp": "video/3gpp", ".amr": "audio/amr", ".ogg": "audio/ogg", ".aac": "audio/aac",
                        ".m4a": "audio/mp4", ".webp": "image/webp", ".heic": "image/heic"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Media:
    """The JSON object under `image`, `audio`, `video` or `document`, and which of them it is."""

    kind: str
    document: Document = field(default_factory=dict)

    @property
    def link(self) -> str:
        return text_at(self.document, "link") or ""

    @property
    def caption(self) -> str | None:
        return text_at(self.document, "caption")

    @property
    def filename(self) -> str | None:
        return text_at(self.document, "filename")

    @property
    def media_id(self) -> str | None:
        """Newer than the document: what was uploaded before has an id in place of a link (provider facts, 4)."""
        return text_at(self.document, "id")

    @property
    def name(self) -> str:
        """What a phone would call it: its file name, else the last piece of its link."""
        return self.filename or file_of(self.link)

    def with_value(self, key: str, value: object) -> Media:
        return Media(self.kind, with_key(self.document, key, value))


def file_of(link: str) -> str:
    """The last piece of a link's path, readable; empty where there is none."""
    try:
        path = urlsplit(link).path
    except ValueError:
        return ""
    return unquote(path.rpartition("/")[2])


def ending_of(link: str) -> str:
    """`pdf` of `https://example.com/a.PDF?x`; empty where the link shows none."""
    stem, dot, ending = file_of(link).rpartition(".")
    return ending.lower() if stem and dot and ending.isascii() and ending.isalnum() and len(ending) <= 5 else ""


def media_type_of(ending: str) -> str | None:
    """`image/jpeg` for `jpg`; None for what is no usual ending, as of a script that may send anything."""
    with_dot = f".{ending}"
    return _MORE_ENDINGS.get(with_dot) or _KNOWN_ENDINGS.types_map[True].get(with_dot)
