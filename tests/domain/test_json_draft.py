from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from console.domain.document import Document, with_key
from console.domain.json_draft import JsonDraft
from console.domain.json_text import write_json
from tests.domain.test_json_text import VALUES


@given(st.dictionaries(st.text(max_size=10), VALUES, max_size=6))
def test_what_is_read_from_the_json_is_the_document(document: dict[str, object]) -> None:
    draft = JsonDraft({})
    assert draft.read(write_json(document))
    assert draft.document == document
    assert not draft.tidy()


def test_the_form_writes_the_json_anew_and_the_json_stays_as_it_was_typed() -> None:
    draft = JsonDraft({"a": 1})
    draft.change({"a": 2})
    assert json.loads(draft.json) == {"a": 2}
    typed = '{"a":3}'
    assert draft.read(typed)
    assert draft.json == typed
    assert draft.tidy()
    assert draft.json == write_json({"a": 3})


def test_broken_json_keeps_the_last_good_document_until_a_field_is_changed() -> None:
    draft = JsonDraft({"a": 1})
    assert not draft.read('{"a": ')
    assert draft.mistake is not None
    assert (draft.document, draft.json) == ({"a": 1}, '{"a": ')
    assert not draft.tidy()
    draft.change({"a": 2})
    assert draft.mistake is None


class Sealed(JsonDraft):
    def taken(self, document: Document) -> Document:
        return with_key(document, "password", "kept")


def test_what_is_taken_is_neither_shown_nor_held_as_it_was_typed_once_it_is_tidied() -> None:
    draft = Sealed({})
    draft.change({"password": "typed"})
    assert "typed" not in draft.json
    assert draft.read('{"password": "typed"}')
    assert draft.document == {"password": "kept"}
    assert draft.tidy()
    assert "typed" not in draft.json
