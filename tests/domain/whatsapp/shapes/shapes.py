"""Shapes to test with."""

from __future__ import annotations

from hypothesis import strategies as st

from console.domain.whatsapp.languages import LANGUAGES
from console.domain.whatsapp.shapes.shape import BODY_KINDS, HEADER_KINDS, ButtonSlot, Shape, Slot, Variant
from console.domain.whatsapp.template import SUB_TYPES

ORDER_UPDATE = Shape(
    namespace="acme",
    name="order_update",
    header=Slot("invoice", "document"),
    body=(Slot("customer", "text"), Slot("total", "currency"), Slot("leaves on", "dateTime")),
    buttons=(ButtonSlot(0, "quickReply", "order"),),
    variants=(
        Variant(
            "en",
            body="Hi *{{1}}*, your order of {{2}} leaves {{3}}.",
            footer="Acme",
            buttons=("Track it", "Call us"),
        ),
        Variant("he", body="שלום {{customer}}, ההזמנה שלך {{2}}"),
    ),
)
VALUES = {
    "header": {"link": "https://example.com/inv.pdf", "filename": "invoice.pdf"},
    "body.0": "Ana",
    "body.1": {"fallbackValue": "$100.99", "code": "USD", "amount1000": "100990"},
    "body.2": {"fallbackValue": "Friday", "timestamp": "1790000000000"},
    "button.0": "TRACK-77",
}

names = st.text("ab {}1é*", max_size=5)
some_slots = st.builds(Slot, names.filter(bool), st.sampled_from(BODY_KINDS))
any_shapes = st.builds(
    Shape,
    names,
    names.filter(bool),
    st.none() | st.builds(Slot, names.filter(bool), st.sampled_from(HEADER_KINDS)),
    st.lists(some_slots, max_size=3).map(tuple),
    st.lists(
        st.builds(ButtonSlot, st.integers(0, 3), st.sampled_from(SUB_TYPES), names.filter(bool)),
        max_size=3,
        unique_by=lambda button: button.index,
    ).map(lambda buttons: tuple(sorted(buttons, key=lambda button: button.index))),
    st.lists(
        st.builds(Variant, st.sampled_from([*LANGUAGES]), names, names, names, st.lists(names, max_size=2).map(tuple)),
        max_size=2,
        unique_by=lambda variant: variant.language,
    ).map(tuple),
)
