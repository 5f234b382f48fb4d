from __future__ import annotations

import json
from pathlib import Path

from textual.widgets import Input

from console.ui.screens.whatsapp.fields_view import FieldsView
from console.ui.screens.whatsapp.template_form import TemplateFormScreen
from console.ui.screens.whatsapp.templates_screen import TemplatesScreen, read_templates
from tests.ui.opened_console import Opened
from tests.ui.screens.whatsapp.conftest import builder, whatsapp_opened


async def opens_register(console: Opened) -> None:
    await console.press("f6")
    await console.until(lambda: isinstance(console.screen, TemplatesScreen))
    await console.until_seen("order_update", "Takes")


async def test_a_template_is_entered_with_its_words_and_then_used(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await opens_register(console)
        await console.press("n")
        await console.until(lambda: isinstance(console.screen, TemplateFormScreen))
        form = console.screen.query_one(FieldsView)
        await console.until(lambda: not form.is_building)
        by_path = {field.path: widget for widget, field in form._fields.items() if field.path}
        name, namespace, words = (by_path[path] for path in ("name", "namespace", "variants.0.body"))
        assert isinstance(name, Input)
        assert isinstance(namespace, Input)
        name.value, namespace.value = "welcome", "acme"
        words.text = "Welcome to *us*!"
        await console.until_seen("│ Welcome to us!")
        await console.press("f9")
        await console.until(lambda: isinstance(console.screen, TemplatesScreen))
        await console.until_seen("welcome", "Welcome to us!")
        await console.press("u")
        await console.until(lambda: bool(builder(console).draft.messages))
        assert builder(console).draft.messages[0].content["name"] == "welcome"


async def test_the_register_is_copied_as_json_and_read_again(tmp_path: Path) -> None:
    async with whatsapp_opened(tmp_path) as console:
        await opens_register(console)
        await console.press("y")
        await console.until(lambda: "order_update" in console.clipboard)
        file = tmp_path / "templates.json"
        file.write_text(console.clipboard, encoding="utf-8")
        planned = await console.desks.whatsapp.register.read_import("wa", read_templates(file))
        assert not planned.new
        assert [shape.name for shape in planned.same] == ["order_update"]
        file.write_text(json.dumps(json.loads(console.clipboard)["templates"]), encoding="utf-8")
        assert json.loads(console.clipboard) == read_templates(file), "a list alone is read, too"
