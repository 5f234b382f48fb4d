from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from console.domain.gates.template_language.zone_names import zone_name


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("UTC", "UTC", "UTC"),
        ("Europe/Oslo", "CET", "CEST"),
        ("Europe/Dublin", "GMT", "IST"),
        ("Eire", "GMT", "IST"),
        ("Asia/Kolkata", "IST", "IST"),
        ("Africa/Casablanca", None, None),
        ("Nowhere", None, None),
    ],
)
def test_winter_and_summer(zone: str, winter: str | None, summer: str | None) -> None:
    where = ZoneInfo("UTC" if zone == "Nowhere" else zone)
    assert zone_name(zone, datetime(2026, 1, 15, tzinfo=where), full=False) == winter
    assert zone_name(zone, datetime(2026, 7, 15, tzinfo=where), full=False) == summer


def test_full_names() -> None:
    moment = datetime(2026, 7, 15, tzinfo=ZoneInfo("Europe/Oslo"))
    assert zone_name("Europe/Oslo", moment, full=True) == "Central European Summer Time"
