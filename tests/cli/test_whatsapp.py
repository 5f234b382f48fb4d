"""`switchroom whatsapp` against the simulated API."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from console.domain.account import Environment
from console.domain.timestamps import HOUR, MINUTE
from console.settings.credentials import Credentials
from console.settings.files import save_account
from console.settings.paths import Home
from console.wiring import now
from tests.cli.command import documents, error_of, switchroom
from tests.journeys.workplace import running
from tests.services.conftest import home, store
from tests.services.whatsapp import ANNA, BO, HELLO, ORDER, OURS, reported, whatsapp_account, wrote

__all__ = ["home"]  # a fixture


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a WhatsApp API in a process of its own, which calls nobody back."""
    folder = str(tmp_path_factory.mktemp("sandbox"))
    with running("--home", folder, "sandbox", "--json") as process:
        yield process.said["link_whatsapp"]


class Desk:
    """A home with an account at the API, and its command line."""

    def __init__(self, home: Home, api: str) -> None:
        self.home = home
        self.api = api
        self.account_is()

    def account_is(self, **changes: object) -> None:
        known = (self.home.root_config / "accounts.toml").exists()
        save_account(self.home, whatsapp_account(self.api, **changes), replacing="wa" if known else None)
        Credentials(self.home).keep("wa", "password", "sandbox", allow_file=True)

    def file(self, document: Any) -> str:
        path = Path(self.home.root_data) / "request.json"
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return str(path)

    def run(self, *words: str, stdin: str | None = None) -> Result:
        return switchroom("--home", str(self.home.root_data), *words, stdin=stdin)

    def whatsapp(self, *words: str, given: Any = None) -> Result:
        """`switchroom whatsapp WORDS FILE`."""
        return self.run("whatsapp", *words, *([] if given is None else [self.file(given)]))

    def send(self, given: Any, *words: str) -> Result:
        return self.whatsapp("send", "--account", "wa", *words, given=given)

    def sent(self, given: Any, *words: str) -> dict[str, Any]:
        result = self.send(given, *words, "--json")
        assert result.exit_code == 0, result.output
        (document,) = documents(result)
        return document


@pytest.fixture
def desk(home: Home, api: str) -> Desk:
    return Desk(home, api)


def request(*destinations: str, **changes: Any) -> dict[str, Any]:
    return {"refId": "ord-7", "destinations": list(destinations), "messages": [dict(ORDER.document)], **changes}


# --- check ----------------------------------------------------------------------------------------------------------


def test_a_sound_message_is_exit_0_and_needs_no_account(desk: Desk) -> None:
    result = desk.whatsapp("check", "--json", given=ORDER.document)
    assert result.exit_code == 0
    assert documents(result) == [{"refused": False, "findings": []}]
    assert "Nothing forbids sending this message" in desk.whatsapp("check", given=HELLO.document).stdout


def test_what_would_be_refused_is_exit_1_with_each_finding(desk: Desk) -> None:
    broken = {"type": "text", "text": {}}
    result = desk.whatsapp("check", "--json", given=broken)
    assert result.exit_code == 1
    (answer,) = documents(result)
    assert answer["refused"] is True
    (finding,) = answer["findings"]
    assert set(finding) == {"severity", "field", "text", "hint", "span"}
    assert (finding["severity"], finding["field"]) == ("error", "text.body")
    shown = desk.whatsapp("check", given=broken)
    assert (shown.exit_code, "text.body" in shown.stderr) == (1, True)


def test_a_whole_request_is_held_against_the_document_or_with_an_account_against_both(desk: Desk) -> None:
    alone = documents(desk.whatsapp("check", "--json", given=request(ANNA)))[0]["findings"]
    assert {one["field"] for one in alone if one["severity"] == "error"} == {
        "platformId",
        "platformPartnerId",
        "priority",
        "source",
    }
    assert desk.whatsapp("check", "--account", "wa", given=request(ANNA)).exit_code == 0
    foreign = desk.whatsapp("check", "--account", "wa", "--json", given=request(ANNA, platformId="OTHER"))
    assert "platformId" in {one["field"] for one in documents(foreign)[0]["findings"]}


