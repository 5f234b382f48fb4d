from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from console.ui.theming import DEFAULT_THEME, OWN_VARIABLES, load_themes, own_defaults, themes_folder
from tests.ui.opened_console import NOW, home_in, opened
from tests.ui.told import report, tell

THEMES = {theme.name: theme for theme in load_themes().themes}
GROUNDS = ("background", "surface", "panel", "row-selected", "row-selected-blurred", "row-hover")
TEXTS = (
    "foreground", "quiet", "state-delivered", "state-failed", "state-temporary", "state-unknown", "state-billed",
    "state-repeated", "state-look", "gsm-extension", "gsm-forcing",
)  # fmt: skip
BANDS = (
    ("production-text", "production"),
    ("environment-test-text", "environment-test"),
    ("environment-sandbox-text", "environment-sandbox"),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-foreground", "row-selected"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-description-foreground", "footer-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("foreground", "input-selection-background"),
)
PAIRS = [*itertools.product(TEXTS, GROUNDS), *BANDS]
READABLE = 4.5
"""WCAG 2.2, 1.4.3, for text of ordinary size."""


def variables_of(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def contrast(one: Color, other: Color) -> float:
    """WCAG 2.2, "contrast ratio"."""

    def luminance(color: Color) -> float:
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast(Color.parse("#000"), Color.parse("#fff")) == pytest.approx(21)


def test_there_is_a_dark_theme_and_a_light_one_and_nothing_to_complain_of() -> None:
    assert load_themes().complaint is None
    assert {theme.dark for theme in THEMES.values()} == {True, False}
    assert DEFAULT_THEME in THEMES


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_a_theme_of_ours_gives_each_of_our_variables_a_colour_of_its_own_choice(theme: Theme) -> None:
    assert set(OWN_VARIABLES) <= set(theme.variables)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_text_can_be_read_on_every_ground(theme: Theme) -> None:
    colours = variables_of(theme)
    poor = {
        f"{text} on {ground}": round(ratio, 2)
        for text, ground in PAIRS
        if (ratio := contrast(Color.parse(colours[text]), Color.parse(colours[ground]))) < READABLE
    }
    assert not poor


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_themes_that_know_nothing_of_us_have_our_variables_too(theme: Theme) -> None:
    defaults = own_defaults(theme)
    assert set(defaults) == set(OWN_VARIABLES)
    assert all(defaults.values())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name = ", "cannot be read"),
        ('name = "own"\n', "has no [palette]"),
        ('[palette]\nprimary = "blau"\n', "primary is no colour"),
        ("[palette]\nprimary = 7\n", "primary is no colour"),
        ('[palette]\nprimary = "#fff"\nprimery = "#fff"\n', "palette has no primery"),
        ('[palette]\nprimary = "#fff"\n[variables]\nquiet = "grey-ish"\n', "quiet is no colour"),
    ],
)
def test_a_theme_that_is_wrong_is_complained_of_and_stops_nothing(tmp_path: Path, text: str, complaint: str) -> None:
    good = themes_folder() / f"{DEFAULT_THEME}.toml"
    (tmp_path / good.name).write_bytes(good.read_bytes())
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    loaded = load_themes(tmp_path)
    assert loaded.complaint is not None
    assert complaint in loaded.complaint
    assert "own.toml" in loaded.complaint
    assert DEFAULT_THEME in {theme.name for theme in loaded.themes}
    for theme in loaded.themes:
        theme.to_color_system().generate()


def test_without_any_theme_there_is_one(tmp_path: Path) -> None:
    loaded = load_themes(tmp_path)
    assert [theme.name for theme in loaded.themes] == [DEFAULT_THEME]
    assert loaded.complaint is not None
    assert f"{DEFAULT_THEME}.toml is missing" in loaded.complaint


async def test_a_theme_nobody_knows_falls_back_and_says_so(tmp_path: Path) -> None:
    async with opened(home_in(tmp_path, '\n[screen]\ntheme = "midnight"\n')) as console:
        assert console.app.theme == DEFAULT_THEME
        await console.until(lambda: bool(console.said))
        assert console.said == ["There is no theme 'midnight'; switchroom-dark is used. F2 shows those there are."]


@pytest.mark.parametrize("name", ["switchroom-light", "nord"])
async def test_the_theme_of_the_settings_is_used(tmp_path: Path, name: str) -> None:
    async with opened(home_in(tmp_path, f'\n[screen]\ntheme = "{name}"\n')) as console:
        assert console.app.theme == name
        assert console.said == []
        assert set(OWN_VARIABLES) <= set(console.app.get_css_variables())


@pytest.mark.parametrize("wanted", [True, False])
async def test_no_color_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: bool) -> None:
    if not wanted:
        monkeypatch.setenv("NO_COLOR", "1")
    tell(home := home_in(tmp_path), [report(1, NOW), report(2, NOW, code=2106)])
    async with opened(home) as console:
        await console.until_seen("● 1001", "✕ 2106", "SANDBOX")
        painted = [
            colour.get_truecolor()
            for strip in console.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None
        ]
        assert any(len(set(triplet)) > 1 for triplet in painted) == wanted
