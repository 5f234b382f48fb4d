from __future__ import annotations

import pytest
from rich.cells import cell_len

from console.domain.message import Message, Outcome
from console.domain.state import AWAITED
from console.ui.screens.messages.message_rows import became, heading, pieces, receivers
from tests.ui.screens.messages.stories import DELIVERED, FAILED, FORBIDDEN, HOSTILE, NOW, message, recipient

ONE = message(recipient("+46701234567", DELIVERED))
THREE = message(recipient("+46701234567", DELIVERED, AWAITED), recipient("+4746910823", DELIVERED))


def painted(shown: Message, width: int) -> str:
    return "".join(text for text, _ in pieces(shown, width, NOW))


@pytest.mark.parametrize("width", range(52, 200, 7))
def test_rows_and_their_heading_fill_exactly_the_width(width: int) -> None:
    for shown in (ONE, THREE, message(text="汉字" * 200, source=HOSTILE)):
        assert cell_len(painted(shown, width)) == width
    assert cell_len(heading(width)) == width


def test_a_wide_row_says_who_wrote_to_whom_what_became_of_it_and_what() -> None:
    row = painted(ONE, 140)
    for word in ("10:17:30", "acme-sms", "ACME", "+46701234567", "● delivered", "¤", "Your order has left"):
        assert word in row
    for name in ("sent", "account", "from", "to", "became", "text"):
        assert name in heading(140)


def test_the_state_survives_the_narrowest_row() -> None:
    assert "+46701234567" in painted(ONE, 56)
    assert "● delivered" in painted(ONE, 56)
    assert "account" not in heading(56)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (ONE, "delivered"),
        (THREE, "2 of 3 parts"),
        (message(recipient("+46701234567", outcome=Outcome.SENDING), outcome=Outcome.SENDING), "being sent"),
        (message(recipient("+46701234567", outcome=Outcome.REFUSED), outcome=Outcome.REFUSED), "refused"),
        (message(recipient("+46701234567", outcome=Outcome.STOPPED), outcome=Outcome.STOPPED), "stopped"),
        (message(recipient("+46701234567", outcome=Outcome.UNKNOWN), outcome=Outcome.UNKNOWN), "unknown"),
        (message(recipient("+46701234567")), "accepted"),
        (message(recipient("+46701234567", FAILED)), "not delivered"),
    ],
)
def test_what_became_of_it_in_a_word(shown: Message, said: str) -> None:
    assert became(shown) == said


def test_receivers() -> None:
    assert receivers(ONE) == "+46701234567"
    assert receivers(THREE) == "+46701234567 +1"
    assert receivers(message()) == "-"


def test_hostile_words_are_harmless_in_every_column() -> None:
    row = painted(message(recipient(HOSTILE, DELIVERED), text=HOSTILE, source=HOSTILE, account=HOSTILE), 200)
    assert not set(row) & set(FORBIDDEN)
    assert "[bold]" in row
