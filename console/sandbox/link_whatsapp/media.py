"""What a link may lead to ("Terms and glossary", "Image message" to "Document message")."""

from __future__ import annotations

from urllib.parse import urlsplit

from console.sandbox.link_whatsapp.values import Given

KINDS = ("image", "audio", "video", "document")

# The formats of the document with the endings that files of them usually have; its own example of an image ends in
# .jpg. What a link without a usual ending leads to only the platform could find out, so it is let through.
_ENDINGS = {
    "image": frozenset({"jpeg", "jpg", "jfif", "png"}),
    "audio": frozenset({"aac", "mp4", "m4a", "amr", "mpeg", "mp3", "mpga", "ogg", "oga", "opus"}),
    "video": frozenset({"mp4", "m4v", "3gpp", "3gp"}),
}
_PDF = frozenset({"pdf"})
_OTHERS = frozenset(
    {
        "gif",
        "webp",
        "bmp",
        "tif",
        "tiff",
        "svg",
        "heic",
        "wav",
        "flac",
        "wma",
        "mov",
        "avi",
        "mkv",
        "webm",
        "wmv",
        "mpg",
    }
    | {"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "txt", "csv", "xml", "json", "html", "htm", "zip", "vcf"}
)
_USUAL = _OTHERS.union(_PDF, *_ENDINGS.values())


def check_media(kind: str, given: Given, *, in_header: bool = False) -> None:
    """The object under `image`, `audio`, `video` or `document`. Raises Mistake."""
    link = given.text("link")
    if not _is_http(link):
        given.wrong("link", "does not start with http:// or https:// and name a host")
    allowed = _PDF if in_header and kind == "document" else _ENDINGS.get(kind, _USUAL)
    ending = urlsplit(link).path.rpartition(".")[2].lower()
    if ending in _USUAL - allowed:
        given.wrong("link", f"leads to a format that is not supported: .{ending}")
    if given.has("caption") and (in_header or kind == "audio"):
        given.wrong("caption", "is not supported here")
    given.optional_texts("caption", "filename")


def _is_http(link: str) -> bool:
    if not link.isprintable() or " " in link:
        return False
    try:
        parts = urlsplit(link)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
