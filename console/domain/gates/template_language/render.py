"""What a template makes of an object (LINK Gate API 2.3, "Destination templates")."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.document import ABSENT, Document
from console.domain.findings import Finding, Severity
from console.domain.gates.template_language.encoding import encode_literal, encode_value
from console.domain.gates.template_language.java_date import pattern_letters
from console.domain.gates.template_language.names import ObjectKind, find_name, kind_of, value_of
from console.domain.gates.template_language.parse import mistakes, parse, reads_as_value
from console.domain.gates.template_language.pieces import Span, Value
from console.domain.gates.template_language.pipes import FIELD, DatePipe, apply_pipe, quoted, read_pipe


@dataclass(frozen=True, slots=True)
class Rendered:
    """`query` is percent-encoded. `findings` (field `template`, the worst first) are the template's mistakes and what
    this very object brings along; a value with an error is left out of the query."""

    query: str
    findings: tuple[Finding, ...]


def render(template: str, source: Document, *, kind: ObjectKind | None = None, zone: str = "UTC") -> Rendered:
    """Fill the template from the JSON object of a callback. Never raises.

    `kind` None: seen from the object. `zone` is where dates are written; the platform's own is not documented.
    """
    kind = kind or kind_of(source)
    findings = mistakes(template, kind)
    pieces: list[str] = []
    for piece in parse(template).pieces:
        if not isinstance(piece, Value):
            pieces.append(encode_literal(piece.text))
        elif not reads_as_value(piece, kind):
            pieces.append(encode_literal(piece.name.text))
        else:
            text, said = _text(piece, source, kind, zone)
            pieces.append(encode_value(text))
            # The same said about several values is said about the first.
            findings += [finding for finding in said if finding.text not in {known.text for known in findings}]
    return Rendered("".join(pieces), tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.severity))))


def result_url(destination_url: str, query: str) -> str:
    """The destination's URL with the query behind it; behind its own, where it has one already."""
    if not query:
        return destination_url
    address, mark, fragment = destination_url.partition("#")
    joint = "?" if "?" not in address else "" if address.endswith(("?", "&")) else "&"
    return f"{address}{joint}{query}{mark}{fragment}"


def plain_value(value: object) -> str | None:
    """A text, number or truth value as text, as JSON writes it; None for anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    try:
        return str(value) if isinstance(value, int | float) else None
    except ValueError:  # more digits than Python writes
        return None


_ORDER = list(Severity)
_ZONE_UNKNOWN = "The date is written in {zone} here; which zone the platform writes in is not documented."
_ENCODING_UNKNOWN = (
    "A value holds what a URL cannot carry as it is, and is percent-encoded here, a blank as %20. "
    "How the platform encodes is not documented."
)


def _text(value: Value, source: Document, kind: ObjectKind | None, zone: str) -> tuple[str, list[Finding]]:
    """A value as text, not yet encoded, and what is to be said about it beyond the template's mistakes."""
    name, span = value.name.text, value.span
    pipe = read_pipe(value)
    if not value.closed or not name or isinstance(pipe, Finding):
        return "", []
    held = value_of(source, name, kind)
    if held is ABSENT or held is None:
        if find_name(name, kind) is None:
            return "", []
        text = f"{name} is {'null' if held is None else 'missing'} in this object and left empty."
        return "", [_note(text, "What the platform writes then is not documented.", span)]
    plain = plain_value(held)
    if plain is None:
        text = f"{quoted(name)} is no single value and is left out."
        return "", [Finding(Severity.ERROR, FIELD, text, "Only texts, numbers and dates can be sent.", span)]
    if pipe is None:
        return plain, _encoding_note(plain, "With |number|noplus nothing is left to encode.", span)
    # A number stays one for the date pipe, which counts milliseconds.
    number = held if isinstance(held, int | float) and not isinstance(held, bool) else plain
    piped = apply_pipe(pipe, number, zone, span)
    if isinstance(piped, Finding):
        return "", [piped]
    said = _encoding_note(piped, None, span)
    if isinstance(pipe, DatePipe) and not set("zZX") & pattern_letters(pipe.pattern.text):
        hint = "With XXX in the pattern the distance to UTC is written too."
        said.append(_note(_ZONE_UNKNOWN.format(zone=zone), hint, span))
    return piped, said


def _encoding_note(text: str, hint_for_plus: str | None, span: Span) -> list[Finding]:
    if encode_value(text) == text:
        return []
    return [_note(_ENCODING_UNKNOWN, hint_for_plus if text.startswith("+") else None, span)]


def _note(text: str, hint: str | None, span: Span) -> Finding:
    return Finding(Severity.NOTE, FIELD, text, hint, span)
