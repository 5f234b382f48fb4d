from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from console.domain.whatsapp.message import Message
from console.domain.whatsapp.shapes.fill import fill
from console.domain.whatsapp.shapes.shape import ButtonSlot, Shape, Slot, Variant
from console.errors import InvalidInput, NotFound
from console.services.desks import Desks
from console.services.known_template import TemplateOrigin
from console.services.template_register import TemplateRegister
from tests.services.whatsapp import ORDER, to

NEWS = Shape("shop", "news", body=(Slot("name", "text"),), variants=(Variant("en", body="Hi {{1}}"),))


@pytest.fixture
def register(desks: Desks) -> TemplateRegister:
    return desks.whatsapp.register


async def names(register: TemplateRegister, account: str | None = None) -> list[tuple[str, str]]:
    return [(known.account, known.shape.name) for known in await register.templates(account)]


async def test_a_shape_is_entered_changed_renamed_and_removed(register: TemplateRegister) -> None:
    await register.keep("wa", NEWS)
    await register.remember("wa", [fill(NEWS, "en", {"body.0": "Ada"})], 7)
    longer = replace(NEWS, body=(*NEWS.body, Slot("day", "dateTime")))
    await register.keep("wa", longer)
    known = await register.template("wa", "news")
    assert (known.shape, known.origin, known.used_at) == (longer, TemplateOrigin.ENTERED, 7)

    renamed = replace(longer, name="weekly_news")
    await register.keep("wa", renamed, replacing=longer)
    assert await names(register) == [("wa", "weekly_news")]
    assert await register.last_values("wa", renamed, "en") == {"body.0": "Ada"}
    with pytest.raises(NotFound):
        await register.template("wa", "news")
    await register.remove("wa", renamed)
    with pytest.raises(NotFound):
        await register.remove("wa", renamed)


async def test_a_name_has_one_shape_and_a_broken_shape_is_not_kept(register: TemplateRegister) -> None:
    other = replace(NEWS, name="other")
    await register.keep("wa", NEWS)
    await register.keep("wa", other)
    with pytest.raises(InvalidInput) as taken:
        await register.keep("wa", replace(other, name="news"), replacing=other)
    assert taken.value.field == "name"
    with pytest.raises(InvalidInput) as broken:
        await register.keep("wa", replace(NEWS, body=(Slot("name", "picture"),)))
    assert broken.value.field == "body.0.kind"
    assert [finding.field for finding in register.findings(replace(NEWS, body=()))] == ["variants.0.body"]


async def test_a_template_that_several_accounts_have_wants_its_account(register: TemplateRegister) -> None:
    for account in ("a", "b"):
        await register.keep(account, NEWS)
    assert (await register.template("a", "news")).account == "a"
    with pytest.raises(InvalidInput, match="shop of a, shop of b"):
        await register.template(None, "news")


async def test_what_was_exported_is_imported_again(register: TemplateRegister) -> None:
    await register.keep("a", NEWS)
    await register.keep("a", replace(NEWS, name="other"))
    document = await register.export()
    planned = await register.read_import("b", document)
    assert [len(shapes) for shapes in (planned.new, planned.changed, planned.same)] == [2, 0, 0]
    assert await names(register, "b") == []
    await register.take_import(planned)
    assert await register.export("b") == document
    assert {known.origin for known in await register.templates("b")} == {TemplateOrigin.IMPORTED}

    await register.keep("b", replace(NEWS, body=()))
    planned = await register.read_import("b", {"templates": [*document["templates"], {"name": ""}]})
    assert [shape.name for shape in planned.changed] == ["news"]
    assert [shape.name for shape in planned.same] == ["other"]
    assert [finding.field for finding in planned.findings] == ["templates.2.name"]
    both = await register.export()  # the same shape of two accounts is told once
    assert sorted(one["name"] for one in both["templates"]) == ["news", "news", "other"]


async def test_a_sent_template_teaches_what_it_differs_in_when_asked(register: TemplateRegister) -> None:
    request = to("+46700000001", messages=(ORDER, ORDER))
    (lesson,) = await register.lessons("wa", request)
    assert lesson.words == "The register has no template order_update; as it was sent it takes 1 value."
    assert await names(register) == []
    known = await register.learn(lesson)
    assert (known.shape.languages, known.origin) == (("en",), TemplateOrigin.LEARNED)
    assert await register.lessons("wa", request) == []

    named = replace(known.shape, body=(Slot("customer", "text"),), variants=(Variant("en", body="Hi {{customer}}"),))
    await register.keep("wa", named)
    button = ButtonSlot(0, "url", "button 0")
    more = fill(replace(named, buttons=(button,)), "sv", {"body.0": "Ada", "button.0": "ord-7"})
    (lesson,) = await register.lessons("wa", to("+46700000001", messages=(more,)))
    assert lesson.known == named
    assert lesson.words.startswith("Template order_update was sent otherwise than the register has it. ")
    assert lesson.shape == replace(named, buttons=(button,), variants=(*named.variants, Variant("sv")))


@pytest.mark.parametrize("message", [Message({"type": "text", "text": {"body": "x"}}), Message({"type": "template"})])
async def test_nothing_is_learned_where_no_template_is(register: TemplateRegister, message: Message) -> None:
    assert await register.lessons("wa", to("+46700000001", messages=(message,))) == []
    await register.remember("wa", [message], 7)


async def test_the_last_values_come_back_per_slot(register: TemplateRegister) -> None:
    shape = Shape("shop", "bill", Slot("header", "document"), (Slot("sum", "currency"),), (ButtonSlot(1, "url", "b"),))
    values: dict[str, Any] = {
        "header": {"link": "https://example.com/a.pdf"},
        "body.0": {"fallbackValue": "$1", "code": "USD", "amount1000": "1000"},
        "button.1": "bill/7",
    }
    await register.remember("wa", [fill(shape, "en", values)], 7)
    assert await register.last_values("wa", shape, "sv") == values
    assert fill(shape, "sv", values) == fill(shape, "sv", await register.last_values("wa", shape, "sv"))
