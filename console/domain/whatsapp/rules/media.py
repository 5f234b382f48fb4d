"""What may be wrong with, or surprising about, a link to a picture, a sound, a film or a file (LINK WhatsApp Message
API 1.4.1, "Image message" to "Document message", "Parameter" and "Terms and glossary")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from console.domain.document import Document
from console.domain.findings import Finding
from console.domain.reach import why_unreachable
from console.domain.whatsapp.media import CAPTIONED, FORMATS, Media, ending_of, media_type_of
from console.domain.whatsapp.rules.place import Place
from console.domain.whatsapp.rules.values import Check, check_known, check_texts

LONGEST_CAPTION: Final = 1024
"""Characters. Not in LINK's document: WhatsApp's own limit, and so no more than a warning."""


def media_check(kind: str, *, in_header: bool = False) -> Check:
    """The rules of the object under `image`, `audio`, `video` or `document`, in a message or in a template's header."""

    def check(document: Document, place: Place) -> Iterator[Finding]:
        media = Media(kind, document)
        named = ("filename",) if kind == "document" else ()
        yield from _link(media, place, in_header=in_header)
        yield from check_texts(document, place, optional=("caption", *named))
        yield from _caption(media, place, in_header=in_header)
        yield from check_known(document, place, ("link", "caption", "id", *named))

    return check


def _link(media: Media, place: Place, *, in_header: bool) -> Iterator[Finding]:
    link = media.document.get("link")
    if media.document.get("id") is not None:
        yield place.warning("id", "The id of an uploaded file is newer than the document.", "A link always works.")
        if not link:
            return
    if not isinstance(link, str) or not link:
        yield from check_texts(media.document, place, required=("link",))
        return
    unusable = _why_unusable(link)
    if unusable:
        yield place.error("link", unusable, "Write it as in https://example.com/file.")
        return
    reason = why_unreachable(urlsplit(link).hostname or "")
    if reason is not None:
        yield place.warning(
            "link", f"The platform will never reach it: its host {reason}.", "Use a host of the internet."
        )
    if in_header and media.kind == "document":
        yield from _pdf(link, place)
    else:
        yield from _format(media.kind, link, Place("Terms and glossary", place.path))


def _why_unusable(link: str) -> str | None:
    if any(character.isspace() or not character.isprintable() for character in link):
        return "The link holds a blank or a control character."
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "This is no link."
    if parts.scheme not in {"http", "https"}:
        return "The link does not start with http:// or https://."
    return None if host else "The link names no host."


def _pdf(link: str, place: Place) -> Iterator[Finding]:
    ending = ending_of(link)
    if media_type_of(ending) is None:
        yield _unseen(place)
    elif ending != "pdf":
        yield place.error(
            "link", f"In a header PDF is the only document format, and this is .{ending}.", "Link to a PDF."
        )


def _format(kind: str, link: str, place: Place) -> Iterator[Finding]:
    """What the ending of the link tells. What is really sent only the server knows."""
    formats = FORMATS.get(kind)
    if formats is None:
        return
    ending = ending_of(link)
    media_type = media_type_of(ending)
    listed = ", ".join(f".{name}" for name in formats)
    if kind == "audio" and ending == "ogg":
        told = "Of .ogg only Opus is supported, and the link does not tell what is inside."
        yield place.warning("link", told, "Make sure that it is Opus.")
    elif ending in formats or (kind == "image" and ending == "jpg"):
        return
    elif media_type is None:
        yield _unseen(place)
    elif media_type.partition("/")[0] == kind and media_type.partition("/")[2] in formats:
        told = f"The document lists {listed}; .{ending} is the same as one of them by another name."
        yield place.warning("link", told, "It should be taken; try it before you rely on it.")
    else:
        yield place.error("link", f"WhatsApp takes no .{ending} as {kind}.", f"It takes {listed}.")


def _unseen(place: Place) -> Finding:
    return place.note("link", "The link does not show of which format the file is.", "See that it is a supported one.")


def _caption(media: Media, place: Place, *, in_header: bool) -> Iterator[Finding]:
    if media.document.get("caption") is None:
        return
    if in_header:
        yield place.error("caption", "In the header of a template there is no caption.", "Take it out.")
    elif media.kind not in CAPTIONED:
        yield place.error("caption", "An audio message has no caption.", "Take it out, or send it as a text message.")
    elif len(media.caption or "") > LONGEST_CAPTION:
        yield place.warning(
            "caption",
            f"The caption is longer than WhatsApp's own limit of {LONGEST_CAPTION:,} characters.",
            "Shorten it; the document names no limit.",
            (LONGEST_CAPTION, len(media.caption or "")),
        )
