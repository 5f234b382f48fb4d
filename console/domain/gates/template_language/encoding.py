"""How text gets into a query.

The document does not say how values are encoded, nor what becomes of characters a URL cannot hold. Values are
percent-encoded here as UTF-8 with a blank as %20, which every receiver reads back; text of the template itself stays
as its author wrote it wherever a query may hold it (RFC 3986, section 3.4).
"""

from __future__ import annotations

import re
from urllib.parse import quote

_UNSENDABLE = re.compile(r"[^A-Za-z0-9._~!$&'()*+,;=:@/?%-]|%(?![0-9A-Fa-f]{2})")


def encode_value(value: str) -> str:
    """Everything but letters, digits and `-._~` encoded. Half a surrogate pair becomes `?`, as Java has it."""
    return quote(value, safe="", errors="replace")


def encode_literal(text: str) -> str:
    """What a query cannot hold encoded, everything else as it is, `%41` included."""
    return _UNSENDABLE.sub(lambda found: encode_value(found[0]), text)


def unsendable(text: str) -> int | None:
    """Where the first character stands that `encode_literal` changes."""
    found = _UNSENDABLE.search(text)
    return found.start() if found else None
