"""Requests and messages as the document prints them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

TO = "+46701740605"


def a_request(**changes: Any) -> Json:
    """The document's example of a MessageRequest, from this simulator's account."""
    return {
        "platformId": "SANDBOX",
        "platformPartnerId": "PRACTICE",
        "platformServiceId": "yourPlatformServiceId",
        "platformServiceType": "yourPlatformServiceType",
        "platformTransactionId": "yourPlatformTransactionId",
        "priority": "NORMAL",
        "relativeValidityTime": 1584543059442,
        "absoluteValidityTime": "2020-03-18T16:49:21Z",
        "eventReportGates": ["v08kM29P", "jk98GtdP"],
        "refId": "yourRefId",
        "customParameters": {"yourCustomKey1": "yourCustomValue1", "yourCustomKey2": "yourCustomValue2"},
        "source": "+46000000000",
        "destinations": ["+46000000001", "+46000000002"],
        "messages": [A_TEMPLATE],
    } | changes


def a_template(*components: Json, **changes: Any) -> Json:
    template = {
        "namespace": "yourNamespace",
        "name": "yourTemplate",
        "language": {"code": "en"},
        "components": list(components),
    }
    return {"type": "template", "template": template | changes}


def body(*parameters: Json) -> Json:
    return {"type": "body", "parameters": list(parameters)}


def header(*parameters: Json) -> Json:
    return {"type": "header", "parameters": list(parameters)}


def button(sub_type: str, index: object, *parameters: Json) -> Json:
    return {"type": "button", "subType": sub_type, "index": index, "parameters": list(parameters)}


WORDS: Json = {"type": "text", "text": "Your text"}
PAYLOAD: Json = {"type": "payload", "payload": "Your payload here"}


def currency(**changes: Any) -> Json:
    value = {"fallbackValue": "$100.99", "code": "USD", "amount1000": "100990"}
    return {"type": "currency", "currency": without_none(value | changes)}


def date_time(**changes: Any) -> Json:
    value = {
        "fallbackValue": "February 25, 1977 03:33PM",
        "dayOfWeek": 5,
        "dayOfMonth": 25,
        "year": 1977,
        "month": 2,
        "hour": 15,
        "minute": 33,
    }
    return {"type": "dateTime", "dateTime": without_none(value | changes)}


def a_document_header(**changes: Any) -> Json:
    value = {"link": "https://www.example.com/file.pdf", "filename": "filename"}
    return header({"type": "document", "document": value | changes})


def without_none(value: Json) -> Json:
    return {key: entry for key, entry in value.items() if entry is not None}


A_TEMPLATE = a_template(body(WORDS))
A_MEDIA_TEMPLATE = a_template(a_document_header(), body(WORDS, currency(), date_time()))
# The document prints alternatives in this one; each is tried with the other's key beside it.
INTERACTIVE_TEMPLATES = [
    a_template(
        header({"type": "text", "text": "'Your header text here'"}),
        body({"type": "text", "text": "'Your body text here'"}),
        *(
            button(sub_type, index, {"type": kind, "text": "Your text here", "payload": f"Payload {index}"})
            for index in range(2)
        ),
    )
    for sub_type, kind in (("quickReply", "payload"), ("url", "text"))
]
A_TEXT: Json = {"type": "text", "previewUrl": False, "text": {"body": "Your text here!"}}
AN_IMAGE: Json = {
    "type": "image",
    "image": {"link": "https://example.com/image.jpg", "caption": "Your image caption!"},
}
A_LOCATION: Json = {
    "type": "location",
    "location": {
        "longitude": 18.0739497,
        "latitude": 59.3120499,
        "name": "Linkmobility Stockholm, Sweden",
        "address": "Götgatan 78, Stockholm, Sverige",
    },
}
AN_AUDIO: Json = {"type": "audio", "audio": {"link": "https://example.com/audio.mp4"}}
A_VIDEO: Json = {
    "type": "video",
    "video": {"link": "https://example.com/video.mp4", "caption": "Your video caption"},
}
A_DOCUMENT: Json = {
    "type": "document",
    "document": {
        "link": "https://example.com/document.pdf",
        "caption": "Your document caption",
        "filename": "Your document filename",
    },
}
A_CONTACT: Json = {
    "addresses": [
        {
            "city": "Menlo Park",
            "country": "United States",
            "countryCode": "us",
            "state": "CA",
            "street": "1 Hacker Way",
            "type": "HOME",
            "zip": "94025",
        },
    ],
    "birthday": "2012-08-18",
    "emails": [{"email": "test@fb.com", "type": "WORK"}],
    "name": {"firstName": "John", "formattedName": "John Smith", "lastName": "Smith"},
    "org": {"company": "WhatsApp", "department": "Design", "title": "Manager"},
    "phones": [
        {"phone": "+1 (940) 555-1234", "type": "HOME"},
        {"phone": "+1 (650) 555-1234", "type": "WORK", "waId": "16505551234"},
    ],
    "urls": [{"url": "https://www.facebook.com", "type": "WORK"}],
}
SOME_CONTACTS: Json = {"type": "contacts", "contacts": [A_CONTACT]}

EXAMPLES: dict[str, Json] = {
    "text template": A_TEMPLATE,
    "media template": A_MEDIA_TEMPLATE,
    "quick reply template": INTERACTIVE_TEMPLATES[0],
    "url template": INTERACTIVE_TEMPLATES[1],
    "text": A_TEXT,
    "image": AN_IMAGE,
    "location": A_LOCATION,
    "audio": AN_AUDIO,
    "video": A_VIDEO,
    "document": A_DOCUMENT,
    "contacts": SOME_CONTACTS,
}


def changed(example: Any, path: str, value: Any) -> Any:
    """The example with another value at a dotted path; None takes it out."""
    key, dot, rest = path.partition(".")
    copy: Any = list(example) if isinstance(example, list) else dict(example)
    place: Any = int(key) if isinstance(example, list) else key
    if dot:
        copy[place] = changed(copy[place], rest, value)
    elif value is None:
        del copy[place]
    else:
        copy[place] = value
    return copy
