from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.findings import Finding, Severity
from console.domain.gates.template_language.names import NAMES, ObjectKind
from console.domain.gates.template_language.parse import mistakes, parse
from console.domain.gates.template_language.pieces import Key, Literal, Value

REPORT, INBOUND = ObjectKind.DELIVERY_REPORT, ObjectKind.SMS_MESSAGE

template_texts = st.lists(
    st.sampled_from(["${", "}", "|", "&", "=", "$", "id", "timestamp", "date", "yyyy", "number", "noplus"])
    | st.text(max_size=3)
).map("".join)


def shape(template: str) -> list[str]:
    """The pieces in short: a key bare, literals in quotes, values with their parts."""
    told = []
    for piece in parse(template).pieces:
        match piece:
            case Key():
                told.append(piece.text)
            case Literal():
                told.append(repr(piece.text))
            case Value():
                parts = "|".join((piece.name.text, *(pipe.text for pipe in piece.pipes)))
                told.append(("bare " if piece.bare else "") + f"<{parts}>" + ("" if piece.closed else " open"))
    return told


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("", []),
        ("id=${id}", ["id", "'='", "<id>"]),
        ("id=id&x=resultCode", ["id", "'='", "bare <id>", "'&'", "x", "'='", "bare <resultCode>"]),
        ("id=ID", ["id", "'='", "'ID'"]),
        ("t=${timestamp|date|yyyy-MM-dd}", ["t", "'='", "<timestamp|date|yyyy-MM-dd>"]),
        ("t=timestamp|date|yyyy", ["t", "'='", "'timestamp|date|yyyy'"]),
        ("a=b=id", ["a", "'='", "'b=id'"]),
        ("a==id", ["a", "'='", "'=id'"]),
        ("a=x${id}y${id}", ["a", "'='", "'x'", "<id>", "'y'", "<id>"]),
        ("a=${id}id", ["a", "'='", "<id>", "'id'"]),
        ("a=${id&b=${id}", ["a", "'='", "<id> open", "'&'", "b", "'='", "<id>"]),
        ("a=${x${id}", ["a", "'='", "<x> open", "<id>"]),
        ("a=${t|date|yyyy&MM}", ["a", "'='", "<t|date|yyyy&MM>"]),
        ("a=$${id}$", ["a", "'='", "'$'", "<id>", "'$'"]),
        ("id", ["id"]),
        ("${id}", ["<id>"]),
        ("k${id}=1", ["k", "<id>", "'='", "'1'"]),
        ("&&=", ["'&'", "'&'", "'='"]),
        ("a=$", ["a", "'='", "'$'"]),
        ("a=}", ["a", "'='", "'}'"]),
    ],
)
def test_pieces(template: str, expected: list[str]) -> None:
    assert shape(template) == expected


@given(template_texts)
def test_the_pieces_are_the_whole_text(template: str) -> None:
    parsed = parse(template)
    at = 0
    for piece in parsed.pieces:
        start, end = piece.span
        assert start == at < end
        at = end
        if isinstance(piece, Value):
            for part in (piece.name, *piece.pipes):
                assert template[slice(*part.span)] == part.text
                assert start <= part.span[0] <= part.span[1] <= end
        else:
            assert template[start:end] == piece.text
    assert at == len(template)
    assert [piece for pair in parsed.pairs for piece in pair] == [
        piece for piece in parsed.pieces if not (isinstance(piece, Literal) and piece.text == "&")
    ]


@given(template_texts, st.sampled_from([None, REPORT, INBOUND]))
def test_mistakes_stand_within_the_template(template: str, kind: ObjectKind | None) -> None:
    for finding in mistakes(template, kind):
        assert finding.field == "template"
        assert finding.span is not None
        assert 0 <= finding.span[0] <= finding.span[1] <= len(template)


@pytest.mark.parametrize("kind", [None, REPORT, INBOUND])
def test_nothing_is_wrong_with_what_the_document_has(kind: ObjectKind | None) -> None:
    for known in NAMES if kind is None else [kind]:
        for name in NAMES[known]:
            if name.documented:
                pipe = "|date|yyyy-MM-dd" if name.type == "Date" else ""
                assert mistakes(f"a=${{{name.name}{pipe}}}", kind) == []
                assert mistakes(f"a={name.name}", kind) == []


def only(template: str, kind: ObjectKind | None = REPORT) -> Finding:
    (finding,) = mistakes(template, kind)
    return finding


