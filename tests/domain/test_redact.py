from __future__ import annotations

import html
import json
import re
from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.redact import (
    MASK,
    is_secret_name,
    mask_headers,
    mask_number,
    mask_numbers,
    mask_query,
    mask_text,
    redact,
    spelt,
)

SECRET = "pä ss&w/ö+%'\"\\<r>d"


@pytest.mark.parametrize(
    "name", ["Password", "PASSWORD", "Authorization", "X-Api-Key", "apiKey", "app_secret", "callback_password",
             "access_token", "Cookie", "proxy-authorization", "SWITCHROOM_ACME_PASSWORD"],
)  # fmt: skip
def test_secret_names(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize("name", ["Username", "ServiceId", "Userdata", "Source", "keyword", "author", "passenger", ""])
def test_other_names(name: str) -> None:
    assert not is_secret_name(name)


def test_the_password_of_a_simple_http_request() -> None:
    url = "https://n-eu.linkmobility.io/smscsimplehttp?" + urlencode(
        {"ServiceId": 1001, "Username": "u", "Password": SECRET, "Userdata": "Hej & hå"}
    )
    address, _, query = url.partition("?")
    assert f"{address}?{mask_query(query)}" == url.replace(quote_plus(SECRET), MASK)


def test_queries_keep_everything_else() -> None:
    assert mask_query("a=1&b&&pass%77ord=x;token=&c=%ZZ") == f"a=1&b&&pass%77ord={MASK};token=&c=%ZZ"


def test_headers_keep_their_order_and_scheme() -> None:
    headers = [("host", "x"), ("authorization", "Basic dTpw"), ("Cookie", "a=b"), ("x-api-key", "k"), ("accept", "*/*")]
    assert mask_headers(headers) == (
        ("host", "x"),
        ("authorization", f"Basic {MASK}"),
        ("Cookie", MASK),
        ("x-api-key", MASK),
        ("accept", "*/*"),
    )


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("GET /x?Password=hush&a=b HTTP/1.1", f"GET /x?Password={MASK}&a=b HTTP/1.1"),
        ('{"password": "hu\\"sh", "a": 1}', f'{{"password": "{MASK}", "a": 1}}'),
        ("Client(password='hu sh', user='me')", f"Client(password='{MASK}', user='me')"),
        ("Authorization: Basic dTpw\nHost: x", f"Authorization: Basic {MASK}\nHost: x"),
        ('"{\\"token\\": \\"hush\\"}"', f'"{{\\"token\\": \\"{MASK}\\"}}"'),
        ("https://me:hush@example.com/", f"https://me:{MASK}@example.com/"),
        ("the password is unknown; keyword=STOP", "the password is unknown; keyword=STOP"),
    ],
)
def test_free_text(text: str, masked: str) -> None:
    assert redact(text) == masked


@pytest.mark.parametrize(
    "spelling",
    [
        SECRET,
        quote(SECRET),
        quote(SECRET, safe=""),
        quote_plus(SECRET),
        quote_plus(SECRET).lower(),
        json.dumps(SECRET)[1:-1],
        json.dumps(SECRET, ensure_ascii=False)[1:-1],
        html.escape(SECRET),
        repr(SECRET)[1:-1],
        ascii(SECRET)[1:-1],
        "".join(f"%{octet:02X}" for octet in SECRET.encode()),
    ],
)
def test_a_known_secret_in_every_spelling(spelling: str) -> None:
    assert re.sub(spelt(SECRET), MASK, f"before {spelling} after") == f"before {MASK} after"


@given(
    st.text(st.characters(exclude_characters=MASK, exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.text(),
    st.text(),
)
def test_no_known_secret_is_left(secret: str, before: str, after: str) -> None:
    encoded = quote_plus(secret)
    left = re.sub(spelt(secret), MASK, f"{before}{secret}{after}\n{encoded}")
    assert secret not in left
    assert encoded not in left


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+46701234567", "+46•••••••67"),
        ("+12025550123", "+1••••••••23"),
        ("+358401234567", "+358•••••••67"),
        ("46701234567", "•••••••••67"),
        ("+46 70 123 45 67", "+46•••••••67"),
        ("72401", "72401"),
        ("SE-1234", "SE-1234"),
        ("LINK", "LINK"),
        ("", ""),
    ],
)
def test_numbers_keep_country_code_and_last_two(number: str, masked: str) -> None:
    assert mask_number(number) == masked


def test_numbers_and_texts_in_what_is_shared() -> None:
    assert (
        mask_numbers("from +46701234567 to 46700000001, order 1234") == "from +46•••••••67 to •••••••••01, order 1234"
    )
    assert mask_text("Hej") == MASK
    assert mask_text("") == ""


@pytest.mark.parametrize("text", ["a" * 1_000_000, "a.-_" * 250_000, "&" * 1_000_000, "://a:b" * 150_000])
def test_a_hostile_megabyte_is_gone_through_once(text: str) -> None:
    """Read again from each of its characters it would take hours, and the test would be stopped."""
    assert mask_query(text) == redact(text) == text
