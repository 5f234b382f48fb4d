"""The sandbox's own reading of the template language."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.sandbox.link_gate.java_date import format_date
from console.sandbox.link_gate.template import render

REPORT: dict[str, Any] = {
    "refId": None,
    "id": "QX91ab$1",
    "operator": "se.telia",
    "timestamp": "2019-12-05T13:04:09Z",
    "resultCode": 1001,
    "operatorResultCode": "0",
    "segments": 2,
    "gateCustomParameters": {},
    "customParameters": {"source": "SE-1234", "destination": "+46123456789"},
}
MESSAGE: dict[str, Any] = {
    "messageId": "m1",
    "source": "+46700000002",
    "destination": "SE-71100",
    "content": {"type": "SMS", "userData": "Vote 3 & å", "encoding": "TEXT"},
    "customParameters": {},
}


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        # the document's own
        ("id=${id}&resultCode=${resultCode}", "id=QX91ab%241&resultCode=1001"),
        ("id=id&resultCode=resultCode", "id=QX91ab%241&resultCode=1001"),
        ("time=${timestamp|date|yyyy-MM-dd}", "time=2019-12-05"),
        ("source=${source|number|nocountry}", "source=1234"),
        ("destination=${destination|number|noplus}", "destination=46123456789"),
        # its other spellings and ways
        ("a=${operatorresultCode}&b=${operatorResultCode}&c=operatorresultCode", "a=0&b=0&c=0"),
        ("time=timestamp|date|HH:mm", "time=13%3A04"),
        ("all=${id}-${resultCode}", "all=QX91ab%241-1001"),
        ("type=report&v=1", "type=report&v=1"),
        ("nobody=${nobody}&null=${refId}&bare=refId", "nobody=&null=&bare="),
        ("odd=${id|upper}&map=${customParameters}", "odd=&map="),
        ("just text", "just text"),
        ("", ""),
    ],
)
def test_a_report(template: str, wanted: str) -> None:
    assert render(template, REPORT) == wanted


def test_a_message() -> None:
    made = render("id=${messageId}&from=${source|number|noplus}&to=${destination}&text=userData", MESSAGE)
    assert made == "id=m1&from=46700000002&to=SE-71100&text=Vote%203%20%26%20%C3%A5"


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("yyyyMMddHHmmss", "20191205130409"),
        ("dd/MM/yy hh:mm a", "05/12/19 01:04 PM"),
        ("EEE, d MMM yyyy", "Thu, 5 Dec 2019"),
        ("EEEE MMMM", "Thursday December"),
        ("yyyy-MM-dd'T'HH:mm:ss.SSSX", "2019-12-05T13:04:09.120Z"),
        ("H k K h D u", "13 13 1 1 339 4"),
        ("Z z 'o''clock' ''", "+0000 UTC o'clock '"),
        ("q", None),
        ("'", None),
    ],
)
def test_a_date(pattern: str, wanted: str | None) -> None:
    assert format_date(pattern, 1_575_551_049_120) == wanted


@pytest.mark.parametrize("value", ["20191205130409", "2019-12-05T13:04:09Z", "2019-12-05T14:04:09+01:00"])
def test_a_date_may_be_given_in_three_ways(value: str) -> None:
    assert format_date("yyyy-MM-dd HH:mm:ss", value) == "2019-12-05 13:04:09"


@pytest.mark.parametrize("value", ["today", "20191305000000", True, None, 1.5, 10**20, "2019-12-05T13:04:09"])
def test_what_is_no_date_is_not_guessed(value: object) -> None:
    assert format_date("yyyy", value) is None


@given(st.text())
def test_a_value_comes_through_whatever_it_is(value: str) -> None:
    made = render("v=${v}&w=v", {"v": value})
    assert [unquote(pair[2:]) for pair in made.split("&")] == [value, value]


@given(st.text(), st.dictionaries(st.text(max_size=3), st.none() | st.integers() | st.text(max_size=3)))
def test_nothing_makes_it_stumble(template: str, properties: dict[str, Any]) -> None:
    render(template, properties)
    render(f"a=${{t|date|{template}}}", {"t": 0})