def test_a_closed_window_refuses_a_text(desk: Desk) -> None:
    store(desk.home, [wrote("hi", now() - 25 * HOUR)])
    words = ("check", "--account", "wa", "--json")
    assert desk.whatsapp(*words, "--to", ANNA, given=HELLO.document).exit_code == 1
    assert desk.whatsapp(*words, "--to", ANNA, given=ORDER.document).exit_code == 0
    assert desk.whatsapp(*words, "--to", BO, given=HELLO.document).exit_code == 0  # nothing known of BO
    assert desk.whatsapp(*words, given=HELLO.document).exit_code == 0


@pytest.mark.parametrize("text", ["", "[]", "{", '"text"'])
def test_what_is_no_json_object_is_exit_2(desk: Desk, text: str) -> None:
    result = desk.whatsapp("check", "--json", given=text)
    assert (result.exit_code, error_of(result)["field"]) == (2, "file")


# --- send -----------------------------------------------------------------------------------------------------------


def test_a_request_is_sent_to_all_its_destinations(desk: Desk) -> None:
    answer = desk.sent(request(ANNA, BO))
    assert (answer["outcome"], [one["to"] for one in answer["recipients"]]) == ("accepted", [ANNA, BO])
    ids = [one["provider_ids"] for one in answer["recipients"]]
    assert [len(each) for each in ids] == [1, 1]
    assert ids[0] != ids[1]


def test_one_message_takes_the_rest_from_account_and_options(desk: Desk) -> None:
    words = ("--to", "+46 70 000 00 01", "-o", "ref_id=ord-8", "-o", "priority=HIGH", "-o", "event_report_gates=a,b")
    result = desk.send(ORDER.document, *words, "-o", 'custom_parameters={"k": "v"}', "--dry-run", "--json")
    (shown,) = documents(result)[0]["requests"]
    assert set(shown) == {"method", "url", "headers", "body", "curl"}
    body = json.loads(shown["body"])
    assert (body["destinations"], body["source"], body["refId"]) == ([ANNA], OURS, "ord-8")
    assert (body["priority"], body["eventReportGates"], body["customParameters"]) == ("HIGH", ["a", "b"], {"k": "v"})
    assert body["messages"] == [ORDER.document]
    assert "Authorization: Basic ****" in shown["curl"]
    assert documents(desk.run("messages", "list", "--json")) == []
    assert desk.sent(ORDER.document, "--to", ANNA)["outcome"] == "accepted"


@pytest.mark.parametrize("option", ["colour=red", "ref_id", "custom_parameters={"])
def test_an_option_that_is_none_is_exit_2(desk: Desk, option: str) -> None:
    assert desk.send(ORDER.document, "--to", ANNA, "-o", option).exit_code == 2


def test_a_refusal_is_exit_1_and_an_unknown_outcome_exit_3(desk: Desk) -> None:
    assert desk.send(request("+46700002402")).exit_code == 1
    lost = desk.send(request("+46700009920"), "--json")
    assert lost.exit_code == 3
    assert "may have been delivered and billed" in lost.stderr
    name = documents(lost)[0]["message"]
    again = desk.send(request(ANNA), "--resend-of", name, "--json")
    assert (again.exit_code, error_of(again)["field"]) == (2, "reason")
    assert desk.send(request(ANNA), "--resend-of", name, "--reason", "customer waits").exit_code == 0


def test_what_is_wrong_is_not_sent(desk: Desk) -> None:
    result = desk.send(request(), "--json")
    assert (result.exit_code, "no destination" in error_of(result)["message"]) == (2, True)
    assert documents(desk.run("messages", "list", "--json")) == []


def test_production_wants_a_yes(desk: Desk) -> None:
    desk.account_is(environment=Environment.PRODUCTION)
    result = desk.send(request(ANNA))
    assert (result.exit_code, "account 'wa' is production" in result.stderr) == (2, True)
    assert desk.send(request(ANNA), "--yes").exit_code == 0


def test_a_dry_run_for_people_says_what_would_happen(desk: Desk) -> None:
    result = desk.send(request(ANNA), "--dry-run")
    assert f"From {OURS} to {ANNA}: template order_update (en)." in result.stderr
    assert result.stdout.startswith("curl ")


