"""What a key costs: one character added to a text of each kind and length, and all of it counted again."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from console.domain.sms.profiles import PROFILES
from console.domain.sms.segments import Segmentation, segment
from tests.benchmarks.segment_texts import KINDS, LENGTHS, text_of

ENCODINGS = {"plain": "GSM-7", "extension": "GSM-7", "cyrillic": "UCS-2", "emoji": "UCS-2"}


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("profile", ["standard", "link-smsc"])
def test_a_key(benchmark: BenchmarkFixture, profile: str, kind: str, length: int) -> None:
    typed = text_of(kind, length - 1)
    rules = PROFILES[profile]

    counted: Segmentation = benchmark(lambda: segment(typed + "a", rules))

    assert counted.encoding == ENCODINGS[kind]
    assert counted.segments == len(counted.per_segment)
    assert "".join(part.text for part in counted.per_segment) == typed + "a"
    assert counted.units == sum(part.units for part in counted.per_segment)
