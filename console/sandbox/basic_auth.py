"""Basic authentication as the receiving side reads it (RFC 7617)."""

from __future__ import annotations

import base64
import binascii
import hmac


def read_basic(authorization: str) -> tuple[str, str] | None:
    """The name and the password of an Authorization header; None where it is not Basic, or holds no colon."""
    scheme, _, given = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        username, colon, password = base64.b64decode(given.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return (username, password) if colon else None


def same_login(given: tuple[str, str], known: tuple[str, str]) -> bool:
    """Whether both agree, in a time that does not tell where they differ."""
    same_name, same_password = (
        hmac.compare_digest(ours.encode(), theirs.encode()) for ours, theirs in zip(given, known, strict=True)
    )
    return same_name and same_password
