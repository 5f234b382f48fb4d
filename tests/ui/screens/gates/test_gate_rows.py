from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from console.domain.gates.gate import Gate
from console.domain.timestamps import DAY, HOUR, MINUTE
from console.services.known_gate import Drift, DriftKind, GateList, KnownGate, OpenWrite
from console.ui.screens.gates.gate_rows import GateRow, age, heading, matches, pieces, rows_of

NOW = 1_000 * DAY


def known(ref_id: str = "DLR", *urls: str, gate_id: str = "id1", **values: object) -> KnownGate:
    document = {"refId": ref_id, "id": gate_id, "gateType": "ALL", "destinations": [{"url": url} for url in urls]}
    return KnownGate("acme", Gate(document), NOW - HOUR, 1, **values)  # type: ignore[arg-type]  # mixed fields


def lost(gate_id: str = "", kind: str = "create") -> OpenWrite:
    return OpenWrite("acme", gate_id, "NEW", kind, NOW, "anna", None, None, id=7)


def text(row: GateRow, width: int = 80) -> str:
    return "".join(part for part, _ in pieces(row, width, NOW, accounts=True))


@given(st.text(max_size=30), st.integers(20, 200), st.booleans())
def test_a_row_and_its_heading_fill_the_width_exactly(ref_id: str, width: int, accounts: bool) -> None:
    rows = [GateRow("acme", known(ref_id, "https://x")), GateRow("acme", open_write=lost())]
    assert cell_len(heading(width, accounts=accounts)) == width
    for row in rows:
        assert sum(cell_len(part) for part, _ in pieces(row, max(40, width), NOW, accounts=accounts)) == max(40, width)


def test_what_needs_a_look_has_a_sign_of_its_own() -> None:
    drift, unknown = Drift(DriftKind.CHANGED, 1, NOW), lost("id1", "update")
    assert text(GateRow("acme", known("A", "https://x", drift=drift))).startswith("⚠ A")
    assert text(GateRow("acme", known("A", "https://x", pointed_here=3))).startswith("↓ A")
    assert text(GateRow("acme", known("A", "https://x", open_write=unknown), unknown)).startswith("? A")
    assert "nobody knows" in text(GateRow("acme", open_write=lost()))
    assert "removed" in text(GateRow("acme", known("A", "https://x", removed=True)))


def test_the_last_callback_is_told_by_its_age() -> None:
    assert "● 4 min" in text(GateRow("acme", known("A", "https://x", last_callback_at=NOW - 4 * MINUTE)))
    assert "⚠ 61 d" in text(GateRow("acme", known("A", "https://x", last_callback_at=NOW - 61 * DAY)))


@pytest.mark.parametrize(("span", "said"), [(0, "0 s"), (-5, "0 s"), (59_999, "59 s"), (HOUR, "1 h"), (3 * DAY, "3 d")])
def test_ages_have_one_unit(span: int, said: str) -> None:
    assert age(span) == said


def test_writes_that_may_have_created_a_gate_come_first_and_removed_gates_last() -> None:
    listed = GateList(
        (known("B", "https://x"),), (known("A", "https://x", gate_id="gone", removed=True),), open_writes=(lost(),)
    )
    assert [row.name for row in rows_of(listed)] == ["NEW", "B", "A"]


def test_every_word_of_a_search_must_be_found() -> None:
    row = GateRow("acme", known("DLR-PROD", "https://hooks.example.com/dlr"))
    assert matches(row, ["hooks", "prod"])
    assert matches(row, [])
    assert not matches(row, ["hooks", "nobody"])
