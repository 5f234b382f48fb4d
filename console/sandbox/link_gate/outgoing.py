"""The request a destination gets (Gate API 2.3, "Destination")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from console.sandbox.link_gate.rules import DROP
from console.sandbox.link_gate.template import render
from console.sandbox.link_smsc.callbacks import Callback, Format, Told, write

_FORMATS = {
    "application/json": Format.JSON,
    "application/xml": Format.XML,
    "application/x-www-form-urlencoded": Format.FORM,
}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One request, ready to be sent. `login` is a name and a password for Basic authentication."""

    url: str
    callback: Callback
    login: tuple[str, str] | None

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def prepare(
    told: Told, gate: Mapping[str, Any], destination: Mapping[str, Any], *, template_alone: bool
) -> Outgoing | None:
    """None: the destination drops it.

    A GET has no body: without a template, the query holds the key-value pairs of SMSC Simple HTTP 5.2. Whether a body
    comes with a template is not documented; here it does unless `template_alone`.
    """
    url = destination["url"]
    if url == DROP:
        return None
    properties = {**told.properties, "gateCustomParameters": gate.get("customParameters") or {}}
    callback = _written(told, properties, destination, template_alone=template_alone)
    if callback.query:
        address, hash_sign, fragment = url.partition("#")
        url = f"{address}{'&' if '?' in address else '?'}{callback.query}{hash_sign}{fragment}"
    username, password = destination.get("username") or "", destination.get("password") or ""
    return Outgoing(url, callback, (username, password) if username or password else None)


def _written(
    told: Told, properties: Mapping[str, Any], destination: Mapping[str, Any], *, template_alone: bool
) -> Callback:
    root = told.subject.value
    if told.form is not None:
        return write(properties, told.form, root=root)
    parameters = destination.get("customParameters") or {}
    template = parameters.get("template")
    query = render(template, properties) if template else ""
    if parameters.get("method") == "GET":
        return Callback("GET", query=query) if template else write(properties, Format.GET, root=root)
    method = parameters.get("method") or "POST"
    if template and template_alone:
        return Callback(method, query=query)
    body = write(properties, _FORMATS[destination["contentType"]], root=root)
    return Callback(method, query=query, content_type=body.content_type, body=body.body)
