from __future__ import annotations

import pytest

from console.domain.gates.gate import Gate
from console.domain.gates.pointing import Pointing
from console.errors import NotFound
from console.store.database import Database
from console.store.pointings import (
    change_pointing,
    drop_pointing,
    end_pointing,
    keep_pointing,
    open_pointings,
    pointing,
)


def row() -> Pointing:
    return Pointing("acme", "g1", "REF", "sms", 10, "anna", Gate({"id": "g1"}), Gate({"id": "g1", "x": 1}), 99, True)


def test_a_pointing_is_kept_with_what_the_gate_was_until_it_ends(database: Database) -> None:
    number = database.write_now(lambda connection: keep_pointing(connection, row()))
    kept = database.read_now(lambda connection: pointing(connection, number))
    assert (kept.former, kept.until, kept.at_exit) == (Gate({"id": "g1"}), 99, True)
    again = Gate({"id": "g1", "x": 2})
    database.write_now(lambda connection: change_pointing(connection, number, again, None, at_exit=False))
    kept = database.read_now(lambda connection: pointing(connection, number))
    assert (kept.former, kept.pointed, kept.until, kept.at_exit) == (Gate({"id": "g1"}), again, None, False)
    database.write_now(lambda connection: end_pointing(connection, number, 50))
    assert database.read_now(open_pointings) == []
    with pytest.raises(NotFound):
        database.read_now(lambda connection: pointing(connection, number))


def test_one_that_was_never_written_leaves_nothing(database: Database) -> None:
    number = database.write_now(lambda connection: keep_pointing(connection, row()))
    database.write_now(lambda connection: drop_pointing(connection, number))
    assert database.read_now(open_pointings) == []
