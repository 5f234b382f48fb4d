from __future__ import annotations

import json

import pytest
from textual.content import Content

from console.domain.callbacks.event import StoredCallback
from console.domain.callbacks.request import CallbackRequest
from console.ui.widgets.raw_request import body_lines, raw_request
from tests.ui.opened_console import FORBIDDEN, HOSTILE

MEBIBYTE = 1 << 20
MOST = 202
"""Lines of a body with the one that counts the rest."""


def stored(
    body: bytes = b"", *, headers: tuple[tuple[str, str], ...] = (), query: str = "", path: str = "/callbacks/acme-sms"
) -> StoredCallback:
    request = CallbackRequest(0, "127.0.0.1", "POST", path, query, headers, "application/json", body)
    return StoredCallback(1, "127.0.0.1:8471", "acme-sms", request, 200, "loopback")


def words(shown: list[Content]) -> list[str]:
    return [line for part in shown for line in part.plain.split("\n")]


def test_the_request_stands_as_it_came() -> None:
    callback = stored(b"id=1", headers=(("host", "127.0.0.1:8471"), ("accept", "*/*")), query="a=b")
    assert words(raw_request(callback, 60)) == [
        "POST /callbacks/acme-sms?a=b",
        "host: 127.0.0.1:8471",
        "accept: */*",
        "",
        "id=1",
    ]


def test_json_is_laid_out_and_other_text_is_left_alone() -> None:
    assert words(body_lines(b'{"id":"QX1","n":{"a":[1]}}', 60)) == [
        "{",
        '  "id": "QX1",',
        '  "n": {',
        '    "a": [',
        "      1",
        "    ]",
        "  }",
        "}",
    ]
    assert words(body_lines(b"<a>\n\t<b/></a>", 60)) == ["<a>", "    <b/></a>"]
    assert words(body_lines(b'{"id": "QX1", ', 60)) == ['{"id": "QX1", ']
    assert words(body_lines(b"", 60)) == ["no body"]


def test_letters_of_any_language_are_letters() -> None:
    assert words(body_lines(json.dumps({"text": "på torsdag ☺"}).encode(), 60))[1] == '  "text": "på torsdag ☺"'


@pytest.mark.parametrize("width", [1, 16, 78, 200])
@pytest.mark.parametrize(
    "body",
    [
        b"x" * MEBIBYTE,
        b"word " * (MEBIBYTE // 5),
        b"\n" * MEBIBYTE,
        b'{"a": "' + b"x" * MEBIBYTE + b'"}',
        b"[" * MEBIBYTE,
        b"\x00" * MEBIBYTE,
        b"\xff\x00\x1b" * (MEBIBYTE // 3),
        b"\x1b[2J" * (MEBIBYTE // 4),
    ],
    ids=["one line", "words", "line breaks", "json", "brackets", "zeros", "binary", "controls"],
)
def test_a_megabyte_costs_no_more_than_a_page(body: bytes, width: int) -> None:
    shown = words(body_lines(body, width))
    assert len(shown) <= MOST
    assert max(map(len, shown)) <= max(width, 80)
    assert shown[-1] == f"… {len(body):,} bytes in all"
    assert not any(sign in line for line in shown for sign in FORBIDDEN)


def test_deeply_nested_json_is_shown_as_it_came() -> None:
    body = b"[" * 5_000 + b"]" * 5_000
    assert "".join(words(body_lines(body, 80))).startswith("[[[[")


@pytest.mark.parametrize("count", [199, 200, 201, 300])
def test_what_is_left_out_is_counted(count: int) -> None:
    shown = words(body_lines(b"\n".join(b"%d" % number for number in range(count)), 60))
    assert shown[0] == "0"
    assert shown[min(count, 200) - 1] == str(min(count, 200) - 1)
    assert shown[-1].endswith("bytes in all") == (count > 200)


def test_the_last_line_is_counted_when_its_continuation_is_left_out() -> None:
    shown = words(body_lines(b"a\n" * 199 + b"b" * 600, 60))
    assert shown[-1] == "… 998 bytes in all"


def test_bytes_that_are_no_text_are_shown_in_hexadecimal() -> None:
    first, second = words(body_lines(b"\xff\xfeA\x00B\x1b\x7f\x80tail", 60))
    assert first == "000000  ff fe 41 00 42 1b 7f 80 ··A·B···"
    assert second == "000008  74 61 69 6c             tail"


def test_headers_and_path_are_harmless_and_bounded() -> None:
    callback = stored(
        HOSTILE.encode(),
        headers=tuple((f"x-{number}-{HOSTILE}", HOSTILE + "y" * MEBIBYTE) for number in range(100)),
        query=HOSTILE + "z" * MEBIBYTE,
    )
    shown = words(raw_request(callback, 78))
    assert not any(sign in line for line in shown for sign in FORBIDDEN)
    assert "… 40 more headers" in shown
    assert len("\n".join(shown)) < 60_000
    assert any("[bold]loud[/bold]" in line for line in shown)
