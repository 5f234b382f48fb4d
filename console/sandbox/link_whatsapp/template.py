"""A template's values ("Template", "Component", "Parameter", "Currency", "DateTime").

Which templates are approved, and with how many parameters, the simulator does not know: any name will do.
"""

from __future__ import annotations

import re

from console.sandbox.link_whatsapp.languages import LANGUAGES
from console.sandbox.link_whatsapp.media import check_media
from console.sandbox.link_whatsapp.values import Given

_HEADER_MEDIA = ("image", "document", "video")
# The list of header parameters has media alone; the example of an interactive template has a text.
_ALLOWED = {
    ("header", ""): (*_HEADER_MEDIA, "text"),
    ("body", ""): ("text", "currency", "dateTime"),
    ("button", "quickReply"): ("payload",),
    ("button", "url"): ("text",),
}
_DATE_PARTS = {
    "dayOfWeek": (0, 7),  # whether a Sunday is 0 or 7 is not said
    "dayOfMonth": (1, 31),
    "year": (1, 9999),
    "month": (1, 12),
    "hour": (0, 23),
    "minute": (0, 59),
}
_AMOUNT = re.compile(r"-?[0-9]{1,18}", re.ASCII)


def check_template(template: Given) -> dict[int, str]:
    """The payloads of its quick reply buttons by index. Raises Mistake."""
    template.text("namespace")
    template.text("name")
    template.object("language").one_of("code", LANGUAGES)
    payloads: dict[int, str] = {}
    indexes: set[int] = set()
    for component in template.objects("components"):
        kind = component.one_of("type", ("header", "body", "button"))
        sub_type = ""
        if kind == "button":
            sub_type = component.one_of("subType", ("quickReply", "url"))
            index = component.digits("index")
            if index in indexes:
                component.wrong("index", "is that of another button")
            indexes.add(index)
        parameters = component.objects("parameters")
        if kind != "body" and len(parameters) > 1:
            component.wrong("parameters", "are more than one")
        for parameter in parameters:
            _check_parameter(parameter, parameter.one_of("type", _ALLOWED[kind, sub_type]))
            if sub_type == "quickReply":
                payloads[index] = parameter.text("payload")
    return payloads


def _check_parameter(parameter: Given, kind: str) -> None:
    if kind in _HEADER_MEDIA:
        check_media(kind, parameter.object(kind), in_header=True)
    elif kind == "currency":
        _check_currency(parameter.object(kind))
    elif kind == "dateTime":
        _check_date_time(parameter.object(kind))
    else:
        parameter.text(kind)


def _check_currency(currency: Given) -> None:
    currency.text("fallbackValue")
    currency.text("code")
    if not _AMOUNT.fullmatch(currency.text("amount1000")):
        currency.wrong("amount1000", "is no whole number")


def _check_date_time(moment: Given) -> None:
    """ "Must contain dayOfWeek, dayOfMonth, year, month,hour,minute together or timestamp alone." """
    moment.text("fallbackValue")
    parts = [part for part in _DATE_PARTS if moment.has(part)]
    if moment.has("timestamp"):
        if parts:
            moment.wrong("timestamp", f"is not alone: there is {parts[0]} as well")
        moment.digits("timestamp")
        return
    for part, (least, most) in _DATE_PARTS.items():
        if not least <= moment.digits(part) <= most:
            moment.wrong(part, f"is not between {least} and {most}")
