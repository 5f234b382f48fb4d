"""Find and replace over many gates: forty of them to a new host, in one go that is looked at before it is done."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from console.domain.findings import Finding, Severity, error
from console.domain.gates.diff import differences
from console.domain.gates.gate import OURS, Gate
from console.domain.gates.rules import check_gate
from console.domain.gates.sealing import references
from console.domain.redact import is_secret_name

_AUTHORITY = re.compile(r"(?P<scheme>[^:/?#]+://)(?P<userinfo>[^/?#]*@)?(?P<host>[^/?#]*)(?P<rest>.*)", re.DOTALL)
_LONGEST: Final = 10_000  # characters of one text a pattern is let loose on

# The platform's own, and what decides how a gate works: no text of ours.
_NEVER: Final = frozenset({"id", "type", "gateType", "platformId", "platformPartnerId", "contentType", "method", OURS})


class Where(StrEnum):
    HOST = "host"  # host and port of each URL; case does not count
    URL = "url"  # the whole of each URL
    TEMPLATE = "template"  # each destination's template
    TEXT = "text"  # every text of the gate: refId, URLs, usernames, templates, custom parameters


@dataclass(frozen=True, slots=True)
class Search:
    """What to find and what to put there. With `regex` both are Python regular expressions (`\\1` is a group)."""

    find: str
    replacement: str
    where: Where = Where.HOST
    regex: bool = False


@dataclass(frozen=True, slots=True)
class Unsound:
    """A gate the replacement would break, and why. It is left as it was."""

    before: Gate
    after: Gate
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """The gates that would change, before and after; those that must not; what is wrong with the search itself."""

    pairs: tuple[tuple[Gate, Gate], ...] = ()
    unsound: tuple[Unsound, ...] = ()
    findings: tuple[Finding, ...] = ()


def check_search(search: Search) -> list[Finding]:
    """Findings of the fields `find` and `replacement`."""
    if not search.find:
        return [error("find", "There is nothing to find.", hint="Write the text to replace.")]
    if not search.regex:
        return []
    try:
        pattern = _pattern(search)
    except (re.error, OverflowError, RecursionError) as mistake:
        return [_mistake("find", search.find, mistake)]
    try:
        pattern.sub(search.replacement, "")  # read at once, whether or not anything is found
    except (re.error, IndexError) as mistake:
        return [_mistake("replacement", search.replacement, mistake)]
    if pattern.match("") is not None:
        return [
            error(
                "find",
                "The expression finds nothing at all everywhere.",
                hint="Let it match at least one character: + instead of *.",
            )
        ]
    return []


def replace(gates: Sequence[Gate], search: Search) -> Replaced:
    """Sealed gates, all of one partner. Nothing is replaced in a secret; a result with an error its gate did not have
    is no result."""
    findings = tuple(check_search(search))
    if findings:
        return Replaced(findings=findings)
    change = _substitution(search)
    results = [_changed_gate(gate, search.where, change) for gate in gates]
    pairs: list[tuple[Gate, Gate]] = []
    unsound: list[Unsound] = []
    for place, (before, after) in enumerate(zip(gates, results, strict=True)):
        if not differences(before, after):
            continue
        wrong = tuple(_new_errors(before, after, [*results[:place], *results[place + 1 :]]))
        if wrong:
            unsound.append(Unsound(before, after, wrong))
        else:
            pairs.append((before, after))
    return Replaced(tuple(pairs), tuple(unsound))


def _pattern(search: Search) -> re.Pattern[str]:
    with warnings.catch_warnings(action="ignore"):  # of what a later Python may read otherwise
        return re.compile(
            search.find if search.regex else re.escape(search.find),
            re.IGNORECASE if search.where is Where.HOST else re.NOFLAG,
        )


def _substitution(search: Search) -> Callable[[str], str]:
    pattern = _pattern(search)
    replacement = search.replacement if search.regex else search.replacement.replace("\\", r"\\")
    return lambda text: pattern.sub(replacement, text) if len(text) <= _LONGEST else text


def _changed_gate(gate: Gate, where: Where, change: Callable[[str], str]) -> Gate:
    if where is Where.TEXT:
        return Gate(_changed_texts(gate.document, change))
    listed = gate.document.get("destinations")
    if not isinstance(listed, list):
        return gate
    changed = [_changed_destination(entry, where, change) if isinstance(entry, Mapping) else entry for entry in listed]
    return gate.with_value("destinations", changed)


def _changed_destination(entry: Mapping[str, Any], where: Where, change: Callable[[str], str]) -> Mapping[str, Any]:
    if where is Where.TEMPLATE:
        parameters = entry.get("customParameters")
        if not isinstance(parameters, Mapping):
            return entry
        texts = {
            name: change(value) if name in {"template", "template_"} and isinstance(value, str) else value
            for name, value in parameters.items()
        }
        return {**entry, "customParameters": texts}
    url = entry.get("url")
    if not isinstance(url, str):
        return entry
    return {**entry, "url": change(url) if where is Where.URL else _with_host(url, change)}


def _with_host(url: str, change: Callable[[str], str]) -> str:
    parts = _AUTHORITY.fullmatch(url)
    if parts is None or parts["scheme"].lower() == "do://":  # drop is no host
        return url
    return f"{parts['scheme']}{parts['userinfo'] or ''}{change(parts['host'])}{parts['rest']}"


def _changed_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, Mapping):
        return {
            name: held if name in _NEVER or is_secret_name(name) else _changed_texts(held, change)
            for name, held in value.items()
        }
    if isinstance(value, list):
        return [_changed_texts(held, change) for held in value]
    return change(value) if isinstance(value, str) else value


def _new_errors(before: Gate, after: Gate, others: Sequence[Gate]) -> Iterator[Finding]:
    if sorted(references(before)) != sorted(references(after)):
        yield error(
            "replacement",
            "It would change a reference to a secret, and the secret would be lost.",
            hint="Change the secret itself in the gate's form.",
        )
    had = {(finding.field, finding.text) for finding in check_gate(before)}
    for finding in check_gate(after, others):
        if finding.severity is Severity.ERROR and (finding.field, finding.text) not in had:
            yield finding


def _mistake(field: str, text: str, mistake: Exception) -> Finding:
    at = getattr(mistake, "pos", None)
    return error(
        field,
        f"This is no regular expression: {mistake}.",
        hint="Put a backslash before . * + ? ( ) [ ] { } ^ $ | and \\ where they are meant as they are.",
        span=(at, min(at + 1, len(text))) if isinstance(at, int) and at <= len(text) else None,
    )
