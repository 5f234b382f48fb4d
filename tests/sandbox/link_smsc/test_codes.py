"""The simulator's table against the document's, which the console keeps as data."""

from __future__ import annotations

from console.providers.registry import provider
from console.sandbox.link_smsc import codes


def test_it_knows_the_codes_of_the_document_and_no_other() -> None:
    assert set(codes.DESCRIPTIONS) == {known.code for known in provider("link-smsc").codes()}
    assert len(codes.DESCRIPTIONS) == 56


def test_temporary_is_what_the_document_prints_as_such() -> None:
    printed = {
        known.code for known in provider("link-smsc").codes() if known.state and known.state.finality == "temporary"
    }
    assert printed == codes.TEMPORARY


def test_no_description_breaks_the_answer_apart() -> None:
    assert not any(";" in words or "\n" in words for words in codes.DESCRIPTIONS.values())


def test_nothing_delivered_is_refused_in_the_answer() -> None:
    assert not codes.ANSWERED_AT_ONCE & codes.TEMPORARY
    assert codes.DELIVERED not in codes.ANSWERED_AT_ONCE
