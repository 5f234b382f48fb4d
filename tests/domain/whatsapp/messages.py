"""Messages to test with: the document's examples, small ones, and any a hostile hand may write."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from console.domain.document import Document
from console.domain.document_path import with_value_at
from console.domain.whatsapp.message import KINDS, Message
from console.domain.whatsapp.message_request import MessageRequest

EXAMPLES: dict[str, Document] = json.loads(Path(__file__).with_name("examples.json").read_text(encoding="utf-8"))
"""The JSON of the document by its section. The interactive template prints alternatives and stands here twice."""

EXAMPLE_REQUEST = MessageRequest(EXAMPLES["MessageRequest"])
EXAMPLE_MESSAGES = {name: Message(example) for name, example in EXAMPLES.items() if name != "MessageRequest"}


def request(*messages: Document, **others: Any) -> MessageRequest:
    """A request without findings, but for what is changed in it."""
    return MessageRequest(
        {
            "platformId": "P",
            "platformPartnerId": "PP",
            "priority": "NORMAL",
            "eventReportGates": ["v08kM29P"],
            "refId": "order-77",
            "source": "+46000000000",
            "destinations": ["+46000000001"],
            "messages": list(messages) or [EXAMPLES["Text message"]],
            **others,
        }
    )


def changed(example: str, path: str, value: object) -> Message:
    """One of the document's messages with the value at a path changed."""
    return Message(with_value_at(EXAMPLES[example], path, value))


values: st.SearchStrategy[Any] = st.sampled_from(
    [
        *(None, True, False, 0, 1, -3, 1.5, 1e308, float("nan"), 10**30),
        *("", "a", "0", "007", "١", "\ud800", "*_~```{{1}}", "+46700000001", "2026-11-20T08:00:05Z", "9" * 400),
        *("https://a.example.com/x.pdf", "http://[", "$1,000.50", "USD", "Kr 5", "www.example.com", "1977-02-30"),
        *([], {}, [None], [[]], ["a", {"b": None}], {"type": []}, {"link": {}}, {"code": ["en"]}, [{"parameters": 1}]),
        *([{"type": "body", "parameters": [{"type": "currency", "currency": 5}]}], {"components": [{"type": {}}]}),
    ]
)  # fmt: skip
"""JSON that may stand anywhere."""

_keys = st.sampled_from(
    [
        *(
            "type",
            "text",
            "body",
            "link",
            "caption",
            "filename",
            "components",
            "parameters",
            "index",
            "subType",
            "name",
        ),
        *("currency", "code", "amount1000", "fallbackValue", "dateTime", "dayOfWeek", "year", "month", "timestamp"),
        *("longitude", "latitude", "address", "contacts", "phones", "template", "language", "image", "document"),
        *("messages", "destinations", "customParameters", "eventReportGates", "relativeValidityTime", "unknown"),
    ]
)
json_values = st.recursive(
    values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_keys, inner, max_size=4), max_leaves=8
)


def paths(value: object, at: str = "") -> list[str]:
    """The path of every value in a document, the outer ones before the inner ones."""
    if isinstance(value, dict):
        inner = [(str(key), held) for key, held in value.items()]
    elif isinstance(value, list):
        inner = [(str(place), held) for place, held in enumerate(value)]
    else:
        return []
    prefix = f"{at}." if at else ""
    return [path for step, held in inner for path in (prefix + step, *paths(held, prefix + step))]


@st.composite
def _disturbed(draw: st.DrawFn) -> Document:
    """One of the examples with some of its values replaced by others and keys added that nobody knows."""
    document = EXAMPLES[draw(st.sampled_from([*EXAMPLES]))]
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(paths(document) or ["type"]))
        document = with_value_at(document, path, draw(values))
    return {**document, **draw(st.dictionaries(st.sampled_from(["unknown", "newer", "id"]), values, max_size=2))}


any_documents = _disturbed() | st.dictionaries(_keys, json_values, max_size=4)
"""Near misses of the examples, and whatever JSON objects there are."""

kinds = st.sampled_from(KINDS)
