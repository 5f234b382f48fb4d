"""A request as a line for a shell."""

from __future__ import annotations

import shlex
from collections.abc import Mapping


def curl_line(method: str, url: str, headers: Mapping[str, str], body: str = "") -> str:
    """A `curl` command for a request, quoted for a POSIX shell. URL, headers and body are copied as given: masked."""
    words = ["curl", "--request", method]
    for name, value in headers.items():
        words += ["--header", f"{name}: {value}"]
    if body:
        words += ["--data-raw", body]
    return shlex.join([*words, url])
