from __future__ import annotations

import socket

import pytest

from console.domain.account import Account, Environment
from console.errors import InvalidInput, SecretMissing
from console.services.desks import Desks
from console.settings.paths import Home
from tests.services.conftest import Smsc, account
from tests.services.rows import audit_rows


async def test_an_account_is_kept_with_its_secret_elsewhere(desks: Desks, acme: Account, home: Home) -> None:
    assert desks.accounts.accounts() == [acme]
    assert desks.accounts.secret_places(acme)["password"] == "file"
    assert "s3cret" not in home.accounts_file.read_text()
    assert "s3cret" not in repr(audit_rows(home))
    assert [row.action for row in audit_rows(home)] == ["accounts.add"]


async def test_an_unknown_name_is_answered_with_the_nearest(desks: Desks, acme: Account) -> None:
    with pytest.raises(InvalidInput) as caught:
        desks.accounts.account("acm")
    assert "'acme'" in str(caught.value.hint)


async def test_without_accounts_the_hint_offers_the_sandbox(desks: Desks) -> None:
    with pytest.raises(InvalidInput) as caught:
        desks.accounts.account("acme")
    assert "--sandbox" in str(caught.value.hint)


async def test_another_process_changing_the_file_is_noticed(desks: Desks, acme: Account, home: Home) -> None:
    from console.settings.files import save_account

    save_account(home, acme.model_copy(update={"read_only": True}), replacing="acme")
    assert desks.accounts.account("acme").read_only


async def test_renaming_takes_the_secrets_along(desks: Desks, acme: Account) -> None:
    renamed = acme.model_copy(update={"name": "acme-2"})
    await desks.accounts.save(renamed, {}, replacing="acme")
    assert [known.name for known in desks.accounts.accounts()] == ["acme-2"]
    assert desks.accounts.secret_places(renamed)["password"] == "file"
    assert desks.accounts.secret_places(acme)["password"] is None


async def test_a_taken_name_is_refused_and_nothing_changes(desks: Desks, acme: Account, smsc: Smsc) -> None:
    other = account(smsc.url, name="other")
    await desks.accounts.save(other, {"password": "x"}, allow_file=True)
    with pytest.raises(InvalidInput, match="already an account"):
        await desks.accounts.save(acme, {"password": "changed"}, replacing="other")
    assert desks.accounts.accounts() == [acme, other]


async def test_blocking_findings_are_refused_with_their_field(desks: Desks) -> None:
    with pytest.raises(InvalidInput) as caught:
        await desks.accounts.save(account("http://example.com/smscsimplehttp"), {}, allow_file=True)
    assert caught.value.field == "base_url"
    assert desks.accounts.accounts() == []


async def test_a_secret_without_a_place_is_not_written_anywhere(desks: Desks, smsc: Smsc, home: Home) -> None:
    with pytest.raises(SecretMissing):
        await desks.accounts.save(account(smsc.url), {"password": "s3cret"})
    assert desks.accounts.accounts() == []
    assert not home.secrets_file.exists()


async def test_a_secret_the_provider_does_not_know_is_refused(desks: Desks, smsc: Smsc) -> None:
    with pytest.raises(InvalidInput, match="no secret"):
        await desks.accounts.save(account(smsc.url), {"passwort": "x"}, allow_file=True)


async def test_removing_forgets_the_secret_and_says_so_in_the_audit(desks: Desks, acme: Account, home: Home) -> None:
    await desks.accounts.remove("acme")
    assert desks.accounts.accounts() == []
    assert "s3cret" not in home.secrets_file.read_text()
    assert [row.action for row in audit_rows(home)] == ["accounts.remove", "accounts.add"]


async def test_check_tells_proved_refused_and_not_reached_apart(desks: Desks, acme: Account, smsc: Smsc) -> None:
    smsc.answer = lambda _number: "2108;Invalid destination"
    assert (await desks.accounts.check("acme")).ok is True
    smsc.answer = lambda _number: "104;Configuration error"
    assert (await desks.accounts.check("acme")).ok is False
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/smscsimplehttp"
        await desks.accounts.save(acme.model_copy(update={"base_url": nobody}), {}, replacing="acme")
        assert (await desks.accounts.check("acme")).ok is None


async def test_forms_name_secrets_and_defaults(desks: Desks) -> None:
    form, whatsapp, gates = desks.accounts.providers()
    fields = {field.name: field for field in form.fields}
    assert fields["password"].secret
    assert fields["password"].required
    assert fields["acknowledge_body"].default == "OK"
    assert form.segment_profile == "link-smsc"
    assert (whatsapp.segment_profile, gates.segment_profile) == (None, None)


async def test_an_account_for_gates_stands_beside_one_that_sends(desks: Desks, acme: Account) -> None:
    options = {"username": "u", "platform_id": "P", "partner_id": "Q"}
    kept = account("http://127.0.0.1:9/gate", name="gates", provider="link-gate", options=options)
    await desks.accounts.save(kept, {"password": "x"}, allow_file=True)
    assert [one.name for one in desks.accounts.accounts()] == ["acme", "gates"]
    assert [one.name for one in desks.outbox.accounts()] == ["acme"]
    assert desks.accounts.called_back(acme)
    assert not desks.accounts.called_back(kept)


async def test_production_is_named_in_the_audit(desks: Desks, smsc: Smsc, home: Home) -> None:
    made = account(smsc.url, environment=Environment.PRODUCTION)
    await desks.accounts.save(made, {"password": "x"}, allow_file=True)
    assert audit_rows(home)[0].environment == "production"