# --- templates ------------------------------------------------------------------------------------------------------


def test_a_template_is_learned_shown_exported_and_imported(desk: Desk) -> None:
    sent = desk.send(request(ANNA))
    assert "templates learn" in sent.stderr
    name = documents(desk.run("messages", "list", "--json"))[0]["id"]
    assert desk.whatsapp("templates", "learn", name).exit_code == 0
    assert "nothing new" in desk.whatsapp("templates", "learn", name).stderr

    (listed,) = documents(desk.whatsapp("templates", "list", "--json"))
    assert (listed["name"], listed["body"]) == ("order_update", [{"name": "1", "kind": "text"}])
    assert set(listed["switchroom"]) == {"account", "origin", "changed_at", "used_at"}
    assert listed["switchroom"]["used_at"] is not None
    assert "order_update" in desk.whatsapp("templates", "list").stdout
    assert documents(desk.whatsapp("templates", "show", "order_update", "--json")) == [listed]
    shown = desk.whatsapp("templates", "show", "order_update").stdout.splitlines()
    assert shown[1].split() == ["body.0", "text", "1"]
    assert desk.whatsapp("templates", "show", "nothing").exit_code != 0

    (exported,) = documents(desk.whatsapp("templates", "export", "--json"))
    assert json.loads(desk.whatsapp("templates", "export").stdout) == exported
    imported = desk.whatsapp("templates", "import", "--account", "wa", "--json", given=exported)
    assert documents(imported) == [{"new": [], "changed": [], "same": ["order_update"], "findings": []}]


def test_an_import_replaces_only_what_it_may_and_says_what_it_left_out(desk: Desk) -> None:
    news = {"namespace": "shop", "name": "news", "body": [], "variants": [{"language": "en", "body": "Hi"}]}
    words = ("templates", "import", "--account", "wa", "--json")
    assert documents(desk.whatsapp(*words, "--dry-run", given=[news]))[0]["new"] == ["news"]
    assert documents(desk.whatsapp("templates", "list", "--json")) == []
    left = desk.whatsapp(*words, given=[news, {"name": "x", "variants": [{"language": "xx"}]}])
    assert left.exit_code == 1
    assert [one["field"] for one in documents(left)[0]["findings"]] == ["1.variants.0.language"]

    other = {**news, "body": [{"name": "day", "kind": "dateTime"}]}
    refused = desk.whatsapp(*words, given=other)
    assert (refused.exit_code, "news would be replaced" in error_of(refused)["message"]) == (2, True)
    assert documents(desk.whatsapp(*words, "--yes", given=other))[0]["changed"] == ["news"]
    (now_kept,) = documents(desk.whatsapp("templates", "list", "--json"))
    assert now_kept["body"] == other["body"]
    assert "no place for" in desk.whatsapp("templates", "show", "news").stderr


def test_a_template_is_forgotten_after_a_yes(desk: Desk) -> None:
    kept = {"namespace": "shop", "name": "news", "variants": [{"language": "en", "body": "Hi"}]}
    assert desk.whatsapp("templates", "import", "--account", "wa", given=kept).exit_code == 0
    refused = desk.whatsapp("templates", "remove", "news", "--json")
    assert (refused.exit_code, "news of account 'wa'" in error_of(refused)["message"]) == (2, True)
    (removed,) = documents(desk.whatsapp("templates", "remove", "news", "--yes", "--json"))
    assert removed["name"] == "news"
    assert documents(desk.whatsapp("templates", "list", "--json")) == []
    assert desk.whatsapp("templates", "remove", "news", "--yes").exit_code == 1


# --- contacts -------------------------------------------------------------------------------------------------------


