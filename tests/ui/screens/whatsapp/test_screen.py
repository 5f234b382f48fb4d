from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from textual.widgets import Input, OptionList

from console.domain.timestamps import HOUR, MINUTE, SECOND
from console.domain.whatsapp.message import Message
from console.domain.whatsapp.message_request import MessageRequest
from console.ui.dialogs.confirm import ConfirmDialog
from console.ui.dialogs.drafts import DraftsDialog
from console.ui.messages import WriteWhatsApp
from console.ui.screens.whatsapp.fields_view import FieldsView
from console.ui.screens.whatsapp.message_list import MessageList
from console.ui.widgets.json_editor import JsonEditor
from tests.domain.whatsapp.messages import EXAMPLE_MESSAGES, EXAMPLES
from tests.services.whatsapp import HELLO, ORDER
from tests.ui.opened_console import NARROW, Opened
from tests.ui.screens.whatsapp.conftest import ANNA, BO, OURS, VALUES, Watch, builder, whatsapp_opened


def document(console: Opened) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(builder(console).query_one(JsonEditor).text)
    return read


def field(console: Opened, path: str) -> Any:
    for view in builder(console).query(FieldsView):
        for widget, bound in view._fields.items():
            if bound.path == path:
                return widget
    raise AssertionError(f"no field is bound to {path}")


async def settled(console: Opened) -> None:
    await console.until(lambda: not any(view.is_building for view in builder(console).query(FieldsView)))


async def takes(console: Opened, *messages: Message, to: tuple[str, ...] = (ANNA,)) -> None:
    console.screen.post_message(WriteWhatsApp(MessageRequest({"destinations": list(to)}).with_messages(messages), "wa"))
    await console.until(lambda: builder(console).draft.request.destinations == to)
    await settled(console)


