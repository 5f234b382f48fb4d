"""What may be wrong with, or surprising about, one destination of a gate (LINK Gate API 2.3, "Destination")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from console.domain.findings import Finding, error, note, warning
from console.domain.gates.destination import CONTENT_TYPES, METHODS, Destination
from console.domain.gates.template_language.parse import mistakes
from console.domain.gates.url_rules import check_url
from console.domain.plain_text import plain
from console.domain.value_rules import check_text, kind_of_value, quoted

_ALLOWED_METHODS: Final = tuple(method for method in METHODS if method != "POST")


def check_destination(destination: Destination) -> list[Finding]:
    """Findings of one destination, its fields named `url`, `contentType`, `username`, `password`, `method`, `template`
    and `customParameters`."""
    if destination.drops:
        return []
    return [
        *check_url(destination.document.get("url")),
        *_content_type(destination),
        *_credentials(destination),
        *_parameters(destination),
        *_method(destination),
        *_template(destination),
    ]


def check_parameters(parameters: object) -> Iterator[Finding]:
    """`customParameters` of a gate or a destination: text by name, one level deep (provider facts, 1)."""
    if parameters is None:
        return
    if not isinstance(parameters, Mapping):
        yield error(
            "customParameters",
            f"customParameters is {kind_of_value(parameters)}, not an object.",
            hint="Write names and values between braces, or {} for none.",
        )
        return
    for name, value in parameters.items():
        if not isinstance(value, str):
            yield warning(
                "customParameters",
                f"The custom parameter {quoted(name)} is {kind_of_value(value)}, not text.",
                hint="Put it in quotes: custom parameters are text by name.",
            )


def _content_type(destination: Destination) -> Iterator[Finding]:
    written = destination.document.get("contentType")
    choice = f"Choose {', '.join(CONTENT_TYPES[:-1])} or {CONTENT_TYPES[-1]}."
    if written is None or written == "":
        yield warning(
            "contentType",
            "There is no content type; in which form the platform then sends is not documented.",
            hint=choice,
        )
    elif written not in CONTENT_TYPES:
        yield error("contentType", f"The platform does not send {quoted(written)}.", hint=choice)


def _credentials(destination: Destination) -> Iterator[Finding]:
    for key in ("username", "password"):
        yield from check_text(destination.document, key)
    username, password = destination.username, destination.password
    if username and not password:
        yield warning("password", "There is a username and no password.", hint="Give both, or none of them.")
    if password and not username:
        yield warning("username", "There is a password and no username.", hint="Give both, or none of them.")
    if username and ":" in username:
        at = username.index(":")
        yield error(
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
    for key in ("method", "template", "template_"):
        if destination.document.get(key) not in (None, ""):
            yield warning(
                "customParameters",
                f"{key} stands beside customParameters, where the document knows no such key.",
                hint=f'Write it inside: "customParameters": {{"{key.rstrip("_")}": …}}.',
            )
    if "template_" in destination.custom_parameters:
        yield note(
            "template",
            "The template's key is written template_, as the document's prose has it and none of its examples.",
            hint="Save the template anew: it is then written template.",
        )


def _method(destination: Destination) -> Iterator[Finding]:
    written = destination.custom_parameters.get("method")
    if written is None or written in _ALLOWED_METHODS:
        return
    if written == "POST":
        yield warning(
            "method",
            "POST is the default, and the document allows only GET and PUT to be written.",
            hint="Leave the method out.",
        )
    else:
        yield error(
            "method",
            f"The platform does not call with {quoted(written)}.",
            hint="Write GET or PUT in capitals, or leave the method out for POST.",
        )


def _template(destination: Destination) -> Iterator[Finding]:
    yield from check_text(destination.custom_parameters, "template")
    if not destination.template:
        return
    yield from mistakes(destination.template)
    if destination.method != "GET":
        # Provider facts, 2, "template effect": whether the body is still sent is not said.
        yield warning(
            "template",
            f"A template fills the URL's query; whether {plain(destination.method, 10)} then still has a body "
            "is not documented.",
            hint="Use GET if the query is all you want, or try it with one report first.",
        )
