from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.sms.draft import Draft, Premium

words = st.text(max_size=8)
maybe = st.none() | words
premiums = st.builds(Premium, tariff=maybe, vat=maybe, charge_only=st.booleans(), reference_id=maybe)
drafts = st.builds(
    Draft,
    account=maybe,
    source=words,
    destinations=st.lists(words, max_size=3).map(tuple),
    text=st.text(st.characters(), max_size=20),
    premium=premiums,
    asynchronous=st.booleans(),
    user_data_header=maybe,
)


@given(drafts)
def test_what_is_kept_comes_back(draft: Draft) -> None:
    assert Draft.read(json.loads(json.dumps(draft.document()))) == draft


def test_fields_of_another_version_do_no_harm() -> None:
    kept = {"text": "a", "colour": "red", "premium": {"vat": "25.0", "colour": "red"}}
    assert Draft.read(kept) == Draft(text="a", premium=Premium(vat="25.0"))
    assert Draft.read({}) == Draft()


@pytest.mark.parametrize(
    ("tariff", "charges"),
    [(None, False), ("", False), ("null", False), ("SEK0", False), ("SEK000", False), ("SEK1000", True), ("100", True)],
)
def test_the_receiver_pays_for_anything_but_nothing(tariff: str | None, charges: bool) -> None:
    assert Premium(tariff=tariff).charges is charges
