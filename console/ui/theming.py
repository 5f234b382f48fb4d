"""Themes are data: `themes/*.toml`, checked colour by colour, never able to stop the console."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from textual.color import Color, ColorParseError
from textual.theme import Theme

DEFAULT_THEME = "switchroom-dark"

OWN_VARIABLES: dict[str, str] = {
    "state-delivered": "text-success",
    "state-failed": "text-error",
    "state-temporary": "text-primary",
    "state-unknown": "text-accent",
    "state-billed": "text-warning",
    "state-repeated": "foreground-muted",
    "state-look": "text-warning",
    "production": "error-darken-1",
    "production-text": "foreground",
    "environment-test": "panel",
    "environment-test-text": "foreground",
    "environment-sandbox": "panel",
    "environment-sandbox-text": "foreground",
    "gsm-extension": "text-warning",
    "gsm-forcing": "text-error",
    "quiet": "foreground-muted",
    "rule": "panel",
    "row-selected": "primary-muted",
    "row-selected-blurred": "panel",
    "row-hover": "surface",
}
"""Our variables, and the one of Textual's that stands in where a theme says nothing about it."""

_PALETTE = (
    "primary",
    "secondary",
    "accent",
    "foreground",
    "background",
    "surface",
    "panel",
    "success",
    "warning",
    "error",
)
_FALLBACK_PRIMARY = "#6aaee6"
_NOT_COLOURS = frozenset({"block-cursor-text-style", "block-cursor-blurred-text-style", "link-style"})


@dataclass(frozen=True, slots=True)
class LoadedThemes:
    """What could be read, and one sentence about all that could not (None when everything could)."""

    themes: tuple[Theme, ...]
    complaint: str | None


def themes_folder() -> Path:
    """`themes` beside `console` in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def load_themes(folder: Path | None = None) -> LoadedThemes:
    folder = themes_folder() if folder is None else folder
    themes: list[Theme] = []
    wrong: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        theme = _read(path, wrong)
        if theme is not None:
            themes.append(theme)
    if not any(theme.name == DEFAULT_THEME for theme in themes):
        wrong.append(f"{DEFAULT_THEME}.toml is missing from {folder}")
        themes.append(Theme(name=DEFAULT_THEME, primary=_FALLBACK_PRIMARY))
    return LoadedThemes(tuple(themes), _one_sentence(wrong))


def own_defaults(theme: Theme) -> dict[str, str]:
    """Our variables for a theme that may know nothing of them, Textual's own themes for example."""
    generated = theme.to_color_system().generate()
    return {name: generated[stand_in] for name, stand_in in OWN_VARIABLES.items()}


def _read(path: Path, wrong: list[str]) -> Theme | None:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        wrong.append(f"{path.name} cannot be read ({error})")
        return None
    palette = _colours(document.get("palette"), path.name, "palette", wrong, allowed=_PALETTE)
    variables = _colours(document.get("variables", {}), path.name, "variables", wrong)
    name = document.get("name", path.stem)
    return Theme(
        name=name if isinstance(name, str) else path.stem,
        primary=palette.pop("primary", _FALLBACK_PRIMARY),
        dark=document.get("dark") is not False,
        variables=variables,
        **palette,  # type: ignore[arg-type]  # the keys are those of _PALETTE, all of them colours
    )


def _colours(
    table: object, file: str, section: str, wrong: list[str], allowed: Iterable[str] | None = None
) -> dict[str, str]:
    if not isinstance(table, dict):
        wrong.append(f"{file} has no [{section}]")
        return {}
    good: dict[str, str] = {}
    for name, value in table.items():
        if allowed is not None and name not in allowed:
            wrong.append(f"{file}: {section} has no {name}")
        elif name in _NOT_COLOURS:
            good[name] = str(value)
        elif not isinstance(value, str) or not _is_colour(value):
            wrong.append(f"{file}: {name} is no colour")
        else:
            good[name] = value
    return good


def _is_colour(text: str) -> bool:
    try:
        Color.parse(text)
    except ColorParseError:
        return False
    return True


def _one_sentence(wrong: list[str]) -> str | None:
    if not wrong:
        return None
    shown = "; ".join(wrong[:4])
    more = f"; and {len(wrong) - 4} more" if len(wrong) > 4 else ""
    return f"Some colours could not be used and were replaced: {shown}{more}."
