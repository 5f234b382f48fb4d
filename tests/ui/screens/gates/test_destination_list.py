from __future__ import annotations

from console.domain.gates.destination import Destination
from console.ui.screens.gates.destination_list import destination_row


def row(**document: object) -> str:
    return destination_row(Destination(document)).plain


def test_a_row_says_how_where_and_with_what() -> None:
    assert row(url="https://a.example/x", contentType="application/json") == "POST https://a.example/x   json"
    told = row(
        url="https://a.example", contentType="application/x-www-form-urlencoded", username="ops", password="••••"
    )
    assert told == "POST https://a.example   urlencoded, Basic ops"


def test_one_without_a_url_says_so_and_one_that_drops_says_no_more() -> None:
    assert row(url="") == "POST no URL yet   -"
    assert row(url="do://drop", contentType="application/json") == "thrown away"


def test_what_came_from_outside_is_made_harmless() -> None:
    assert "\x1b" not in row(url="https://a\x1b[2J", username="\u202eops")
