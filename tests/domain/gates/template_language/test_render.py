"""What templates make of objects: the document's own examples give the document's own URLs."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.findings import Finding, Severity, blocks
from console.domain.gates.template_language.names import NAMES, ObjectKind
from console.domain.gates.template_language.parse import mistakes
from console.domain.gates.template_language.render import render, result_url

URL = "https://endpoint.example.com/receive"

# As the callback's JSON carries it (SMSC Simple HTTP 5.2), with the values of the Gate document's examples.
REPORT: dict[str, Any] = {
    "refId": "ord-77",
    "id": "MyId",
    "operator": "no.telenor",
    "sentTimestamp": "2019-12-05T09:37:35Z",
    "timestamp": "2019-12-05T09:37:00Z",
    "resultCode": 1001,
    "operatorResultCode": "2",
    "segments": 1,
    "gateCustomParameters": {},
    "customParameters": {"received": "2019-12-05 10:37:36", "source": "SE-1234", "destination": "+46123456789"},
}
INBOUND: dict[str, Any] = {
    "destination": "SE-71100",
    "subNumber": None,
    "source": "+46700000002",
    "content": {"type": "SMS", "userData": "Röst 3 & klar", "encoding": "TEXT"},
    "operator": "se.tele2",
    "timestamp": "2026-11-20T10:11:12Z",
    "messageId": "m1",
    "customParameters": {},
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
names = sorted({name.name for kind in NAMES.values() for name in kind} | {"customParameters", "content", "x"})
template_texts = st.lists(
    st.sampled_from(
        ["${", "}", "|", "&", "=", "$", "date", "number", "nocountry", "noplus", "yyyy", "'T'", "b", "%", "#", " ", "?",
         "å", "\ud800", "\x00", *names]
    )
    | st.text(max_size=3)
).map("".join)  # fmt: skip


def said(findings: tuple[Finding, ...], severity: Severity) -> list[str]:
    return [finding.text for finding in findings if finding.severity is severity]


@pytest.mark.parametrize(
    ("template", "url"),
    [
        ("id=${id}&resultCode=${resultCode}", f"{URL}?id=MyId&resultCode=1001"),
        ("id=id&resultCode=resultCode", f"{URL}?id=MyId&resultCode=1001"),
        ("time=${timestamp|date|yyyy-MM-dd}", f"{URL}?time=2019-12-05"),
        ("source=${source|number|nocountry}", f"{URL}?source=1234"),
        ("destination=${destination|number|noplus}", f"{URL}?destination=46123456789"),
    ],
)
def test_the_documents_examples(template: str, url: str) -> None:
    rendered = render(template, REPORT)
    assert result_url(URL, rendered.query) == url
    assert all(finding.severity is Severity.NOTE for finding in rendered.findings)


@pytest.mark.parametrize(
    ("template", "query"),
    [
        ("", ""),
        ("fixed=1&name=Åsa O'Hara", "fixed=1&name=%C3%85sa%20O'Hara"),
        ("a=%41+b%&c=#1", "a=%41+b%25&c=%231"),
        ("a=x-${id}-y", "a=x-MyId-y"),
        ("a=b=c", "a=b=c"),
        ("a=userData", "a=userData"),
        ("a=${Id}", "a=MyId"),
        ("a=${operatorResultCode}&b=${operatorresultCode}", "a=2&b=2"),
        ("a=${destination}", "a=%2B46123456789"),
        ("a=${source}", "a=SE-1234"),
        ("a=${refId}", "a=ord-77"),
        ("a=${sentTimestamp|date|HH:mm:ss}", "a=09%3A37%3A35"),
        ("a=${operator|number|noplus}", "a=no.telenor"),
    ],
)
def test_reports(template: str, query: str) -> None:
    assert render(template, REPORT).query == query


@pytest.mark.parametrize(
    ("template", "query"),
    [
        ("t=${userData}", "t=R%C3%B6st%203%20%26%20klar"),
        ("t=userData", "t=R%C3%B6st%203%20%26%20klar"),
        ("id=${messageId}&to=${destination|number|nocountry}", "id=m1&to=71100"),
        ("from=${source|number|noplus}", "from=46700000002"),
        ("id=id", "id=id"),
    ],
)
def test_received_messages(template: str, query: str) -> None:
    assert render(template, INBOUND).query == query


def test_dates_in_a_chosen_zone() -> None:
    rendered = render("t=${timestamp|date|yyyy-MM-dd HH:mm}", REPORT, zone="Europe/Oslo")
    assert rendered.query == "t=2019-12-05%2010%3A37"
    assert any("Europe/Oslo" in text for text in said(rendered.findings, Severity.NOTE))
    rendered = render("t=${timestamp|date|HHXX}", REPORT, zone="Europe/Oslo")
    assert rendered.query == "t=10%2B0100"
    assert not any("Europe/Oslo" in text for text in said(rendered.findings, Severity.NOTE))


@pytest.mark.parametrize(
    ("held", "query"),
    [(1575540672007, "2019-12-05 10:11:12"), (1575540672007.0, "2019-12-05 10:11:12"),
     ("20191205101112", "2019-12-05 10:11:12"), ("2019-12-05T10:11:12+00:00", "2019-12-05 10:11:12")],
)  # fmt: skip
def test_every_form_of_a_date(held: object, query: str) -> None:
    rendered = render("t=${timestamp|date|yyyy-MM-dd HH:mm:ss}", {**REPORT, "timestamp": held})
    assert parse_qsl(rendered.query) == [("t", query)]


def test_a_text_of_fourteen_digits_is_the_clock_of_the_zone() -> None:
    """Read and written in one zone it comes out as it went in, whichever that is."""
    told = {**REPORT, "timestamp": "20260329143000"}
    for zone in ("UTC", "Europe/Oslo", "America/New_York"):
        assert render("t=${timestamp|date|yyyyMMddHHmmss}", told, zone=zone).query == "t=20260329143000"
    assert render("t=${timestamp|date|XXX}", told, zone="Europe/Oslo").query == "t=%2B02%3A00"


@pytest.mark.parametrize("held", ["", "soon", "20191305101112", "1575540672007", "2019-12-05", True, 1.5, 10**40])
def test_what_is_no_date_is_left_out_and_said(held: object) -> None:
    rendered = render("t=${timestamp|date|yyyy}&id=${id}", {**REPORT, "timestamp": held})
    assert rendered.query == "t=&id=MyId"
    assert blocks(rendered.findings)


@pytest.mark.parametrize(
    "template",
    ["a=${timestamp|date|yyyyTHH}", "a=${timestamp|date}", "a=${timestamp|dat|yyyy}", "a=${id|number|noplu}", "a=${id",
     "a=${}", "a=${nonsense}", "a=${customParameters}", "a=${timestamp|date|yyyy|date|MM}"],
)  # fmt: skip
def test_what_cannot_be_rendered_is_never_guessed(template: str) -> None:
    rendered = render(template, REPORT)
    assert rendered.query == "a="
    assert blocks(rendered.findings)


def test_no_such_zone() -> None:
    rendered = render("a=${timestamp|date|yyyy}", REPORT, zone="Europe/Gotham")
    assert rendered.query == "a="
    assert any("Europe/Gotham" in text for text in said(rendered.findings, Severity.ERROR))


def test_null_and_missing_values_are_empty_and_said() -> None:
    rendered = render("o=${operator}&i=${id}", {"resultCode": 1001, "operator": None})
    assert rendered.query == "o=&i="
    assert said(rendered.findings, Severity.NOTE) == [
        "operator is null in this object and left empty.",
        "id is missing in this object and left empty.",
    ]


def test_the_same_remark_is_made_once() -> None:
    rendered = render("a=${destination}&b=${destination}&c=${source}", REPORT)
    assert len([text for text in said(rendered.findings, Severity.NOTE) if "percent-encoded" in text]) == 1


def test_objects_of_another_kind_give_what_they_carry() -> None:
    """A gate may forward other objects, whose values the document does not list."""
    rendered = render("t=${messageType}&x=${other}", {"messageId": "w1", "messageType": "text"})
    assert rendered.query == "t=text&x="
    assert not blocks(rendered.findings)
    assert len(said(rendered.findings, Severity.WARNING)) == 2


def test_half_a_character_becomes_a_question_mark_as_in_java() -> None:
    assert render("t=${id}", {**REPORT, "id": "a\ud83d"}).query == "t=a%3F"


@pytest.mark.parametrize(
    ("url", "result"),
    [
        (URL, f"{URL}?a=1"),
        (f"{URL}?", f"{URL}?a=1"),
        (f"{URL}?b=2", f"{URL}?b=2&a=1"),
        (f"{URL}?b=2&", f"{URL}?b=2&a=1"),
        (f"{URL}#top", f"{URL}?a=1#top"),
    ],
)
def test_result_urls(url: str, result: str) -> None:
    assert result_url(url, "a=1") == result
    assert result_url(url, "") == url


@given(template_texts, st.sampled_from([REPORT, INBOUND]) | st.dictionaries(st.sampled_from(names), json_values))
def test_rendering_never_raises(template: str, source: dict[str, Any]) -> None:
    for zone in ("UTC", "Europe/Oslo"):
        rendered = render(template, source, zone=zone)
        assert rendered.query.isascii()
        assert not set(rendered.query) & set(' "#<>[]\\^`{|}')
        for finding in rendered.findings:
            assert finding.field == "template"
            assert finding.span is not None
            assert 0 <= finding.span[0] <= finding.span[1] <= len(template)
        told = [(finding.text, finding.span) for finding in rendered.findings]
        assert all((mistake.text, mistake.span) in told for mistake in mistakes(template, _kind(source)))


def _kind(source: dict[str, Any]) -> ObjectKind | None:
    from console.domain.gates.template_language.names import kind_of

    return kind_of(source)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_every_value_comes_back_from_its_encoding(one: str, other: str) -> None:
    source = {**REPORT, "id": one, "operator": other}
    query = render("a=${id}&b=${operator}", source).query
    assert parse_qsl(query, keep_blank_values=True) == [("a", one), ("b", other)]
