from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.whatsapp.message import Message
from console.domain.whatsapp.preview.message import preview
from console.ui.screens.whatsapp.bubble_text import WIDEST, bubble_text
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, any_documents
from tests.ui.opened_console import FORBIDDEN as CONTROLS
from tests.ui.opened_console import HOSTILE


def painted(message: Message, width: int = 48) -> list[str]:
    return [line.plain for line in bubble_text(preview(message), width, time="10:18")]


def text(body: str) -> Message:
    return Message({"type": "text", "text": {"body": body}})


@given(any_documents, st.integers(16, 80))
def test_no_message_is_wider_than_its_room(document: dict[str, object], width: int) -> None:
    for line in bubble_text(preview(Message(document)), width):
        assert line.cell_length <= max(width, 16)


def test_every_kind_shows_what_it_says() -> None:
    shown = {name: "\n".join(painted(message)) for name, message in EXAMPLE_MESSAGES.items()}
    assert "▣ image.jpg" in shown["Image message"]
    assert "JPG" in shown["Image message"]
    assert "⌖ Linkmobility Stockholm, Sweden" in shown["Location message"]
    assert "♪ audio.mp4" in shown["Audio message"]


def test_marks_become_styles_and_outside_text_is_painted_as_it_is() -> None:
    lines = bubble_text(preview(text("*bold* [red]x[/red]")), 40)
    assert "bold [red]x[/red]" in lines[1].plain
    assert any("bold" in str(span.style) for span in lines[1].spans)
    assert not set("".join(painted(text(HOSTILE)))) & set(CONTROLS)


def test_what_is_read_from_the_right_begins_there() -> None:
    line = painted(text("שלום"))[1]
    assert line.rstrip(" │").endswith("שלום")
    assert line.startswith("│  ")
    assert len(line) == WIDEST
