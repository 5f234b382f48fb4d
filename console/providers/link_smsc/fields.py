"""The bodies of callbacks as plain fields, whatever they were written in: JSON, XML, a form or a query.

The document offers "JSON, XML, or as HTTP GET/POST key-value pairs" and prints only the JSON (SMSC Simple HTTP 5.2,
"Delivery Reports"). No element names and no flattening are published, so XML and forms are matched against the names of
the JSON, and every usual way of writing a map is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from console.providers.callback_json import Fields, Unreadable, json_object, read_json, utf8

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAPS = ("customParameters", "gateCustomParameters")

_MOST_FIELDS = 500
_MOST_TAGS = 4_000
_DEEPEST = 8
_MAP_KEY = re.compile(r"([A-Za-z]+)(?:\.(.+)|\[(.+)\])", re.DOTALL)
_FIELD_NAMES = (
    "refId", "id", "operator", "sentTimestamp", "timestamp", "resultCode", "operatorResultCode", "segments",
    "gateCustomParameters", "customParameters", "source", "destination", "messageId", "content", "route", "subNumber",
    "operatorTimestamp", "operatorMessageId", "userData", "encoding",
)  # fmt: skip
_SPELLING = {name.lower(): name for name in _FIELD_NAMES}


# --- JSON -----------------------------------------------------------------------------------------------------------


def json_fields(body: bytes) -> Fields:
    """The object a JSON body holds, under the document's spelling. Raises Unreadable."""
    fields = read_json(body)
    return fields if "resultCode" in fields or "messageId" in fields else _respelt(fields)


def _respelt(fields: Fields) -> Fields:
    """The fields under the document's spelling, where only upper and lower case differ."""
    respelt = {_SPELLING.get(name.lower(), name): value for name, value in fields.items()}
    if len(respelt) != len(fields):
        raise Unreadable("A field is named twice, in two spellings.")
    return respelt


# --- forms and queries ----------------------------------------------------------------------------------------------


def form_fields(text: bytes | str) -> Fields:
    """The fields of a form body or a query. A map is read from `customParameters.source`, `customParameters[source]` or
    JSON in the value. Raises Unreadable."""
    encoded = utf8(text, "form") if isinstance(text, bytes) else text
    try:
        pairs = parse_qsl(
            encoded.strip(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS, separator="&"
        )
    except UnicodeDecodeError:
        raise Unreadable("The form is not UTF-8.") from None
    except ValueError:
        raise Unreadable(f"The form has more than {_MOST_FIELDS} fields.") from None
    fields: Fields = {}
    for key, value in pairs:
        nested = _MAP_KEY.fullmatch(key)
        map_name = _SPELLING.get(nested[1].lower(), "") if nested else ""
        if nested is not None and map_name in (*MAPS, "content", "route"):
            inner = fields.setdefault(map_name, {})
            if isinstance(inner, dict):
                _set_once(inner, nested[2] or nested[3], value)
                continue
        _set_once(fields, _SPELLING.get(key.lower(), key), value)
    for name in (*MAPS, "content", "route"):
        told = fields.get(name)
        if isinstance(told, str) and told.lstrip().startswith("{"):
            fields[name] = json_object(told)
    return _counted({name: _absent(value) if name != "userData" else value for name, value in fields.items()})


def _set_once(fields: Fields, name: str, value: Any) -> None:
    if name in fields and fields[name] != value:
        raise Unreadable("A field is named twice, with two values.")
    fields[name] = value


def _counted(fields: Fields) -> Fields:
    """The counts as numbers, as JSON would bring them."""
    for name in ("segments", "subNumber"):
        value = fields.get(name)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            fields[name] = int(value)
    return fields


def _absent(value: Any) -> Any:
    """What says nothing in a form or XML: an empty value, or Java's word for none."""
    return None if isinstance(value, str) and value.strip() in {"", "null"} else value


# --- XML ------------------------------------------------------------------------------------------------------------


def xml_fields(body: bytes) -> Fields:
    """The fields of an XML body, by local names, under any root or one wrapper below it. Raises Unreadable."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    # Counted before they are parsed: a megabyte of tags would hold up the listener for seconds.
    if body.count(b"<") > _MOST_TAGS:
        raise Unreadable(f"The XML has more than {_MOST_TAGS} tags.")
    try:
        root = fromstring(body, forbid_dtd=True)
    except DefusedXmlException:
        raise Unreadable("The XML brings a DTD or entities of its own, which are not read.") from None
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(f"The body looks like XML and is none: {str(error)[:100]}.") from None
    for element in (root, *root):
        fields = _named_children(element)
        if "resultCode" in fields or "messageId" in fields:
            return _counted(fields)
    raise Unreadable("The XML holds neither a resultCode nor a messageId.")


def _named_children(element: Element) -> Fields:
    fields: Fields = {}
    if len(element) + len(element.attrib) > _MOST_FIELDS:
        raise Unreadable(f"The XML has more than {_MOST_FIELDS} fields.")
    for name, value in element.attrib.items():
        local = _local(name)
        fields[_SPELLING.get(local.lower(), local)] = _absent(value)
    for child in element:
        local = _local(child.tag)
        name = _SPELLING.get(local.lower(), local)
        if name in MAPS:
            # A list of pairs may repeat its element, so several make one map.
            fields[name] = {**(fields.get(name) or {}), **_map(child)}
        elif len(child):
            _set_once(fields, name, _nested(child, 0))
        else:
            text = child.text or ""
            _set_once(fields, name, text if name == "userData" else _absent(text.strip()))
    return fields


def _map(element: Element) -> Fields:
    """Key and value, however written: `<source>1</source>`, `source="1"`, `<entry key="source" value="1"/>`,
    `<entry key="source">1</entry>`, `<entry><key>source</key><value>1</value></entry>`, or the pair in place."""
    pair = _pair(element)
    if pair is not None:
        return dict([pair])
    fields: Fields = {_local(name): value for name, value in element.attrib.items() if _local(name) != "nil"}
    for child in element:
        pair = _pair(child)
        if pair is None:
            pair = (_local(child.tag), _absent((child.text or "").strip()))
        fields[pair[0]] = pair[1]
        if len(fields) > _MOST_FIELDS:
            raise Unreadable(f"The XML has more than {_MOST_FIELDS} fields.")
    return fields


def _pair(element: Element) -> tuple[str, Any] | None:
    told = {_local(name).lower(): value for name, value in element.attrib.items()}
    told |= {_local(child.tag).lower(): (child.text or "") for child in element}
    key = told.get("key", told.get("name"))
    if key is None or (len(element) and not {"key", "name"} & {_local(child.tag).lower() for child in element}):
        return None
    value = told.get("value", element.text if not len(element) else None)
    return key.strip(), _absent((value or "").strip())


def _nested(element: Element, depth: int) -> Any:
    """An element as text, as a map of its children, or as lists where they repeat."""
    if not len(element):
        return element.text or ""
    if depth >= _DEEPEST:
        raise Unreadable("The XML is nested too deeply.")
    fields: Fields = {}
    for child in element:
        local = _local(child.tag)
        name = _SPELLING.get(local.lower(), local)
        value = _nested(child, depth + 1)
        if name not in fields:
            fields[name] = value
        elif isinstance(fields[name], list):
            fields[name].append(value)
        else:
            fields[name] = [fields[name], value]
    return fields


def _local(name: Any) -> str:
    # Comments and processing instructions have a function for a tag.
    return name.rpartition("}")[2] if isinstance(name, str) else ""
