"""One example that breaks each rule of a message: a document's example with one value changed."""

from __future__ import annotations

from typing import Any, NamedTuple

from console.domain.document import ABSENT
from console.domain.findings import Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

HEADER = "template.components.0.parameters.0"
MONEY = "template.components.1.parameters.1"
DATE = "template.components.1.parameters.2.dateTime"
BUTTON = "template.components.2"
TIMESTAMP = {"fallbackValue": "Friday", "timestamp": "1790000000000"}
TOO_MANY = [{"type": "payload", "payload": "a"}, {"type": "payload", "payload": "b"}]


class Broken(NamedTuple):
    """`field` is where the finding is, if not where the change was."""

    rule: str
    example: str
    path: str
    value: Any
    severity: Severity
    text: str
    field: str | None = None


def _of(example: str, *rows: tuple[Any, ...]) -> list[Broken]:
    return [Broken(rule, example, *rest) for rule, *rest in rows]


BROKEN = [
    *_of(
        "Text message",
        ("a message has a type", "type", ABSENT, ERROR, "The message has no type."),
        ("the type is one of eight", "type", "sticker", ERROR, "There is no message type “sticker”."),
        ("the type is written small", "type", "TEXT", ERROR, "There is no message type “TEXT”."),
        ("the type is text", "type", ["text"], ERROR, "There is no message type “['text']”."),
        ("interactive is newer", "type", "interactive", WARNING, "Interactive messages are newer than the document."),
        ("the content is there", "text", ABSENT, ERROR, "text is missing."),
        ("the content is an object", "text", "Hello", ERROR, "text is text, not an object."),
        ("a text has a body", "text.body", "", ERROR, "body is missing."),
        ("a body is more than blanks", "text.body", " \n", ERROR, "body is nothing but blanks."),
        ("a body is text", "text.body", 5, ERROR, "body is a number, not text."),
        ("a URL has a scheme", "text.body", "See www.example.com", WARNING,
         "A URL in the text does not start with http:// or https://."),
        ("a text is not too long", "text.body", "x" * 4097, WARNING,
         "The text is longer than WhatsApp's own limit of 4,096 characters."),
        ("previewUrl is true or false", "previewUrl", "perhaps", ERROR, "previewUrl is text."),
        ("a preview needs a URL", "previewUrl", True, WARNING, "There is no URL in the text to be previewed."),
        ("a message has known keys", "previewURL", True, WARNING, "The document knows no key “previewURL” here."),
        ("a text has known keys", "text.boddy", "x", WARNING, "The document knows no key “boddy” here."),
    ),
    *_of(
        "Image message",
        ("media has a link", "image.link", None, ERROR, "link is missing."),
        ("a link is text", "image.link", 5, ERROR, "link is a number, not text."),
        ("a link starts with http", "image.link", "ftp://example.com/a.png", ERROR,
         "The link does not start with http:// or https://."),
        ("a link has a scheme", "image.link", "example.com/a.png", ERROR,
         "The link does not start with http:// or https://."),
        ("a link has a host", "image.link", "https:///a.png", ERROR, "The link names no host."),
        ("a link is readable", "image.link", "http://[", ERROR, "This is no link."),
        ("a link has no blanks", "image.link", "https://example.com/a b.png", ERROR,
         "The link holds a blank or a control character."),
        ("a link can be reached", "image.link", "https://10.0.0.1/a.png", WARNING,
         "The platform will never reach it: its host is a private address."),
        ("an image is jpeg or png", "image.link", "https://example.com/a.GIF?x=1", ERROR,
         "WhatsApp takes no .gif as image."),
        ("an image is no film", "image.link", "https://example.com/a.mp4", ERROR, "WhatsApp takes no .mp4 as image."),
        ("a link shows its format", "image.link", "https://example.com/picture?id=5", NOTE,
         "The link does not show of which format the file is."),
        ("an id is newer than a link", "image", {"id": "77"}, WARNING,
         "The id of an uploaded file is newer than the document.", "image.id"),
        ("a caption is text", "image.caption", 5, ERROR, "caption is a number, not text."),
        ("a caption is not too long", "image.caption", "x" * 1025, WARNING,
         "The caption is longer than WhatsApp's own limit of 1,024 characters."),
        ("only a document has a file name", "image.filename", "a.png", WARNING,
         "The document knows no key “filename” here."),
    ),
    *_of(
        "Audio message",
        ("audio has no caption", "audio.caption", "Hello", ERROR, "An audio message has no caption."),
        ("audio has one of five formats", "audio.link", "https://example.com/a.wav", ERROR,
         "WhatsApp takes no .wav as audio."),
        ("ogg has to be Opus", "audio.link", "https://example.com/a.ogg", WARNING,
         "Of .ogg only Opus is supported, and the link does not tell what is inside."),
        ("a format may have another name", "audio.link", "https://example.com/a.mp3", WARNING,
         "The document lists .aac, .mp4, .amr, .mpeg, .ogg; .mp3 is the same as one of them by another name."),
    ),
    *_of(
        "Video message",
        ("video is mp4 or 3gpp", "video.link", "https://example.com/a.avi", ERROR, "WhatsApp takes no .avi as video."),
    ),
    *_of(
        "Location message",
        ("a location has a longitude", "location.longitude", None, ERROR, "longitude is missing."),
        ("a location has a latitude", "location.latitude", None, ERROR, "latitude is missing."),
        ("a longitude is a number", "location.longitude", "east", ERROR, "“east” is no longitude."),
        ("a longitude lies on the globe", "location.longitude", 181, ERROR, "There is no longitude 181."),
        ("a latitude lies on the globe", "location.latitude", -91, ERROR, "There is no latitude -91."),
        ("an address needs a name", "location.name", ABSENT, WARNING,
         "The address is only shown if there is a name.", "location.address"),
        ("a name is text", "location.name", [], ERROR, "name is a list, not text."),
        ("a location has known keys", "location.lat", 1, WARNING, "The document knows no key “lat” here."),
    ),
    *_of(
        "Contacts message",
        ("contacts are a list", "contacts", {}, ERROR, "contacts is an object, not a list."),
        ("there is a contact", "contacts", [], ERROR, "There is no contact."),
        ("a contact is an object", "contacts.0", "Ana", ERROR, "Entry 1 of contacts is text, not an object."),
        ("a contact has a name", "contacts.0.name", ABSENT, WARNING, "The contact has no name."),
        ("a name is formatted", "contacts.0.name.formattedName", ABSENT, ERROR, "formattedName is missing."),
        ("a name has at least one more part", "contacts.0.name", {"formattedName": "Ana"}, ERROR,
         "formattedName alone is not enough."),
        ("a name has known keys", "contacts.0.name.nick", "A", WARNING, "The document knows no key “nick” here."),
        ("an org is an object", "contacts.0.org", "LINK", ERROR, "org is text, not an object."),
        ("an org has texts", "contacts.0.org.title", 5, ERROR, "title is a number, not text."),
        ("phones are a list", "contacts.0.phones", {}, ERROR, "phones is an object, not a list."),
        ("a country code has two letters", "contacts.0.addresses.0.countryCode", "USA", WARNING,
         "“USA” is no code of two letters."),
        ("an e-mail address has an @", "contacts.0.emails.0.email", "test", WARNING, "“test” is no e-mail address."),
        ("a WhatsApp id has digits alone", "contacts.0.phones.1.waId", "+1650", WARNING,
         "“+1650” is not written as the WhatsApp id in the document's example."),
        ("a URL is text", "contacts.0.urls.0.url", 5, ERROR, "url is a number, not text."),
        ("a birthday is a date", "contacts.0.birthday", "18.08.2012", WARNING,
         "“18.08.2012” is not written as the birthday in the document's example."),
        ("a contact has known keys", "contacts.0.phone", "1", WARNING, "The document knows no key “phone” here."),
    ),
    *_of(
        "Media template",
        ("a template has a namespace", "template.namespace", "", ERROR, "namespace is missing."),
        ("a template has a name", "template.name", ABSENT, ERROR, "name is missing."),
        ("a template has a language", "template.language", ABSENT, ERROR, "language is missing."),
        ("a language has a code", "template.language.code", "", ERROR, "code is missing."),
        ("a language is one of 68", "template.language.code", "en-US", ERROR,
         "“en-US” is none of the 68 languages of templates."),
        ("a template has components", "template.components", ABSENT, ERROR, "components is missing."),
        ("a component is an object", "template.components.0", 5, ERROR,
         "Entry 1 of components is a number, not an object."),
        ("a component has a type", "template.components.0.type", ABSENT, ERROR, "The component has no type."),
        ("a component is header, body or button", "template.components.0.type", "footer", ERROR,
         "There is no component type “footer”."),
        ("a component has parameters", "template.components.0.parameters", ABSENT, ERROR, "parameters is missing."),
        ("a component has known keys", "template.components.0.subType", "url", WARNING,
         "The document knows no key “subType” here."),
        ("a header comes once", "template.components.1",
         {"type": "header", "parameters": []}, WARNING,
         "There is a header already, component 1.", "template.components.1.type"),
        ("a header has one parameter or none", "template.components.0.parameters.1",
         {"type": "image", "image": {"link": "https://example.com/a.png"}}, ERROR, "The header has 2 parameters.",
         "template.components.0.parameters"),
        ("a header has media", HEADER, {"type": "payload", "payload": "a"}, ERROR,
         "“payload” cannot stand in a header.", f"{HEADER}.type"),
        ("a header's text is left open", HEADER, {"type": "text", "text": "a"}, WARNING,
         "The document's list of header parameters has no text, its example of an interactive template has.",
         f"{HEADER}.type"),
        ("a header has no caption", f"{HEADER}.document.caption", "a", ERROR,
         "In the header of a template there is no caption."),
        ("a header's document is a PDF", f"{HEADER}.document.link", "https://example.com/a.docx", ERROR,
         "In a header PDF is the only document format, and this is .docx."),
        ("a header's document shows its format", f"{HEADER}.document.link", "https://example.com/invoice", NOTE,
         "The link does not show of which format the file is."),
        ("a header's image is jpeg or png", HEADER, {"type": "image", "image": {"link": "https://example.com/a.gif"}},
         ERROR, "WhatsApp takes no .gif as image.", f"{HEADER}.image.link"),
        ("a body has no media", "template.components.1.parameters.0",
         {"type": "image", "image": {"link": "https://example.com/a.png"}}, ERROR,
         "“image” cannot stand in a body.", "template.components.1.parameters.0.type"),
        ("a parameter has a type", f"{MONEY}.type", ABSENT, ERROR, "The parameter has no type."),
        ("a parameter type is known", f"{MONEY}.type", "money", ERROR, "There is no parameter type “money”."),
        ("a parameter has its value", f"{MONEY}.currency", ABSENT, ERROR, "currency is missing."),
        ("a text has a value", "template.components.1.parameters.0.text", "", ERROR, "text is missing."),
        ("a text is in one line", "template.components.1.parameters.0.text", "a\nb", WARNING,
         "A line break, a tab or more than four blanks stand in the value, which WhatsApp itself refuses."),
        ("a parameter has known keys", f"{MONEY}.text", "a", WARNING, "The document knows no key “text” here."),
        ("an amount has a fallback", f"{MONEY}.currency.fallbackValue", "", ERROR, "fallbackValue is missing."),
        ("an amount has a currency", f"{MONEY}.currency.code", ABSENT, ERROR, "code is missing."),
        ("a currency is known", f"{MONEY}.currency.code", "usd", WARNING, "“usd” is no currency code of ISO 4217."),
        ("code and fallback agree", f"{MONEY}.currency.fallbackValue", "100.99 €", WARNING,
         "code says USD, fallbackValue says EUR.", f"{MONEY}.currency.code"),
        ("an amount has an amount1000", f"{MONEY}.currency.amount1000", ABSENT, ERROR, "amount1000 is missing."),
        ("amount1000 is a whole number", f"{MONEY}.currency.amount1000", "100.99", ERROR,
         "“100.99” is no whole number."),
        ("amount1000 agrees with the fallback", f"{MONEY}.currency.amount1000", "10100", WARNING,
         "amount1000 says 10.10, fallbackValue says 100.99."),
        ("a currency has its decimals", f"{MONEY}.currency",
         {"fallbackValue": "¥100.50", "code": "JPY", "amount1000": 100500}, WARNING, "JPY has no amount of 100.50.",
         f"{MONEY}.currency.amount1000"),
        ("a date has a fallback", f"{DATE}.fallbackValue", ABSENT, ERROR, "fallbackValue is missing."),
        ("a date has six parts", f"{DATE}.hour", ABSENT, ERROR, "hour is missing."),
        ("a date is there", DATE, {"fallbackValue": "soon"}, ERROR, "There is no date.", DATE),
        ("either parts or a timestamp", f"{DATE}.timestamp", "225732780000", ERROR,
         "There is a timestamp and also dayOfWeek, dayOfMonth, year, month, hour, minute."),
        ("a timestamp is a whole number", DATE, {**TIMESTAMP, "timestamp": "today"}, ERROR,
         "“today” is no timestamp.", f"{DATE}.timestamp"),
        ("a timestamp is in milliseconds", DATE, {**TIMESTAMP, "timestamp": "1790000000"}, WARNING,
         "The timestamp looks like seconds.", f"{DATE}.timestamp"),
        ("a day of month exists", f"{DATE}.dayOfMonth", 30, ERROR, "There is no day 30 in month 2 of 1977."),
        ("a month is one of twelve", f"{DATE}.month", 13, ERROR, "“13” is no month."),
        ("a part is a whole number", f"{DATE}.minute", "half", ERROR, "“half” is no minute."),
        ("the day of week fits the date", f"{DATE}.dayOfWeek", 4, WARNING,
         "1977-02-25 is a Friday, not day 4 of the week."),
        ("a Sunday is left open", DATE,
         {"fallbackValue": "x", "dayOfWeek": 0, "dayOfMonth": 27, "year": 1977, "month": 2, "hour": 15, "minute": 33},
         WARNING, "Whether a Sunday is 0 or 7 the document does not say.", f"{DATE}.dayOfWeek"),
        ("a date has known keys", f"{DATE}.second", 1, WARNING, "The document knows no key “second” here."),
    ),
    *_of(
        "Interactive template, quickReply",
        ("a button has a sub type", f"{BUTTON}.subType", ABSENT, ERROR, "The button has no subType."),
        ("a sub type is quickReply or url", f"{BUTTON}.subType", "quick_reply", ERROR,
         "There is no sub type “quick_reply”."),
        ("a button has an index", f"{BUTTON}.index", ABSENT, ERROR, "The button has no index."),
        ("an index counts from 0", f"{BUTTON}.index", -1, ERROR, "“-1” is no index of a button."),
        ("an index is there once", f"{BUTTON}.index", "1", ERROR, "There is a button 1 already, component 3.",
         "template.components.3.index"),
        ("a quick reply has a payload", f"{BUTTON}.parameters.0", {"type": "text", "text": "a"}, ERROR,
         "“text” cannot stand in a quickReply button.", f"{BUTTON}.parameters.0.type"),
        ("a button has one parameter", f"{BUTTON}.parameters", TOO_MANY, ERROR, "The button has 2 parameters."),
        ("a button has a parameter", f"{BUTTON}.parameters", [], WARNING, "The button has no parameter."),
        ("a payload has a value", f"{BUTTON}.parameters.0.payload", "", ERROR, "payload is missing."),
    ),
    *_of(
        "Interactive template, url",
        ("a url button has a text", f"{BUTTON}.parameters.0", {"type": "payload", "payload": "a"}, ERROR,
         "“payload” cannot stand in a url button.", f"{BUTTON}.parameters.0.type"),
    ),
]  # fmt: skip
