from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest

from console.domain.reach import why_unreachable
from console.domain.whatsapp.media_file import NoFile
from console.providers.contract import SendLimits
from console.providers.download import MOST_REDIRECTS, Download, download
from tests.providers.file_server import Served, redirect, serving
from tests.providers.link_gates.destinations import Authority

LIMITS = SendLimits(connect_timeout=5, read_timeout=5)
INSIDE = "is this machine itself"


async def fetch(link: str, *, most: int = 1_000, seconds: float = 10) -> Download | NoFile:
    return await download(link, most=most, seconds=seconds, limits=LIMITS)


async def refusal(link: str, **limits: Any) -> str:
    came = await fetch(link, **limits)
    assert isinstance(came, NoFile)
    return came.text


class Names:
    """What names lead to: a machine without a network can be told of a whole internet."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **addresses: str) -> None:
        self.asked: list[str] = []
        ask = asyncio.BaseEventLoop.getaddrinfo

        async def answer(loop: Any, host: Any, port: Any, **options: Any) -> Any:
            name = host.decode() if isinstance(host, bytes) else host
            self.asked.append(name)
            known = addresses.get(name.replace(".", "_"))
            if known is None:
                return await ask(loop, host, port, **options)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (known, port))]

        monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", answer)


async def test_a_file_as_it_was_sent() -> None:
    async with serving({"/a.png": Served(b"the bytes", "image/png; q=1")}) as server:
        came = await fetch(server.url("/a.png?b=c"))
        assert came == Download("image/png; q=1", b"the bytes", whole=True, length=9, inside=INSIDE)
        (asked,) = server.asked
    assert asked.startswith("GET /a.png?b=c HTTP/1.1\r\n")
    assert f"host: 127.0.0.1:{server.port}" in asked.lower()
    assert "authorization" not in asked.lower()
    assert "accept-encoding: identity" in asked.lower()


async def test_a_name_is_called_by_its_name() -> None:
    async with serving({"/a.png": Served(b"x")}) as server:
        assert isinstance(await fetch(server.url("/a.png", "localhost")), Download)
        assert f"host: localhost:{server.port}" in server.asked[0].lower()


async def test_a_long_file_is_read_to_the_limit_and_its_length_taken_from_what_is_told() -> None:
    files = {"/told": Served(b"x" * 5_000), "/not": Served(b"x" * 5_000, told=None)}
    async with serving(files) as server:
        told, untold = await fetch(server.url("/told")), await fetch(server.url("/not"))
    assert isinstance(told, Download)
    assert isinstance(untold, Download)
    assert (len(told.body), told.whole, told.length) == (1_000, False, 5_000)
    assert (len(untold.body), untold.whole, untold.length) == (1_000, False, None)


@pytest.mark.parametrize(
    ("served", "text"),
    [
        (Served(b"no", status=404), "127.0.0.1 answered 404."),
        (Served(b"no", status=401), "127.0.0.1 answered 401."),
        (Served(b"no", status=500), "127.0.0.1 answered 500."),
        (Served(status=302, content_type=None), "127.0.0.1 answered 302."),
        (Served(b""), "127.0.0.1 answered 200 with nothing in it."),
        (Served(b"x", headers={"Content-Encoding": "gzip"}), "The server sent it compressed, which nobody asked for."),
        (Served(b"abc", told=10), "The connection to 127.0.0.1 broke before the whole answer came."),
    ],
)
async def test_an_answer_that_is_no_file(served: Served, text: str) -> None:
    async with serving({"/a": served}) as server:
        assert await refusal(server.url("/a")) == text


async def test_a_server_that_drips_is_not_waited_for() -> None:
    async with serving({"/a": Served(b"x" * 900, drip=0.05)}) as server:
        assert await refusal(server.url("/a"), seconds=0.5) == "It did not come in time."


async def test_nobody_there() -> None:
    async with serving({}) as server:
        link = server.url("/a")
    assert await refusal(link) == "Nothing accepts connections at 127.0.0.1."


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed(status: int) -> None:
    async with serving({"/b/a": Served(b"found")}) as server:
        server.files["/a"] = redirect("/b/a", status)
        came = await fetch(server.url("/a"))
    assert isinstance(came, Download)
    assert came.body == b"found"


async def test_redirects_have_an_end() -> None:
    async with serving({"/a": redirect("/a")}) as server:
        assert await refusal(server.url("/a")) == f"The server sends on more than {MOST_REDIRECTS} times."
        assert len(server.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("file:///etc/passwd", "This is no http or https address."),
        (
            "http://example.com/a",
            "example.com would be called over plain http, and that is done on this machine alone.",
        ),
        ("https://user:pw@example.com/a", "The link holds a user name; with one nothing is fetched."),
        ("https://[", "The server sends on to what is no address."),
    ],
)
async def test_a_redirect_is_held_to_the_same_rules(to: str, text: str) -> None:
    async with serving({"/a": redirect(to)}) as server:
        assert await refusal(server.url("/a")) == text


@pytest.mark.parametrize(
    "link",
    ["ftp://example.com/a", "https://", "https://a b.com/", "https://a\x1b[31m/", "https://a:b/", "a.png", ""],
)
async def test_what_is_no_address_is_not_called(link: str) -> None:
    assert await refusal(link) == "This is no http or https address."


async def test_plain_http_is_for_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    names = Names(monkeypatch, localhost="192.0.2.7")
    assert "plain http" in await refusal("http://example.com/a.png")
    assert names.asked == []
    assert await refusal("http://localhost/a.png") == "localhost is not this machine here."


async def test_a_name_that_nobody_knows() -> None:
    assert await refusal("https://nobody.invalid/a.png") == "The name nobody.invalid does not resolve."


async def test_over_tls_the_name_has_to_be_proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root))
    names = Names(monkeypatch, pictures_example_com="127.0.0.1", others_example_com="127.0.0.1")
    async with serving({"/a": Served(b"x")}, authority.context(host="pictures.example.com")) as server:
        assert isinstance(await fetch(server.url("/a", "pictures.example.com")), Download)
        assert names.asked == ["pictures.example.com"], "a name is looked up once"
        said = await refusal(server.url("/a", "others.example.com"))
    assert said.startswith("The certificate of others.example.com is not trusted")


async def test_nothing_leads_from_the_internet_into_a_private_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For this test this machine counts as one of the internet."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root))
    Names(monkeypatch, outside_example_com="127.0.0.1", inside_example_com="10.0.0.7", other_example_com="127.0.0.1")
    seen_from = "console.providers.download.why_unreachable"
    monkeypatch.setattr(seen_from, lambda host: None if host == "127.0.0.1" else why_unreachable(host))
    async with serving({"/a": Served(b"x")}, authority.context(host="outside.example.com")) as server:
        outside = server.url("/a", "outside.example.com")
        for to in (server.url("/a", "inside.example.com"), "https://10.0.0.7/a", "https://169.254.169.254/latest"):
            server.files["/to"] = redirect(to)
            said = await refusal(server.url("/to", "outside.example.com"))
            assert said.startswith("The server sends on to "), to
            assert "private address" in said or "link-local" in said
        came = await fetch(outside)
    assert isinstance(came, Download)
    assert came.inside is None


async def test_what_the_server_says_reaches_no_terminal_as_it_is() -> None:
    async with serving({"/a": redirect("https://x\u009b31m.example/")}) as server:
        came = await fetch(server.url("/a"))
    assert isinstance(came, NoFile)
    assert came.text.isprintable()
