from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.findings import Severity
from console.domain.gates.template_language.completion import PATTERNS, complete
from console.domain.gates.template_language.java_date import pattern_mistakes, pattern_traps
from console.domain.gates.template_language.names import ObjectKind
from console.domain.gates.template_language.parse import mistakes

REPORT, INBOUND = ObjectKind.DELIVERY_REPORT, ObjectKind.SMS_MESSAGE


template_texts = st.lists(
    st.sampled_from(["${", "}", "|", "&", "=", "$", "id", "date", "number", "yy", "b"]) | st.text(max_size=2)
).map("".join)


def completed(marked: str, kind: ObjectKind | None = REPORT) -> list[str]:
    """What the template becomes with each option; `^` marks the cursor."""
    cursor = marked.index("^")
    template = marked.replace("^", "")
    found = complete(template, cursor, kind)
    return [template[: found.start] + text + template[found.end :] for text, _meaning in found.options]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("a=${se^", ["a=${sentTimestamp}", "a=${segments}"]),
        ("a=${SENT^", ["a=${sentTimestamp}"]),
        ("a=${re^}&b=1", ["a=${resultCode}&b=1", "a=${refId}&b=1"]),
        ("a=${re^&b=1", ["a=${resultCode}&b=1", "a=${refId}&b=1"]),
        ("a=${re^sult}", ["a=${resultCode}", "a=${refId}"]),
        ("a=${sen^|date|yyyy}", ["a=${sentTimestamp|date|yyyy}"]),
        ("a=${timestamp|^", ["a=${timestamp|date|"]),
        ("a=${timestamp|^}", ["a=${timestamp|date|}"]),
        ("a=${timestamp|d^|yyyy}", ["a=${timestamp|date|yyyy}"]),
        ("a=${destination|^", ["a=${destination|number|"]),
        ("a=${other|^", ["a=${other|date|", "a=${other|number|"]),
        ("a=${id|^", []),
        ("a=${destination|number|^", ["a=${destination|number|nocountry}", "a=${destination|number|noplus}"]),
        ("a=${destination|number|nop^}", ["a=${destination|number|noplus}"]),
        ("a=${timestamp|date|^}", [f"a=${{timestamp|date|{pattern}}}" for pattern in PATTERNS]),
        ("a=${timestamp|date|dd^", ["a=${timestamp|date|dd.MM.yyyy HH:mm}"]),
        ("a=${timestamp|date|HH^}", ["a=${timestamp|date|HH}"]),
        ("a=${timestamp|date|x^", []),
        ("a=${timestamp|date|yyyy|^", []),
        ("a=oper^", ["a=${operator}", "a=${operatorResultCode}", "a=${operatorresultCode}"]),
        ("a=$res^&b=", ["a=${resultCode}&b="]),
        ("res^", ["resultCode=${resultCode}"]),
        ("a=1&res^&b=1", ["a=1&resultCode=${resultCode}&b=1"]),
        ("r^es=1", []),
        ("a=${id}^", []),
        ("a=nothing^", []),
    ],
)
def test_what_may_stand_at_the_cursor(marked: str, expected: list[str]) -> None:
    assert completed(marked) == expected


def test_the_names_are_those_of_the_kind() -> None:
    assert completed("a=${us^", INBOUND) == completed("a=${us^", None) == ["a=${userData}"]
    assert completed("a=${us^", REPORT) == []
    assert [text for text, _ in complete("a=${", 4, INBOUND).options][:4] == [
        "messageId}", "destination}", "source}", "userData}",
    ]  # fmt: skip


def test_each_option_is_explained() -> None:
    for template in ("", "a=", "a=${", "a=${x|", "a=${x|number|", "a=${x|date|", "a=${x|date|HH:m"):
        options = complete(template, len(template)).options
        assert options
        assert all(meaning for _text, meaning in options)


def test_offered_patterns_are_right() -> None:
    for pattern in PATTERNS:
        assert pattern_mistakes(pattern) == pattern_traps(pattern) == ()
    shown = dict(complete("a=${timestamp|date|", 19).options)
    assert shown["yyyy-MM-dd'T'HH:mm:ss.SSSXXX}"] == "2026-11-20T10:17:41.007Z"


def test_completed_names_bring_no_error() -> None:
    for template in completed("a=${^") + completed("^") + completed("a=^"):
        assert all(finding.severity is not Severity.ERROR for finding in mistakes(template, REPORT))


@given(template_texts, st.integers(-3, 60))
def test_completion_stays_within_the_template(template: str, cursor: int) -> None:
    found = complete(template, cursor)
    assert 0 <= found.start <= max(0, min(cursor, len(template))) <= found.end <= len(template)
