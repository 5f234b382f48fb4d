from __future__ import annotations

from pathlib import Path

import pytest

from console.settings.appearance import theme_at_first_sight
from console.settings.paths import find_home


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ('[screen]\ntheme = "switchroom-light"\n', "switchroom-light"),
        ("[screen]\ntheme = 7\n", None),
        ("[screen]\nmask = true\n", None),
        ("screen = 1\n", None),
        ("[screen\n", None),
    ],
)
def test_the_theme_is_read_before_anything_is_checked(tmp_path: Path, text: str, theme: str | None) -> None:
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    assert theme_at_first_sight(find_home(tmp_path, sandbox=False)) == theme


def test_without_a_file_no_theme_is_named(tmp_path: Path) -> None:
    assert theme_at_first_sight(find_home(tmp_path, sandbox=False)) is None
