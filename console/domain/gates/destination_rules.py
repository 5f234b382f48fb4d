"""What may be wrong with, or surprising about, one destination of a gate (LINK Gate API 2.3, "Destination")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from console.domain.findings import Finding, Severity
from console.domain.gates.destination import CONTENT_TYPES, DROP, METHODS, Destination
from console.domain.gates.reach import why_unreachable
from console.domain.gates.template_language.parse import mistakes
from console.domain.plain_text import plain
from console.domain.redact import is_secret_name

_SHOWN: Final = 60  # characters of a value that are quoted in a sentence
_ALLOWED_METHODS: Final = tuple(method for method in METHODS if method != "POST")


def check_destination(destination: Destination) -> list[Finding]:
    """Findings of one destination, its fields named `url`, `contentType`, `username`, `password`, `method`, `template`
    and `customParameters`."""
    if destination.drops:
        return []
    return [
        *_url(destination),
        *_content_type(destination),
        *_credentials(destination),
        *_parameters(destination),
        *_method(destination),
        *_template(destination),
    ]


def quoted(value: object) -> str:
    """A value in quotes as it may stand in a sentence, without control characters and of bearable length."""
    return f"“{plain(str(value), _SHOWN)}”"


def wrong_type(document: Mapping[str, object], key: str, wanted: type, noun: str) -> Iterator[Finding]:
    """A finding if there is a value and it is of another type; null is none."""
    value = document.get(key)
    if value is not None and not isinstance(value, wanted):
        yield Finding(Severity.ERROR, key, f"{key} is {_kind(value)}, not {noun}.", hint=f"Write {noun}.")


def check_parameters(parameters: object) -> Iterator[Finding]:
    """`customParameters` of a gate or a destination: text by name, one level deep (provider facts, 1)."""
    if parameters is None:
        return
    if not isinstance(parameters, Mapping):
        yield Finding(
            Severity.ERROR,
            "customParameters",
            f"customParameters is {_kind(parameters)}, not an object.",
            hint="Write names and values between braces, or {} for none.",
        )
        return
    for name, value in parameters.items():
        if not isinstance(value, str):
            yield Finding(
                Severity.WARNING,
                "customParameters",
                f"The custom parameter {quoted(name)} is {_kind(value)}, not text.",
                hint="Put it in quotes: custom parameters are text by name.",
            )


def _url(destination: Destination) -> Iterator[Finding]:
    url = destination.document.get("url")
    if not url:
        yield Finding(
            Severity.ERROR, "url", "The destination has no URL.", hint=f"Write an https URL, or {DROP} to throw away."
        )
        return
    if not isinstance(url, str):
        yield from wrong_type(destination.document, "url", str, "text")
        return
    if any(character.isspace() or not character.isprintable() for character in url):
        yield Finding(Severity.ERROR, "url", "The URL holds a blank or a control character.", hint="Take it out.")
        return
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        yield Finding(
            Severity.ERROR,
            "url",
            "This is no URL.",
            hint="Look at its host and port: https://host:port/path.",
        )
        return
    if parts.scheme not in {"http", "https"}:
        told = f"The platform knows no {quoted(parts.scheme)} URLs." if parts.scheme else "The URL has no scheme."
        yield Finding(Severity.ERROR, "url", told, hint=f"Begin it with https://, or write {DROP} to throw away.")
        return
    if not host or port == 0:
        yield Finding(
            Severity.ERROR, "url", "The URL names no host that can be called.", hint="Write https://host/path."
        )
        return
    if parts.scheme == "http":
        yield Finding(
            Severity.WARNING,
            "url",
            "HTTP is deprecated, and everybody on the way can read what it carries.",
            hint="Use https://.",
        )
    reason = why_unreachable(host)
    if reason is not None:
        yield Finding(
            Severity.WARNING,
            "url",
            f"The platform will never reach {quoted(host)}: it {reason}.",
            hint="Use a host that can be called from the internet; practice on the sandbox is fine.",
        )
    if parts.password:
        yield Finding(
            Severity.WARNING,
            "url",
            "The URL holds a password, and URLs are written to logs.",
            hint="Move it to username and password of the destination.",
        )
    secret = next((name for name, value in parse_qsl(parts.query) if is_secret_name(name) and value), None)
    if secret is not None:
        yield Finding(
            Severity.WARNING,
            "url",
            f"The URL's parameter {quoted(secret)} looks like a secret, and URLs are written to logs.",
            hint="Use username and password of the destination if the receiver can.",
        )
    if parts.fragment:
        yield Finding(
            Severity.WARNING, "url", "What stands behind # in the URL never reaches a server.", hint="Take it out."
        )


def _content_type(destination: Destination) -> Iterator[Finding]:
    written = destination.document.get("contentType")
    choice = f"Choose {', '.join(CONTENT_TYPES[:-1])} or {CONTENT_TYPES[-1]}."
    if written is None or written == "":
        yield Finding(
            Severity.WARNING,
            "contentType",
            "There is no content type; in which form the platform then sends is not documented.",
            hint=choice,
        )
    elif written not in CONTENT_TYPES:
        yield Finding(Severity.ERROR, "contentType", f"The platform does not send {quoted(written)}.", hint=choice)


def _credentials(destination: Destination) -> Iterator[Finding]:
    for key in ("username", "password"):
        yield from wrong_type(destination.document, key, str, "text")
    username, password = destination.username, destination.password
    if username and not password:
        yield Finding(
            Severity.WARNING, "password", "There is a username and no password.", hint="Give both, or none of them."
        )
    if password and not username:
        yield Finding(
            Severity.WARNING, "username", "There is a password and no username.", hint="Give both, or none of them."
        )
    if username and ":" in username:
        at = username.index(":")
        yield Finding(
            Severity.ERROR,
            "username",
            "A username of Basic authentication cannot hold a colon.",
            hint="The receiver would take the rest for the password: choose another.",
            span=(at, at + 1),
        )


def _parameters(destination: Destination) -> Iterator[Finding]:
    parameters = destination.document.get("customParameters")
    if isinstance(parameters, Mapping):
        # These two have findings of their own.
        parameters = {name: value for name, value in parameters.items() if name not in {"method", "template"}}
    yield from check_parameters(parameters)
    if "template_" in destination.custom_parameters:
        yield Finding(
            Severity.NOTE,
            "template",
            "The template's key is written template_, as the document's prose has it and none of its examples.",
            hint="Save the template anew: it is then written template.",
        )


def _method(destination: Destination) -> Iterator[Finding]:
    written = destination.custom_parameters.get("method")
    if written is None or written in _ALLOWED_METHODS:
        return
    if written == "POST":
        yield Finding(
            Severity.WARNING,
            "method",
            "POST is the default, and the document allows only GET and PUT to be written.",
            hint="Leave the method out.",
        )
    else:
        yield Finding(
            Severity.ERROR,
            "method",
            f"The platform does not call with {quoted(written)}.",
            hint="Write GET or PUT in capitals, or leave the method out for POST.",
        )


def _template(destination: Destination) -> Iterator[Finding]:
    written = destination.custom_parameters.get("template")
    if written is not None and not isinstance(written, str):
        yield from wrong_type(destination.custom_parameters, "template", str, "text")
    if destination.template:
        yield from mistakes(destination.template)
    if destination.template and destination.method != "GET":
        # Provider facts, 2, "template effect": whether the body is still sent is not said.
        yield Finding(
            Severity.WARNING,
            "template",
            f"A template fills the URL's query; whether {plain(destination.method, 10)} then still has a body "
            "is not documented.",
            hint="Use GET if the query is all you want, or try it with one report first.",
        )


def _kind(value: object) -> str:
    """What a JSON value is, for a sentence."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return "text"
    return "an object" if isinstance(value, Mapping) else "a list"
