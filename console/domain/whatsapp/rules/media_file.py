"""What may be wrong with a file that was fetched (LINK WhatsApp Message API 1.4.1, "Terms and glossary", "Parameter").

The document names formats and no size, so nothing is said about a size.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from console.domain.findings import Finding, error, note, warning
from console.domain.whatsapp.media import FORMATS
from console.domain.whatsapp.media_file import MediaFile

_SAME: Final = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "audio/mp3": "audio/mpeg",
    "audio/x-m4a": "audio/mp4",
    "audio/aacp": "audio/aac",
    "audio/x-aac": "audio/aac",
    "application/ogg": "audio/ogg",
    "audio/opus": "audio/ogg",
    "video/3gp": "video/3gpp",
    "application/x-pdf": "application/pdf",
}
"""Other names of the same."""
_ANYTHING: Final = {"", "application/octet-stream", "binary/octet-stream"}
"""What servers say of a file they know nothing about."""
_THINGS: Final = {"image": "picture", "audio": "sound", "video": "film", "document": "document"}


def check_file(kind: str, file: MediaFile, *, in_header: bool = False) -> Iterator[Finding]:
    """`kind` is that of the message, or of the parameter in a template's header."""
    said, found = _SAME.get(file.content_type, file.content_type), file.head.media_type
    if file.inside is not None:
        yield warning(
            "link", f"The platform will never reach it: its host {file.inside}.", "Use a host of the internet."
        )
    if found == "text/html" and (kind != "document" or said != "text/html"):
        yield error(
            "link",
            f"What came is a web page and no {_THINGS.get(kind, kind)}.",
            "Link to the file itself: without a login, and not to a page that shows it.",
        )
        return
    if kind == "image" and found is None:
        called = f"The server calls it {file.content_type}, but it" if file.content_type else "It"
        yield error("link", f"{called} begins as no picture does.", "Open the link in a browser to see what it is.")
        return
    yield from _called(said, found)
    yield from _taken(kind, found or (said if said not in _ANYTHING else None), file, in_header=in_header)


def _called(said: str, found: str | None) -> Iterator[Finding]:
    """Whether the server calls it what it is. Of what others than browsers make of a wrong name nothing is known."""
    if said in _ANYTHING:
        yield warning("link", "The server does not say of which type it is.", "Let it name the file's own type.")
    elif found not in {None, said, "application/zip"} and {said, found} != {"audio/mp4", "video/mp4"}:
        yield warning("link", f"The server calls it {said}, but it is {found}.", "Let it name the file's own type.")


def _taken(kind: str, media_type: str | None, file: MediaFile, *, in_header: bool) -> Iterator[Finding]:
    if in_header and kind == "document":
        if media_type not in {None, "application/pdf"}:
            yield error("link", f"In a header PDF is the only document format, and this is {media_type}.", "Use a PDF.")
        return
    formats = FORMATS.get(kind)
    if formats is None:
        return
    listed = ", ".join(f".{name}" for name in formats)
    if media_type is None:
        yield note("link", "Neither the server nor its first bytes tell what it is.", f"WhatsApp takes {listed}.")
        return
    family, _, name = media_type.partition("/")
    families = {kind, "video"} if name == "mp4" else {kind}  # the container is the same
    if family not in families or name not in formats:
        yield error("link", f"WhatsApp takes no {media_type} as {kind}.", f"It takes {listed}.")
    elif media_type == "audio/ogg" and file.head.media_type and not file.head.opus:
        yield error("link", "Of .ogg only Opus is supported, and this is another codec.", "Encode it as Opus.")
