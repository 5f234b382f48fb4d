from __future__ import annotations

import shlex

from hypothesis import given, settings
from hypothesis import strategies as st

from console.providers.curl import curl_line

printable = st.text(st.characters(codec="ascii", exclude_characters="\n\r\0"), min_size=1)


@settings(deadline=None)
@given(printable, st.dictionaries(printable, printable, max_size=3))
def test_a_shell_reads_back_exactly_what_was_meant(url: str, headers: dict[str, str]) -> None:
    words = shlex.split(curl_line("POST", url, headers))
    assert words[:3] == ["curl", "--request", "POST"]
    assert words[-1] == url
    assert words[3:-1:2] == ["--header"] * len(headers)
    assert words[4:-1:2] == [f"{name}: {value}" for name, value in headers.items()]


@given(printable)
def test_a_body_goes_with_it_as_it_is(body: str) -> None:
    words = shlex.split(curl_line("POST", "https://one.example/", {}, body))
    assert words[3:] == ["--data-raw", body, "https://one.example/"]
