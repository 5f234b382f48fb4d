"""What a message or a template's header links to (LINK WhatsApp Message API 1.4.1, "Terms and glossary")."""

from __future__ import annotations

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

_ENDINGS: Final = {
    "image/jpeg": "jpg jpeg jfif",
    "image/png": "png",
    "image/other": "gif webp bmp tif tiff svg heic heif avif ico psd",
    "audio/aac": "aac",
    "audio/amr": "amr",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3 mpga",
    "audio/ogg": "ogg oga opus",
    "audio/other": "wav flac wma aif aiff mid",
    "video/mp4": "mp4 m4v",
    "video/3gpp": "3gp 3gpp",
    "video/other": "mov avi mkv webm wmv flv mpg mpeg",
    "application/pdf": "pdf",
    "application/other": "doc docx xls xlsx ppt pptx odt ods odp rtf txt csv xml json html htm zip vcf ics",
}
_TYPES: Final = {ending: media_type for media_type, endings in _ENDINGS.items() for ending in endings.split()}


@dataclass(frozen=True, slots=True)
class Media:
    """The JSON object under `image`, `audio`, `video` or `document`, and which of them it is."""

    kind: str
    document: Document = field(default_factory=dict)

    @property
    def link(self) -> str:
        return text_at(self.document, "link") or ""

    @property
    def host(self) -> str:
        """Whom the link leads to; empty where it names nobody."""
        try:
            return urlsplit(self.link).hostname or ""
        except ValueError:
            return ""

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
    """`image/jpeg` for `jpg`, `image/other` for a picture that no kind of message takes; None for what is no usual
    ending of a file, as of a script that may send anything."""
    return _TYPES.get(ending)
