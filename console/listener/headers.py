"""The headers of a request: what the listener decides by, and what is kept of them without the credentials."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

from console.domain.redact import is_secret_name, mask_headers

_PLAIN_ENCODINGS: Final = frozenset({b"", b"identity"})


class Headers(NamedTuple):
    """`kept` are lower-case names in order of arrival, secret values masked; `length` is the announced size of the
    body in bytes, 0 where none is. Of a header that came twice the last one counts."""

    kept: tuple[tuple[str, str], ...]
    content_type: str
    authorization: bytes
    encoded: bool
    length: int
    waits_for_100: bool


@lru_cache(256)
def read_headers(raw: tuple[tuple[bytes, bytes], ...]) -> Headers:
    """A provider sends the same headers with every callback, so they are seldom new."""
    found = {name.lower(): value for name, value in raw}
    return Headers(
        kept=tuple(_kept(name, value) for name, value in raw),
        content_type=found.get(b"content-type", b"").decode("latin-1"),
        authorization=found.get(b"authorization", b""),
        encoded=found.get(b"content-encoding", b"").lower() not in _PLAIN_ENCODINGS,
        length=int(found.get(b"content-length", b"0")),
        waits_for_100=found.get(b"expect", b"").lower() == b"100-continue",
    )


def _kept(raw: bytes, value: bytes) -> tuple[str, str]:
    name, secret = _name(raw)
    text = value.decode("latin-1")
    return mask_headers(((name, text),))[0] if secret else (name, text)


@lru_cache(512)
def _name(raw: bytes) -> tuple[str, bool]:
    name = raw.decode("latin-1").lower()
    return name, is_secret_name(name)
