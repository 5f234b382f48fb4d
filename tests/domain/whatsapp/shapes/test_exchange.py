from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.findings import blocks
from console.domain.whatsapp.shapes.exchange import export_shapes, import_shapes, read_shape, shape_document
from console.domain.whatsapp.shapes.shape import Shape
from tests.domain.whatsapp.messages import json_values
from tests.domain.whatsapp.shapes.shapes import ORDER_UPDATE, any_shapes


@given(st.lists(any_shapes, max_size=3))
def test_what_is_exported_is_imported_again(shapes: list[Shape]) -> None:
    document = json.loads(json.dumps(export_shapes(shapes)))
    assert import_shapes(document) == (shapes, [])
    assert import_shapes(document["templates"]) == (shapes, [])


def test_one_template_alone_is_read() -> None:
    assert import_shapes(shape_document(ORDER_UPDATE)) == ([ORDER_UPDATE], [])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "templates.0.name"),
        ({"header": {"name": "x", "kind": "audio"}}, "templates.0.header.kind"),
        ({"header": 5}, "templates.0.header.kind"),
        ({"body": [{"name": "x", "kind": "image"}]}, "templates.0.body.0.kind"),
        ({"buttons": [{"index": 0, "subType": "call"}]}, "templates.0.buttons.0.subType"),
        ({"buttons": [{"index": -1, "subType": "url"}]}, "templates.0.buttons.0.index"),
        ({"buttons": [{"index": "x", "subType": "url"}]}, "templates.0.buttons.0.index"),
        ({"buttons": [{"subType": "url"}, {"index": "0", "subType": "url"}]}, "templates.0.buttons.1.index"),
        ({"buttons": {"index": 0}}, "templates.0.buttons"),
        ({"body": "Hello"}, "templates.0.body"),
        ({"body": ["text"]}, "templates.0.body.0.kind"),
        ({"variants": [{"language": "en"}, {"language": "en", "body": "x"}]}, "templates.0.variants.1.language"),
        ({"variants": [{"language": "en-US"}]}, "templates.0.variants.0.language"),
    ],
)
def test_what_cannot_be_kept_is_told_and_the_rest_is_read(change: dict[str, Any], field: str) -> None:
    broken = {**shape_document(ORDER_UPDATE), **change}
    shapes, findings = import_shapes({"templates": [broken, shape_document(ORDER_UPDATE)]})
    assert shapes == [ORDER_UPDATE]
    assert [finding.field for finding in findings] == [field]
    assert blocks(findings)


@pytest.mark.parametrize("document", [None, "x", 5, {"templates": 5}, [5]])
def test_what_is_no_list_of_templates(document: object) -> None:
    shapes, findings = import_shapes(document)
    assert shapes == []
    assert blocks(findings)


@given(json_values)
def test_no_json_makes_importing_raise(document: object) -> None:
    import_shapes(document)
    if isinstance(document, dict):
        read_shape(document)
