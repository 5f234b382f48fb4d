from __future__ import annotations

import pytest

from console.domain.whatsapp.languages import LANGUAGES, closest_language


def test_there_are_68() -> None:
    assert len(LANGUAGES) == 68
    assert len(set(LANGUAGES.values())) == 68


@pytest.mark.parametrize(
    ("written", "meant"),
    [("en-us", "en_US"), ("EN_GB", "en_GB"), ("Swedish", "sv"), ("en_AU", "en"), (" fil ", "fil"), ("zh", None)],
)
def test_what_somebody_meant(written: str, meant: str | None) -> None:
    assert closest_language(written) == meant