def test_contacts_and_what_was_said_with_each(desk: Desk) -> None:
    assert desk.send(request(ANNA)).exit_code == 0
    (sent,) = documents(desk.run("messages", "list", "--json"))
    part = sent["recipients"][0]["parts"][0]["provider_message_id"]
    store(desk.home, [reported(part, 112007, now()), wrote("thanks\x1b[31m\nbye", now())])

    (known,) = documents(desk.whatsapp("contacts", "--json"))
    assert (known["number"], known["source"], known["open"]) == (ANNA, OURS, True)
    assert ANNA in desk.whatsapp("contacts").stdout
    assert ANNA not in desk.whatsapp("contacts", "--mask").stdout
    assert documents(desk.whatsapp("contacts", "--account", "other", "--json")) == []

    first, second = documents(desk.whatsapp("thread", ANNA, "--json"))
    assert (first["kind"], first["message"], first["index"], first["code"]) == ("sent", sent["id"], 0, 112007)
    assert (second["kind"], second["text"]) == ("received", "thanks\x1b[31m\nbye")
    told = desk.whatsapp("thread", ANNA)
    assert "→ template order_update (en)  ● 112007 Read" in told.stdout
    assert "← thanks␛[31m\n" in told.stdout
    assert "window is open" in told.stderr
    sent, received = documents(desk.whatsapp("thread", ANNA, "--json", "--mask"))
    assert (sent["content"], sent["code"], received["text"]) == ({"type": "template"}, 112007, "••••")
    seen = desk.whatsapp("thread", ANNA, "--mask").stdout
    assert "112007 Read" in seen
    assert not [word for word in ("thanks", "order_update", ANNA) if word in seen]
    assert desk.whatsapp("thread", BO).exit_code == 1


# --- window ---------------------------------------------------------------------------------------------------------


def test_the_window_of_a_number_is_told_for_each_of_ours(desk: Desk) -> None:
    store(desk.home, [wrote("hi", now() - HOUR)])
    (told,) = documents(desk.whatsapp("window", "0046 70 000 00 01", "--json"))
    assert (told["source"], told["number"], told["account"], told["open"]) == (OURS, ANNA, "wa", True)
    assert 22 * HOUR < told["left"] <= 23 * HOUR
    assert (told["last_outbound_at"], told["until"][-1], told["last_inbound_at"][-1]) == (None, "Z", "Z")
    shown = desk.whatsapp("window", ANNA).stdout
    assert "● open" in shown
    assert "anything may be sent" in shown
    assert "7000" not in documents(desk.whatsapp("window", ANNA, "--json", "--mask"))[0]["number"]


def test_of_a_stranger_nothing_is_known_and_nothing_forbidden(desk: Desk) -> None:
    (told,) = documents(desk.whatsapp("window", BO, "--json"))
    assert told == {
        "source": OURS,
        "number": BO,
        "account": "wa",
        "open": None,
        "until": None,
        "left": 0,
        "last_inbound_at": None,
        "last_outbound_at": None,
    }
    assert "nobody knows" in desk.whatsapp("window", BO).stderr


# --- what became of it ----------------------------------------------------------------------------------------------


def test_messages_and_callbacks_tell_each_message_of_a_request(desk: Desk) -> None:
    two = request(ANNA, messages=[dict(ORDER.document), dict(ORDER.document)])
    answer = desk.sent(two)
    ((provider_id,),) = (one["provider_ids"] for one in answer["recipients"])
    at = now()
    store(desk.home, [reported(provider_id, 112007, at, 0), reported(provider_id, 112403, at, 1)])
    store(desk.home, [wrote("Yes please", at + MINUTE)])

    (told,) = documents(desk.run("messages", "list", "--json"))
    assert (told["channel"], told["text"]) == ("whatsapp", "template order_update (en) + 1 more")
    assert [part["code"] for part in told["recipients"][0]["parts"]] == [112007, 112403]
    assert "1 of 2 messages delivered" in desk.run("messages", "list").stdout
    shown = desk.run("messages", "show", answer["message"]).stdout
    assert f"message 0  template order_update (en)  {provider_id}" in shown
    assert re.search(r"^  messages +2$", shown, re.MULTILINE)
    assert "112007 Read" in shown

    report, _, inbound = documents(desk.run("callbacks", "list", "--json"))
    assert (report["channel"], report["part"], report["message"]) == ("whatsapp", 0, answer["message"])
    assert (inbound["kind"], inbound["source"], inbound["text"]) == ("inbound", ANNA, "Yes please")
    rows = desk.run("callbacks", "list").stdout.splitlines()[1:]
    assert ANNA in rows[0]
    assert "message 0" in rows[0]
    assert f"← {ANNA} Yes please" in rows[2]
