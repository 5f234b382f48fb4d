from __future__ import annotations

from console.domain.codes.result_code import ResultCode
from console.domain.state import UNKNOWN, Billing, Delivery, Finality, State
from console.services.code_book import Sighting
from console.ui.screens.codes.code_rows import code_row, explanation, header_row

DELIVERED = State(Finality.FINAL, Delivery.DELIVERED, Billing.BILLED)


def _code(state: State | None, name: str = "Delivered") -> ResultCode:
    return ResultCode("link-smsc", 1001, name, "Delivered", state, "It came.", "-", "Nothing.", "No need.", "It came.")


def test_a_wide_row_has_state_count_and_bars() -> None:
    row = code_row(_code(DELIVERED), Sighting(14, 0, (0, 0, 0, 0, 1, 2, 8)), 120, catalogue=True).plain
    assert row.split() == ["●", "1001", "Delivered", "final", "delivered", "¤", "billed", "link-smsc", "14", "····▁▂█"]


def test_unknown_is_said_in_every_column() -> None:
    assert code_row(_code(UNKNOWN), None, 80, catalogue=False).plain.split()[-4:] == [
        "change",
        "unknown",
        "¿",
        "unknown",
    ]


def test_columns_stand_under_their_names_at_every_width() -> None:
    for width in range(66, 200):
        row = code_row(_code(DELIVERED, "A name " * 9), Sighting(3, 0, (1,) * 7), width, catalogue=True)
        header = header_row(width, catalogue=True).plain
        assert row.plain.index("final") == header.index("finality")
        assert row.plain.index(" delivered") == header.index(" handset")
        assert row.cell_length <= width


def test_a_code_that_is_no_message_state_says_so() -> None:
    assert "no message state" in code_row(_code(None), None, 80, catalogue=False).plain


def test_the_copied_explanation_holds_everything_a_ticket_needs() -> None:
    told = explanation(_code(DELIVERED), Sighting(2, 1_700_000_000_000, (2,)))
    assert told.splitlines()[0] == "1001 Delivered (link-smsc)"
    assert "final · delivered · billed" in told
    assert "Seen here: 2 times, last 2023-11-14 22:13:20 UTC" in told
