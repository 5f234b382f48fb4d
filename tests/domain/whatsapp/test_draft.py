from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from console.domain.whatsapp.draft import Draft
from console.domain.whatsapp.message_request import MessageRequest

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(st.text(max_size=8), values, max_size=4)


@given(st.none() | st.text(max_size=8), documents)
def test_what_is_kept_comes_back_with_keys_nobody_knows(account: str | None, document: dict[str, object]) -> None:
    draft = Draft(account, MessageRequest(document))
    assert Draft.read(json.loads(json.dumps(draft.document()))) == draft


def test_what_is_missing_is_empty() -> None:
    assert Draft.read({}) == Draft()
