"""What the first frame has to know before the settings are read and checked."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from console.settings.paths import Home


def theme_at_first_sight(home: Home) -> str | None:
    """The theme `config.toml` names, unchecked; None where it names none or cannot be read, which reading the
    settings will say."""
    try:
        document = tomllib.loads(home.config_file.read_text(encoding="utf-8"))
        theme = document["screen"]["theme"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError):
        return None
    return theme if isinstance(theme, str) else None