async def test_a_request_begins_with_what_the_account_gives(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        written = document(console)
        assert (written["platformId"], written["source"], written["priority"]) == ("SANDBOX", OURS, "NORMAL")
        assert written["messages"] == []
        assert "No message yet. F3 chooses" in console.painted
        assert "✕" not in console.painted, "nobody is told that a new form is empty"


async def test_form_json_and_phone_are_in_step(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, HELLO)
        field(console, "text.body").text = "Hi *Ana*"
        await console.until_seen("│ Hi Ana ")
        assert document(console)["messages"][0]["text"]["body"] == "Hi *Ana*"
        editor = builder(console).query_one(JsonEditor)
        editor.text = editor.text.replace("Hi *Ana*", "Bye").replace('"messages"', '"unknown": [1], "messages"')
        await console.until(lambda: field(console, "text.body").text == "Bye")
        await console.until_seen("│ Bye ")
        field(console, "text.body").text = "Bye bye"
        await console.until(lambda: document(console)["messages"][0]["text"]["body"] == "Bye bye")
        assert document(console)["unknown"] == [1]


async def test_while_the_json_is_broken_the_form_keeps_the_last_good(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, HELLO)
        editor = builder(console).query_one(JsonEditor)
        editor.text = editor.text.replace('"Hello"', '"Hello')
        await console.until_seen("✕", "the form keeps what could be")
        assert "line" in console.reads("#json-says")
        assert field(console, "text.body").text == "Hello"
        await console.press("f9")
        assert "The JSON cannot be read" in console.reads("#wa-said")
        field(console, "text.body").text = "Again"
        await console.until(lambda: document(console)["messages"][0]["text"]["body"] == "Again")


async def test_each_example_of_the_document_comes_out_as_it_was(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        for number, name in enumerate(EXAMPLE_MESSAGES):
            await takes(console, Message(EXAMPLES[name]), to=(f"+467000000{number:02}",))
            await console.pilot.pause(0.2)
            assert document(console)["messages"] == [EXAMPLES[name]], name


async def test_the_whole_example_comes_out_as_it_was(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        example = EXAMPLES["MessageRequest"]
        console.screen.post_message(WriteWhatsApp(MessageRequest(example), "wa"))
        await console.until(lambda: builder(console).draft.request.ref_id == "yourRefId")
        await settled(console)
        await console.pilot.pause(0.2)
        assert document(console) == example


async def test_messages_are_added_moved_and_taken_out(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, HELLO, ORDER)
        console.screen.query_one(MessageList).focus()
        await console.press("J")
        assert [one["type"] for one in document(console)["messages"]] == ["template", "text"]
        await console.press("c", "delete", "K")
        assert [one["type"] for one in document(console)["messages"]] == ["text", "template"]
        await console.press("a", *"loca", "enter")
        await console.until(lambda: len(document(console)["messages"]) == 3)
        await console.until(lambda: document(console)["messages"][1]["type"] == "location")
        await console.press("escape", "ctrl+o", "down")
        assert builder(console).draft.place == 2


async def test_a_template_is_chosen_by_name_with_its_last_values(tmp_path: Path) -> None:
    from console.domain.whatsapp.shapes.fill import fill
    from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE

    async with whatsapp_opened(tmp_path) as console:
        register = console.desks.whatsapp.register
        await register.remember("wa", [fill(ORDER_UPDATE, "en", VALUES)], console.desks.clock())
        await console.press("f3", *"order", "enter")
        await console.until_seen("customer", "leaves on", "$100.99", "Track it")
        assert "Hi Ana, your order of $100.99" in console.painted
        assert document(console)["messages"][0] == fill(ORDER_UPDATE, "en", VALUES).document


async def test_findings_stand_beside_what_they_are_about_and_f9_goes_there(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, Message({"type": "image", "image": {"link": "https://example.com/x.gif"}}))
        await console.until_seen("WhatsApp takes no .gif as image")
        await console.press("f9")
        assert "Cannot be sent yet" in console.reads("#wa-said")
        assert console.app.focused is field(console, "image.link")
        assert document(console)["messages"][0]["image"]["link"].endswith(".gif")


async def test_outside_an_open_window_only_templates_are_offered(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path, size=(160, 50), wrote_ago={ANNA: HOUR, BO: 30 * HOUR}) as console:
        await takes(console, HELLO, to=(ANNA,))
        await console.until_seen("● open 23 h", "anything may be sent")
        await takes(console, HELLO, to=(BO,))
        await console.until_seen("✕ closed", "only a template may be sent")
        listed = console.screen.query_one("#choice-list", OptionList)
        offered = [str(option.prompt) for option in listed.options if not option.disabled]
        assert all("order_update" in one or "template" in one for one in offered)
        await takes(console, HELLO, to=("+46700000009",))
        await console.until_seen("? not known")
        await console.press("f9")
        await console.until(lambda: isinstance(console.screen, ConfirmDialog))


async def test_the_window_closed_while_it_was_being_written(tmp_path: Path) -> None:
    watch = Watch()
    async with whatsapp_opened(tmp_path, clock=watch, wrote_ago={ANNA: 24 * HOUR - 2 * MINUTE}) as console:
        await takes(console, HELLO)
        await console.until_seen("● open 2 min")
        watch.now += MINUTE + 59 * SECOND
        await console.until_seen("● open 1.0 s")
        watch.now += SECOND
        await console.until_seen(f"The window of {ANNA} closed while you were writing", "✕ closed")
        await console.press("f9")
        assert "Cannot be sent yet" in console.reads("#wa-said")
        assert not isinstance(console.screen, ConfirmDialog)


async def test_another_account_gives_its_own_and_leaves_what_was_typed(tmp_path: Path) -> None:
    from tests.services.whatsapp import whatsapp_account
    from tests.ui.practice_home import keep_account

    async with whatsapp_opened(tmp_path) as console:
        other = whatsapp_account(
            "http://127.0.0.1:9/w",
            name="other",
            options={"username": "u", "platform_id": "OTHER", "partner_id": "PP", "source": "+46709999999"},
        )
        await keep_account(console.desks, other)
        await takes(console, HELLO)
        field(console, "priority").value = "HIGH"
        await console.until(lambda: document(console)["priority"] == "HIGH")
        screen = builder(console)
        screen._read_accounts()
        screen._use_account("other")
        written = document(console)
        assert (written["platformId"], written["source"], written["priority"]) == ("OTHER", "+46709999999", "HIGH")
        assert written["messages"] == [HELLO.document]


async def test_what_is_written_survives_another_area_and_being_thrown_away(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, HELLO)
        await console.goes_to("codes")
        await console.goes_to("whatsapp")
        assert document(console)["messages"] == [HELLO.document]
        await console.press("f5")
        assert document(console)["messages"] == []
        await console.press("f5")
        assert document(console)["messages"] == [HELLO.document]


async def test_a_request_from_elsewhere_leaves_the_one_being_written_among_the_drafts(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, HELLO)
        await takes(console, ORDER, to=(BO,))
        assert any("F10 shows them" in said for said in console.said)
        await console.press("f10")
        await console.until(lambda: isinstance(console.screen, DraftsDialog))
        await console.until_seen(f"to {BO}", f"to {ANNA}", "Hello")
        await console.press("j", "enter")
        await console.until(lambda: document(console)["messages"] == [HELLO.document])


async def test_what_is_written_is_there_again_after_a_restart(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        console.screen.post_message(
            WriteWhatsApp(MessageRequest({"destinations": [ANNA]}).with_messages([HELLO]), "wa", "01JD3F")
        )
        await console.until_seen("Sending message 01JD3F again", "draft kept")
        written = document(console)
        assert written["messages"] == [HELLO.document]
    async with whatsapp_opened(tmp_path, again=True) as console:
        await console.until_seen("draft restored", "Sending message 01JD3F again")
        assert document(console) == written
        await console.press("f5")
        await console.until(lambda: document(console)["messages"] == [])
    async with whatsapp_opened(tmp_path, again=True) as console:
        assert document(console)["destinations"] == [], "what was thrown away stays away"


async def test_who_leaves_in_the_middle_of_a_word_finds_it_again(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await console.press(*"46701", "ctrl+q")
    async with whatsapp_opened(tmp_path, again=True) as console:
        await console.until_seen("draft restored")
        assert document(console)["destinations"] == ["46701"]


async def test_a_narrow_screen_has_one_pane_at_a_time(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path, size=NARROW) as console:
        await takes(console, HELLO)
        await console.until_seen("Messages", "Text")
        await console.press("f4")
        await console.until_seen("│ Hello")
        assert "Messages" not in console.reads("#json-says")
        await console.press("f4")
        await console.until_seen('"platformId": "SANDBOX"')
        await console.press("f4")
        await console.until_seen("+ Add")
        await console.press("f3")
        await console.until_seen("template, by hand", "location")
        await console.press("escape")
        await console.until_seen("+ Add")


async def test_a_dry_run_shows_the_request_without_the_password(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, ORDER)
        await console.press("f8")
        await console.until_seen("Dry run: nothing was sent", "POST", "/messages")
        assert "Basic c2FuZGJveDp" not in console.painted


async def test_what_is_set_in_the_folded_fields_is_told(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await takes(console, ORDER)
        widget = field(console, "customParameters")
        assert isinstance(widget, Input)
        widget.value = "order=77; shop=a"
        await console.until(lambda: document(console).get("customParameters") == {"order": "77", "shop": "a"})
        await console.until_seen("2 parameters")
        widget.value = "order"
        await console.until(lambda: document(console)["customParameters"] == "order")
        await console.press("f9")
        assert "Cannot be sent yet" in console.reads("#wa-said")