@pytest.mark.parametrize(
    ("template", "severity", "marked", "hint"),
    [
        ("a=${id", Severity.ERROR, "${id", "Close it"),
        ("a=${}", Severity.ERROR, "${}", "${id}"),
        ("a=${ id }", Severity.ERROR, " id ", "Did you mean id?"),
        ("a=${resultcode}", Severity.ERROR, "resultcode", "Did you mean resultCode?"),
        ("a=${userData}", Severity.ERROR, "userData", "Known: id"),
        ("a=${Id}", Severity.NOTE, "Id", "${id}"),
        ("a=${refId}", Severity.WARNING, "refId", "Try it"),
        ("a=resultcode", Severity.WARNING, "resultcode", "Did you mean resultCode?"),
        ("a=sms", Severity.NOTE, "sms", ""),
        ("a=${timestamp}", Severity.NOTE, "${timestamp}", "|date|"),
        ("a=${timestamp|date|yyyyb}", Severity.ERROR, "b", "quotes"),
        ("a=${timestamp|date|'x}", Severity.ERROR, "'x", "''"),
        ("a=${timestamp|date|}", Severity.ERROR, "", "|date|"),
        ("a=${timestamp|date|YYYY}", Severity.WARNING, "YYYY", "Write y"),
        ("a=${timestamp|date|yyyy|x}", Severity.ERROR, "|x", "Take away"),
        ("a=${timestamp|dato|yyyy}", Severity.ERROR, "dato", "Did you mean date?"),
        ("a=${timestamp|number|noplus}", Severity.WARNING, "${timestamp|number|noplus}", "Take |number|"),
        ("a=${id|date|yyyy}", Severity.WARNING, "${id|date|yyyy}", "Take |date|"),
        ("a=${destination|noplus}", Severity.ERROR, "noplus", "|number|noplus"),
        ("a=${destination|number|nopls}", Severity.ERROR, "nopls", "Did you mean noplus?"),
        ("a=${destination|number}", Severity.ERROR, "number", "|number|noplus"),
        ("a=${destination|}", Severity.ERROR, "", "|number|noplus"),
        ("a=${id}&a=${operator}", Severity.WARNING, "a", "own key"),
        ("?a=${id}", Severity.WARNING, "?", "Take it away"),
        ("a=${id}&", Severity.WARNING, "&", "Take it away"),
        ("a=${id}&&b=${id}", Severity.WARNING, "&&", "Take it away"),
        ("a=${id}&b", Severity.WARNING, "b", "key=${name}"),
        ("a=${id}&${operator}", Severity.WARNING, "${operator}", "key=${name}"),
        ("a=${timestamp|date|HH z}", Severity.NOTE, "HH z", "XXX"),
        ("a=${timestamp|date|HH'Z'}", Severity.WARNING, "'Z'", "XXX"),
        ("=${id}", Severity.WARNING, "=${id}", "key=${name}"),
        ("k${id}=${id}", Severity.WARNING, "${id}", "key=${name}"),
        ("a=x${id}}", Severity.WARNING, "}", "${name}"),
        ("a b=${id}", Severity.NOTE, " ", "%20"),
        ("a=x#${id}", Severity.WARNING, "#", "%23"),
        ("a=100%-${id}", Severity.WARNING, "%", "%25"),
    ],
)
def test_a_mistake_is_marked_where_it_stands(template: str, severity: Severity, marked: str, hint: str) -> None:
    finding = only(template)
    assert finding.severity is severity, finding
    assert finding.span is not None
    assert template[slice(*finding.span)] == marked
    assert hint in (finding.hint or "")


def test_pipes_outside_braces() -> None:
    warning, note = mistakes("a=timestamp|date|yyyy", REPORT)
    assert (warning.severity, warning.span) == (Severity.WARNING, (2, 21))
    assert note.span == (11, 12)


def test_an_object_that_is_not_known_may_have_other_values() -> None:
    assert only("a=${messageType}", None).severity is Severity.WARNING
    assert only("a=${messageType}", REPORT).severity is Severity.ERROR


def test_a_word_that_is_a_name_of_the_other_kind() -> None:
    finding = only("a=userData", REPORT)
    assert finding.severity is Severity.WARNING
    assert mistakes("a=userData", INBOUND) == mistakes("a=userData", None) == []


def test_the_worst_comes_first() -> None:
    found = mistakes("a=sms&b=${id}&b=${id}&c=${id|x}", REPORT)
    assert [finding.severity for finding in found] == [Severity.ERROR, Severity.WARNING, Severity.NOTE]


def test_text_of_others_cannot_steer_the_screen() -> None:
    for template in ("a=${\x1b[2J}", "a=${id|\x1b[2J}", "a=\x1b[2J", "\x1b=${id}&\x1b=${id}", "a=${id|number|\x1b}"):
        for finding in mistakes(template, REPORT):
            assert "\x1b" not in finding.text + (finding.hint or "")


@pytest.mark.parametrize("again", ["${", "${a", "$", "&", "a="])
def test_a_hostile_template_is_gone_through_once(again: str) -> None:
    """Read again from each of its characters it would take hours, and the test would be stopped."""
    text = again * 100_000
    assert parse(text).text == text
    assert len(mistakes(text, REPORT)) <= 100
