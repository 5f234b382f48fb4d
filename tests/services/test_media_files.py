from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from console.domain.whatsapp.media_file import MediaFile, NoFile
from console.domain.whatsapp.message import Message
from console.services import media_files, picture_reader
from console.services.media_files import EXTRA, LARGEST_PICTURE, MOST_KEPT, TOO_MUCH, MediaFiles
from console.settings.model import SendingSettings
from tests.domain.whatsapp.pictures import SUFFIXES, animation, bomb, encoded, quarters
from tests.providers.file_server import FileServer, Served, redirect, serving

PNG = encoded(quarters())


@pytest.fixture
def files() -> MediaFiles:
    return MediaFiles(SendingSettings())


@pytest.fixture
async def server() -> AsyncIterator[FileServer]:
    async with serving({"/a.png": Served(PNG)}) as standing:
        yield standing


def linking(link: str, kind: str = "image") -> Message:
    return Message({"type": kind, kind: {"link": link}})


def header(link: str, kind: str) -> Message:
    parameter = {"type": kind, kind: {"link": link}}
    return Message({"type": "template", "template": {"components": [{"type": "header", "parameters": [parameter]}]}})


async def fetched(files: MediaFiles, message: Message) -> MediaFile:
    came = await files.fetch(message)
    assert isinstance(came, MediaFile), came
    assert files.known(message) is came
    return came


def said(file: MediaFile) -> list[str]:
    return [finding.text for finding in file.findings]


@pytest.mark.parametrize("form", SUFFIXES)
async def test_a_picture_comes_with_its_facts(files: MediaFiles, server: FileServer, form: str) -> None:
    body = encoded(quarters(), form)
    server.files["/a"] = Served(body, SUFFIXES[form])
    file = await fetched(files, linking(server.url("/a")))
    assert (file.content_type, file.length, file.head.size, file.unseen) == (SUFFIXES[form], len(body), (64, 64), None)
    assert file.picture is not None
    assert said(file) == ([] if form in {"PNG", "JPEG"} else [f"WhatsApp takes no {SUFFIXES[form]} as image."])


