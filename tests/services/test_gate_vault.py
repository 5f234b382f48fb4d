from __future__ import annotations

import pytest

from console.domain.gates.gate import Gate
from console.domain.gates.sealing import reference, references
from console.errors import InvalidInput, SecretMissing
from console.services.gate_vault import GateVault
from console.settings.credentials import Credentials
from console.settings.paths import Home
from tests.sandbox.link_gate.conftest import a_destination


def gate(*passwords: str, url: str = "https://hooks.example.com/in", gate_id: str = "g1") -> Gate:
    listed = [a_destination(f"{url}/{at}", username="ops", password=one) for at, one in enumerate(passwords)]
    return Gate({"id": gate_id, "refId": "DLR", "destinations": listed})


@pytest.fixture
def credentials(home: Home) -> Credentials:
    """With a file for secrets, as whoever has no keyring allows it."""
    kept = Credentials(home)
    kept.keep("gates", "password", "the account's own", allow_file=True)
    return kept


@pytest.fixture
def vault(credentials: Credentials) -> GateVault:
    return GateVault(credentials)


def test_what_was_read_is_kept_and_read_again_has_the_same_name(vault: GateVault, credentials: Credentials) -> None:
    (first,) = vault.seal_read("gates", [gate("one", "two", "one")], {})
    assert len(references(first)) == 2
    assert vault.unseal("gates", first) == gate("one", "two", "one")
    later = GateVault(credentials)
    (again,) = later.seal_read("gates", [gate("one", "two", "one")], {"g1": first})
    assert again == first
    (other,) = later.seal_read("gates", [gate("one", "new", "one")], {"g1": first})
    assert other.destinations[0] == first.destinations[0]
    assert other.destinations[1] != first.destinations[1]
    assert later.unseal("gates", first) == gate("one", "two", "one")  # the old one too, for an undo


def test_a_new_gate_keeps_the_names_it_was_written_with_whoever_else_has_the_same_password(vault: GateVault) -> None:
    (gone,) = vault.seal_read("gates", [gate("one")], {})
    copy = vault.seal_typed("gates", gate("one", gate_id="g2"))
    assert references(copy) != references(gone)
    written = Gate({**gone.document, "id": "g3"})
    (again,) = vault.seal_read("gates", [gate("one", gate_id="g3")], {"g1": gone, "g2": copy}, [written])
    assert again == written


def test_a_typed_password_is_kept_only_when_its_gate_is_written(vault: GateVault, home: Home) -> None:
    sealed = vault.seal_typed("gates", gate("typed"))
    assert "typed" not in home.secrets_file.read_text()
    assert vault.unseal("gates", sealed) == gate("typed")
    assert vault.keep("gates", sealed)
    assert "typed" in home.secrets_file.read_text()


def test_what_the_gate_has_already_keeps_its_name_when_typed_again(vault: GateVault) -> None:
    (known,) = vault.seal_read("gates", [gate("one")], {})
    assert vault.seal_typed("gates", gate("one"), known) == known
    assert vault.seal_typed("gates", known, known) == known


def test_a_missing_one_names_its_destination_and_the_variable_to_set(vault: GateVault) -> None:
    wanted = gate("", reference("gate_ops"))
    with pytest.raises(SecretMissing) as missing:
        vault.unseal("gates", vault.seal_typed("gates", wanted))
    assert missing.value.message == "The password of destination 2 (hooks.example.com) of DLR is not on this machine."
    assert "SWITCHROOM_GATES_GATE_OPS" in str(missing.value.hint)
    assert missing.value.field == "destinations.1.password"


def test_one_from_the_environment_is_used_and_found_again(vault: GateVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCHROOM_GATES_GATE_OPS", "from outside")
    sealed = vault.seal_typed("gates", gate(reference("gate_ops")))
    assert vault.unseal("gates", sealed) == gate("from outside")
    assert vault.seal_read("gates", [gate("from outside")], {"g1": sealed}) == (sealed,)


@pytest.mark.parametrize("name", ["password", "callback_token", "x"])
def test_no_secret_but_a_gates_is_handed_out(vault: GateVault, name: str) -> None:
    with pytest.raises(InvalidInput, match="none of a gate"):
        vault.seal_typed("gates", gate(reference(name)))


def test_a_mask_is_never_taken_for_a_secret(vault: GateVault) -> None:
    with pytest.raises(InvalidInput):
        vault.seal_typed("gates", gate("••••"))
    with pytest.raises(InvalidInput):
        vault.seal_typed("gates", gate("", url="https://hooks.example.com/callbacks/acme/••••"))


def test_without_a_place_they_last_as_long_as_the_process_and_are_found_again_by_reading(home: Home) -> None:
    vault = GateVault(Credentials(home))
    (sealed,) = vault.seal_read("gates", [gate("one")], {})
    assert vault.unkept("gates", [sealed]) == 1
    assert not vault.can_keep("gates", sealed)
    assert vault.unseal("gates", sealed) == gate("one")
    later = GateVault(Credentials(home))
    with pytest.raises(SecretMissing):
        later.unseal("gates", sealed)
    assert later.seal_read("gates", [gate("one")], {"g1": sealed}) == (sealed,)
    assert later.unseal("gates", sealed) == gate("one")


def test_they_move_with_the_account_and_go_with_it(vault: GateVault, credentials: Credentials, home: Home) -> None:
    (sealed,) = vault.seal_read("gates", [gate("one")], {})
    vault.move("gates", "other", [sealed])
    assert vault.unseal("other", sealed) == gate("one")
    (name,) = references(sealed)
    assert credentials.place("gates", name) is None
    vault.forget("other", [sealed])
    assert '"one"' not in home.secrets_file.read_text()
