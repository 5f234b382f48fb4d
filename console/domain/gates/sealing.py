"""Taking the secrets out of a gate before anything else sees it, and putting them back before it is sent.

A secret is what stands under a secret name (`password`, a custom parameter `apiKey`), the password in a URL, the token
at the end of a callback's path and the secret parameters of the query. In its place stands a reference,
`switchroom-secret:NAME`, NAME being the option under which the secret is kept for the gate's account. A sealed gate may
be stored, shown, compared and exported.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote_plus

from console.domain.gates.gate import Gate
from console.domain.redact import MASK, is_secret_name

REFERENCE: Final = "switchroom-secret:"

_URL_PASSWORD = re.compile(r"(?<=://)([^/?#@\s:]*):([^/?#\s]+)(?=@)")
# What a listener such as ours takes for proof: `/callbacks/ACCOUNT/TOKEN`. A short segment may be anybody's path.
_PATH_TOKEN = re.compile(r"^([^?#]*/callbacks/[^/?#\s]+/)([^/?#\s]{16,})(?=/?(?:[?#]|$))")
_QUERY_VALUE = re.compile(r"(?<=[?&;])([^=&;#]*+)=([^&;#]+)")

_Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A gate without secrets, and those it held that nobody had kept before, by the name they are to be kept under."""

    gate: Gate
    secrets: Mapping[str, str]


def reference(name: str) -> str:
    return REFERENCE + name


def referred(text: str) -> str | None:
    """The name in a reference; None for anything else."""
    return text.removeprefix(REFERENCE) if text.startswith(REFERENCE) and text != REFERENCE else None


def seal(gate: Gate, known: Mapping[str, str], new_name: Callable[[], str], *, trusted: bool = False) -> Sealed:
    """Put a reference in the place of each secret.

    `known` are the secrets kept already, by name: an equal one gets the same name again. `new_name` gives names never
    used before, of letters, digits, `-`, `_` and `.` only. With `trusted` what is a reference already stays one: true
    for our own forms and files. From the wire nothing is a reference, or a gate could be made to hand out the secret
    of another.
    """
    names = {secret: name for name, secret in known.items()}
    fresh: dict[str, str] = {}

    def sealed(secret: str) -> str:
        if trusted and referred(secret) is not None:
            return secret
        if secret not in names:
            names[secret] = new_name()
            fresh[names[secret]] = secret
        return reference(names[secret])

    return Sealed(_with_secrets(gate, sealed), fresh)


def unseal(gate: Gate, secret: Callable[[str], str]) -> Gate:
    """The gate as it is sent. `secret` gives what is kept under a name; what it raises passes through."""

    def opened(text: str) -> str:
        name = referred(text)
        return text if name is None else secret(name)

    return _with_secrets(gate, opened)


def secrets_in(gate: Gate) -> tuple[str, ...]:
    """Every secret an open gate holds, each once: what nobody may be heard repeating."""
    found: dict[str, None] = {}

    def noted(text: str) -> str:
        found[text] = None
        return text

    _with_secrets(gate, noted)
    return tuple(found)


def references(gate: Gate) -> tuple[str, ...]:
    """The names of the secrets a sealed gate refers to, each once."""
    found: dict[str, None] = {}

    def noted(text: str) -> str:
        name = referred(text)
        if name is not None:
            found[name] = None
        return text

    _with_secrets(gate, noted)
    return tuple(found)


def masked(gate: Gate) -> Gate:
    """The gate as it may be shown: a mask for every secret and every reference."""
    return _with_secrets(gate, lambda _: MASK)


def masked_value(name: str, value: object) -> Any:
    """What may be shown of a JSON value that stands under this name in a gate."""
    return _changed(name, value, lambda _: MASK)


def name_within(outer: str, inner: str) -> str:
    """The name that decides about a value called `inner` in an object called `outer`: what lies inside a secret is no
    less one, whatever it is called there."""
    return outer if is_secret_name(outer) else inner


def _with_secrets(gate: Gate, change: _Change) -> Gate:
    return Gate({name: _changed(name, value, change) for name, value in gate.document.items()})


def _changed(name: str, value: Any, change: _Change) -> Any:
    if isinstance(value, Mapping):
        return {inner: _changed(name_within(name, inner), held, change) for inner, held in value.items()}
    if isinstance(value, list):
        return [_changed(name, held, change) for held in value]
    if name == "password" and isinstance(value, int | float) and not isinstance(value, bool):
        value = json.dumps(value)  # the document wants a string, and a number is no less secret
    if not isinstance(value, str) or not value:
        return value
    if is_secret_name(name):
        return change(value)
    return _changed_url(value, change) if name == "url" else value


def _changed_url(url: str, change: _Change) -> str:
    """The values as they are spelt in the URL: what is percent-encoded is kept and put back so."""

    def parameter(pair: re.Match[str]) -> str:
        return f"{pair[1]}={change(pair[2])}" if is_secret_name(unquote_plus(pair[1])) else pair[0]

    url = _URL_PASSWORD.sub(lambda found: f"{found[1]}:{change(found[2])}", url)
    url = _PATH_TOKEN.sub(lambda found: f"{found[1]}{change(found[2])}", url)
    return _QUERY_VALUE.sub(parameter, url)
