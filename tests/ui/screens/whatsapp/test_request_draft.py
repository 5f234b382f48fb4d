from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.json_text import write_json
from console.domain.whatsapp.message import Message, new_message
from console.ui.screens.whatsapp.request_draft import RequestDraft
from tests.domain.whatsapp.messages import any_documents, request


def text(body: str) -> Message:
    return Message({"type": "text", "text": {"body": body}})


def bodies(draft: RequestDraft) -> list[str | None]:
    return [message.body for message in draft.messages]


def test_messages_are_added_duplicated_moved_and_taken_out() -> None:
    draft = RequestDraft({"messages": []})
    draft.add(text("a"))
    draft.add(text("b"))
    draft.go_to(0)
    draft.duplicate()
    assert (bodies(draft), draft.place) == (["a", "a", "b"], 1)
    draft.move(1)
    draft.move(1)
    assert (bodies(draft), draft.place) == (["a", "b", "a"], 2)
    draft.remove()
    assert (bodies(draft), draft.place) == (["a", "b"], 1)
    draft.remove()
    draft.remove()
    draft.remove()
    assert (bodies(draft), draft.place, draft.message) == ([], 0, None)


def test_coming_back_to_a_kind_finds_what_was_written_of_it() -> None:
    draft = RequestDraft(dict(request(text("hello").document).document))
    draft.use_kind("image")
    assert draft.message == new_message("image")
    draft.use_kind("text")
    assert bodies(draft) == ["hello"]


@given(st.lists(any_documents, max_size=3))
def test_form_to_json_to_form_loses_nothing(messages: list[dict[str, object]]) -> None:
    document = dict(request(*messages).document)
    draft = RequestDraft(document)
    if draft.read(write_json(document)):  # what is not JSON (NaN) is refused
        assert draft.document == document
