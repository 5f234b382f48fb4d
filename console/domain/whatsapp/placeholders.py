"""Places for values in our copy of a template's text: `{{1}}`, counted from one, or the name of a slot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_PLACEHOLDER: Final = re.compile(r"\{\{ *([^{}\s](?:[^{}\n]{0,60}[^{}\s])?) *\}\}")


def placeholders(text: str) -> tuple[str, ...]:
    """What stands between the braces, each once, in the order of the text."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its values. A placeholder without a value stays, to be seen; a value is never filled in itself."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1]) or found[0], text)