async def test_where_a_name_leads_is_said_once(
    files: MediaFiles, server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = linking(server.url("/a.png"))
    assert said(await fetched(files, message)) == [], "the link shows it, and the form says it"
    monkeypatch.setattr(media_files, "why_unreachable", lambda _host: None)
    never = "The platform will never reach it: its host is this machine itself."
    assert said(await fetched(files, message)) == [never]


async def test_nothing_is_called_before_somebody_asks(files: MediaFiles, server: FileServer) -> None:
    assert files.known(linking(server.url("/a.png"))) is None
    files.keep_only([linking(server.url("/a.png"))])
    assert server.asked == []


@pytest.mark.parametrize(
    ("served", "unseen", "words"),
    [
        (Served(bomb()), "With 60000 x 60000 dots it takes too much memory to be shown here.", []),
        (Served(encoded(quarters(400, 400), "JPEG")[:2_000], "image/jpeg"), picture_reader.BROKEN, []),
        (Served(b"<!doctype html><title>Log in", "image/png"), None, ["What came is a web page and no picture."]),
        (
            Served(b"\x1b]0;owned\x07", "image/\x1b[31mpng"),
            None,
            ["The server calls it image/‹U+001B›[31mpng, but it begins as no picture does."],
        ),
        (Served(PNG, "image/jpeg"), None, ["The server calls it image/jpeg, but it is image/png."]),
        (Served(PNG, None), None, ["The server does not say of which type it is."]),
        (Served(animation(), "image/gif"), None, ["WhatsApp takes no image/gif as image."]),
        (Served(PNG + bytes(LARGEST_PICTURE)), TOO_MUCH, []),
    ],
    ids=["bomb", "truncated", "page", "hostile", "misnamed", "unnamed", "animated", "large"],
)
async def test_what_is_not_the_picture_it_says(
    files: MediaFiles, server: FileServer, served: Served, unseen: str | None, words: list[str]
) -> None:
    server.files["/a"] = served
    file = await fetched(files, linking(server.url("/a")))
    assert file.unseen == unseen
    assert [text.replace("␛", "‹U+001B›") for text in said(file)] == words
    assert all(fact.isprintable() for fact in file.facts)


@pytest.mark.parametrize("kind", ["document", "video", "audio"])
async def test_of_anything_else_its_first_bytes_are_read(files: MediaFiles, server: FileServer, kind: str) -> None:
    served = {
        "document": Served(b"%PDF-1.7" + bytes(900_000), "application/pdf"),
        "video": Served(b"\x00\x00\x00\x18ftypisom" + bytes(900_000), "video/mp4"),
        "audio": Served(b"OggS" + bytes(24) + b"OpusHead" + bytes(900_000), "audio/ogg; codecs=opus"),
    }[kind]
    server.files["/a"] = served
    file = await fetched(files, linking(server.url("/a"), kind))
    assert (file.length, file.picture, file.unseen, said(file)) == (len(served.body), None, None, [])


async def test_the_header_of_a_template_has_rules_of_its_own(files: MediaFiles, server: FileServer) -> None:
    server.files["/a"] = Served(b"PK\x03\x04", "application/zip")
    message = linking(server.url("/a"), "document")
    assert said(await fetched(files, message)) == []
    in_header = await fetched(files, header(server.url("/a"), "document"))
    assert said(in_header) == ["In a header PDF is the only document format, and this is application/zip."]
    assert (await fetched(files, header(server.url("/a.png"), "image"))).picture is not None


async def test_no_file(files: MediaFiles, server: FileServer) -> None:
    for message in (linking(server.url("/nothing")), linking("ftp://example.com/a"), linking("")):
        assert isinstance(await files.fetch(message), NoFile)
    assert isinstance(files.known(linking("ftp://example.com/a")), NoFile)
    assert await files.fetch(Message({"type": "text"})) == NoFile("This message links to nothing.")


async def test_a_slow_server_is_given_up(
    files: MediaFiles, server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_files, "SECONDS", 0.3)
    server.files["/slow"] = Served(PNG, drip=0.2)
    assert isinstance(await files.fetch(linking(server.url("/slow"))), NoFile)


async def test_a_redirect_is_followed(files: MediaFiles, server: FileServer) -> None:
    server.files["/a"] = redirect("/a.png")
    assert (await fetched(files, linking(server.url("/a")))).picture is not None


async def test_a_picture_is_decoded_beside_the_event_loop(
    files: MediaFiles, server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def running() -> bool:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return False
        return True

    def read(data: bytes) -> str:
        return f"{len(data)}, {running()}"

    monkeypatch.setattr(picture_reader, "read_picture", read)
    assert (await fetched(files, linking(server.url("/a.png")))).unseen == f"{len(PNG)}, False"


async def test_without_the_extra_there_are_facts_and_a_word_about_it(
    files: MediaFiles, server: FileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_spec(name: str, *_: Any) -> None:
        assert name == "PIL"

    monkeypatch.setattr(picture_reader, "find_spec", find_spec)
    file = await fetched(files, linking(server.url("/a.png")))
    assert (file.facts, file.picture, file.unseen) == (("image/png", f"{len(PNG)} bytes", "64 x 64"), None, EXTRA)


async def test_it_is_gone_with_its_message_and_never_more_than_a_few(files: MediaFiles, server: FileServer) -> None:
    one, other = linking(server.url("/a.png")), linking(server.url("/nothing"))
    await files.fetch(one)
    await files.fetch(other)
    files.keep_only([other])
    assert files.known(one) is None
    assert files.known(other) is not None
    for number in range(MOST_KEPT):
        await files.fetch(linking(f"ftp://example.com/{number}"))
    assert files.known(other) is None
    assert files.known(linking("ftp://example.com/0")) is not None
