"""`switchroom gates render`: the query string alone, and what is to be said about it beside."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.command import documents, error_of, switchroom

REPORT = {
    "id": "MyId",
    "resultCode": 1001,
    "operator": "se.telia",
    "timestamp": "2019-12-05T23:30:00.000Z",
    "customParameters": {"source": "SE-1234", "destination": "+46123456789"},
}


@pytest.fixture
def report(tmp_path: Path) -> str:
    file = tmp_path / "report.json"
    file.write_text(json.dumps(REPORT))
    return str(file)


@pytest.mark.parametrize(
    ("template", "query"),
    [
        ("id=${id}&resultCode=${resultCode}", "id=MyId&resultCode=1001"),
        ("time=${timestamp|date|yyyy-MM-dd}", "time=2019-12-05"),
        ("source=${source|number|nocountry}", "source=1234"),
        ("destination=${destination|number|noplus}", "destination=46123456789"),
        ("id=id&as=text", "id=MyId&as=text"),
    ],
)
def test_the_examples_of_the_document(report: str, template: str, query: str) -> None:
    result = switchroom("gates", "render", "--template", template, "--object", report)
    assert (result.exit_code, result.stdout) == (0, f"{query}\n")


def test_dates_are_written_in_the_chosen_zone(report: str) -> None:
    words = ("gates", "render", "--template", "t=${timestamp|date|yyyy-MM-dd}", "--object", report)
    assert switchroom(*words, "--timezone", "Asia/Tokyo").stdout == "t=2019-12-06\n"
    refused = switchroom(*words, "--timezone", "Mars/Olympus", "--json")
    assert (refused.exit_code, error_of(refused)["field"]) == (2, "timezone")


def test_standard_input_is_an_object_too() -> None:
    result = switchroom("gates", "render", "--template", "id=${id}", "--object", "-", stdin='\ufeff{"id": "a b"}')
    assert result.stdout == "id=a%20b\n"


def test_a_mistake_is_shown_where_it_stands_and_is_exit_2(report: str) -> None:
    result = switchroom("gates", "render", "--template", "id=${id}&c=${resultCode|bla}", "--object", report)
    assert result.exit_code == 2
    assert result.stdout == "id=MyId&c=\n"
    template, marks = result.stderr.splitlines()[-2:]
    assert template[marks.index("^") : marks.rindex("^") + 1] == "bla"


def test_an_object_the_template_does_not_fit_is_exit_1(report: str) -> None:
    result = switchroom("gates", "render", "--template", "t=${operator|date|yyyy}", "--object", report, "--json")
    assert result.exit_code == 1
    (answer,) = documents(result)
    assert answer["query"] == "t="
    assert answer["error"]["field"] == "template"
    assert "error" in {finding["severity"] for finding in answer["findings"]}


def test_json_has_query_and_findings(report: str) -> None:
    result = switchroom("gates", "render", "--template", "id=${id}", "--object", report, "--json")
    assert documents(result) == [{"query": "id=MyId", "findings": [], "error": None}]


@pytest.mark.parametrize(
    "held", [b"[1]", b"{", b'"text"', b"\xff\xfe", b"[" * 100_000, b'{"id": ' + b"9" * 5000 + b"}"]
)
def test_what_is_no_object_is_exit_2_in_one_sentence(held: bytes) -> None:
    result = switchroom("gates", "render", "--template", "id=${id}", "--object", "-", stdin=held)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_exit_2(tmp_path: Path) -> None:
    result = switchroom("gates", "render", "--template", "x", "--object", str(tmp_path / "none"), "--json")
    assert (result.exit_code, error_of(result)["field"]) == (2, "object")


@given(st.text(min_size=1, max_size=40))
def test_any_value_comes_back_out_of_the_query(value: str) -> None:
    source = json.dumps({"id": value, "resultCode": 1001})
    result = switchroom("gates", "render", "--template", "id=${id}", "--object", "-", stdin=source)
    assert result.exit_code == 0
    assert parse_qsl(result.stdout.removesuffix("\n"), keep_blank_values=True) == [("id", value)]


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers() | st.none()))
def test_whatever_it_is_given_it_prints_one_line_and_a_known_exit_code(
    template: str, source: dict[str, str | int | None]
) -> None:
    result = switchroom("gates", "render", f"--template={template}", "--object", "-", stdin=json.dumps(source))
    assert result.exit_code in {0, 1, 2}
    assert result.stdout.isascii()
    assert len(result.stdout.splitlines()) == 1
