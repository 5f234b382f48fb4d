"""The filter language: words and `field:value` pairs that must all hold."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.findings import Finding


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `field` None means the words are looked for everywhere; `operator` is one of
    `:` (contains or is), `=`, `>`, `>=`, `<`, `<=`."""

    field: str | None
    operator: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A parsed filter. `findings` (field `filter`, with spans) name what could not be read; such a filter matches
    what its good terms match."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    findings: tuple[Finding, ...] = ()


def parse(text: str) -> Filter:
    raise NotImplementedError
