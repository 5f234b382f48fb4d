from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.document import Document
from console.domain.gates.gate import Gate
from console.domain.gates.revision import Origin
from console.store.database import Database
from console.store.gates import (
    Entry,
    GateRow,
    drop_account,
    gate_rows,
    keep,
    keep_list,
    keep_removal,
    list_read_at,
    mark_seen,
    rename_account,
    revisions,
)


def gate(gate_id: str = "g1", **changes: Any) -> Gate:
    return Gate({"id": gate_id, "refId": gate_id.upper(), "destinations": [], **changes})


def rows(database: Database, *accounts: str) -> list[GateRow]:
    return database.read_now(lambda connection: gate_rows(connection, accounts or ["acme"]))


def listed(database: Database, at: int, *gates: Gate) -> None:
    database.write_now(lambda connection: keep_list(connection, "acme", gates, at))


def origins(database: Database, gate_id: str = "g1") -> list[str]:
    return [row.origin for row in database.read_now(lambda connection: revisions(connection, "acme", gate_id))]


def test_what_the_first_list_says_is_no_news(database: Database) -> None:
    listed(database, 10, gate(), gate("g2"))
    assert [(row.gate_id, row.seen_revision == row.revision) for row in rows(database)] == [("g1", True), ("g2", True)]
    listed(database, 20, gate(), gate("g2"), gate("g3"))
    assert rows(database)[2].seen_revision is None
    assert database.read_now(lambda connection: list_read_at(connection, "acme")) == 20


def test_reading_the_same_makes_no_revision_and_another_document_does(database: Database) -> None:
    listed(database, 10, gate(ttl=1))
    listed(database, 20, gate(ttl=1))
    assert (origins(database), rows(database)[0].fetched_at) == ([Origin.READ], 20)
    listed(database, 30, gate(ttl=2))
    (row,) = rows(database)
    assert (origins(database), row.seen_revision != row.revision) == ([Origin.READ, Origin.READ], True)


def test_a_gate_that_is_listed_no_more_is_kept_as_removed_and_comes_back_when_it_is(database: Database) -> None:
    listed(database, 10, gate(ttl=1))
    listed(database, 20)
    assert rows(database)[0].removed_at == 20
    assert rows(database)[0].gate == gate(ttl=1)
    listed(database, 30)
    assert origins(database) == [Origin.REMOVED, Origin.READ]
    listed(database, 40, gate(ttl=1))
    assert rows(database)[0].removed_at is None
    assert origins(database) == [Origin.READ, Origin.REMOVED, Origin.READ]


def test_what_we_write_is_seen_and_what_is_read_after_it_is_not(database: Database) -> None:
    listed(database, 10, gate())
    database.write_now(lambda connection: keep(connection, Entry("acme", gate(ttl=5), 20, Origin.WRITTEN, "anna")))
    (row,) = rows(database)
    assert row.seen_revision == row.revision
    listed(database, 30, gate(ttl=6))
    (row,) = rows(database)
    assert row.seen_revision == row.revision - 1
    database.write_now(lambda connection: mark_seen(connection, "acme", "g1", row.revision))
    assert rows(database)[0].seen_revision == row.revision


def test_a_removal_is_noted_once(database: Database) -> None:
    listed(database, 10, gate())
    removal = Entry("acme", gate(), 20, Origin.REMOVED, "anna")
    assert database.write_now(lambda connection: keep_removal(connection, removal)) is not None
    assert database.write_now(lambda connection: keep_removal(connection, removal)) is None


def test_a_gate_created_anew_has_what_it_was_before_in_its_history(database: Database) -> None:
    listed(database, 10, gate())
    anew = Entry("acme", gate("g9"), 20, Origin.WRITTEN, "anna", formerly="g1")
    database.write_now(lambda connection: keep(connection, anew))
    assert origins(database, "g9") == [Origin.WRITTEN, Origin.READ]


def test_a_gate_without_an_id_is_left_out(database: Database) -> None:
    listed(database, 10, Gate({"refId": "X"}))
    assert rows(database) == []


def test_an_accounts_gates_follow_its_name_and_go_with_it(database: Database) -> None:
    listed(database, 10, gate())
    database.write_now(lambda connection: rename_account(connection, "acme", "other"))
    assert [row.account for row in rows(database, "acme", "other")] == ["other"]
    database.write_now(lambda connection: drop_account(connection, "other"))
    assert rows(database, "other") == []


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(), lambda inner: st.lists(inner, max_size=3)
)


@given(st.dictionaries(st.text(min_size=1).filter(lambda key: key not in {"id", "switchroom"}), json_values))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_document_comes_back_as_it_was_with_its_keys_in_order(database: Database, document: Document) -> None:
    kept = Gate({**document, "id": "g1"})
    database.write_now(lambda connection: keep(connection, Entry("acme", kept, 10, Origin.WRITTEN, "anna")))
    back = rows(database)[0].gate
    assert list(back.document.items()) == list(kept.document.items())
