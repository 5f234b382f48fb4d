from __future__ import annotations

import pytest

from console.domain.findings import Severity
from console.domain.whatsapp.file_head import FileHead
from console.domain.whatsapp.media_file import MediaFile
from console.domain.whatsapp.rules.media_file import check_file

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
Told = list[tuple[Severity, str]]


def told(kind: str, said: str, found: str | None, *, in_header: bool = False, opus: bool = False) -> Told:
    file = MediaFile(said, 10, FileHead(found, opus=opus))
    return [(one.severity, one.text) for one in check_file(kind, file, in_header=in_header)]


@pytest.mark.parametrize(
    ("kind", "said", "found"),
    [
        ("image", "image/jpeg", "image/jpeg"),
        ("image", "image/jpg", "image/jpeg"),
        ("image", "image/png", "image/png"),
        ("video", "video/mp4", "video/mp4"),
        ("video", "video/3gpp", "video/3gpp"),
        ("audio", "audio/mp4", "video/mp4"),
        ("audio", "audio/mp3", "audio/mpeg"),
        ("audio", "audio/aac", None),
        ("document", "application/pdf", "application/pdf"),
        ("document", "text/html", "text/html"),
        ("document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/zip"),
        ("document", "text/csv", None),
    ],
)
def test_what_the_document_lists_is_taken(kind: str, said: str, found: str | None) -> None:
    assert told(kind, said, found) == []


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("image", "image/webp"), ("image", "image/gif"), ("video", "video/quicktime"), ("audio", "video/3gpp")],
)
def test_a_format_it_does_not_list_is_not(kind: str, media_type: str) -> None:
    assert told(kind, media_type, media_type) == [(ERROR, f"WhatsApp takes no {media_type} as {kind}.")]


def test_what_the_bytes_say_counts_more_than_what_the_server_says() -> None:
    assert told("image", "image/jpeg", "image/webp") == [
        (WARNING, "The server calls it image/jpeg, but it is image/webp."),
        (ERROR, "WhatsApp takes no image/webp as image."),
    ]


@pytest.mark.parametrize("said", ["", "application/octet-stream"])
def test_a_server_that_does_not_say(said: str) -> None:
    assert told("image", said, "image/png") == [(WARNING, "The server does not say of which type it is.")]
    assert [severity for severity, _ in told("video", said, None)] == [WARNING, NOTE]


def test_a_web_page_in_place_of_the_file() -> None:
    assert told("image", "image/png", "text/html") == [(ERROR, "What came is a web page and no picture.")]
    assert told("document", "application/pdf", "text/html") == [(ERROR, "What came is a web page and no document.")]


def test_bytes_that_are_no_picture() -> None:
    assert told("image", "image/png", None) == [
        (ERROR, "The server calls it image/png, but it begins as no picture does.")
    ]


def test_in_a_header_a_document_is_a_pdf() -> None:
    assert told("document", "application/pdf", "application/pdf", in_header=True) == []
    only = "In a header PDF is the only document format, and this is application/zip."
    assert (ERROR, only) in told("document", "application/pdf", "application/zip", in_header=True)


def test_of_ogg_only_opus() -> None:
    assert told("audio", "audio/ogg", "audio/ogg", opus=True) == []
    assert told("audio", "audio/ogg", "audio/ogg")[0][0] is ERROR


def test_a_host_nobody_reaches() -> None:
    file = MediaFile("image/png", 10, FileHead("image/png"), inside="is a private address")
    assert [one.text for one in check_file("image", file)] == [
        "The platform will never reach it: its host is a private address."
    ]
