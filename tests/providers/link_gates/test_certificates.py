from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from console.providers.contract import StepResult
from console.providers.link_gates import certificates


@given(st.binary(max_size=80))
def test_what_is_no_certificate_is_none(der: bytes) -> None:
    assert certificates.read(der) is None


def test_a_server_without_a_certificate_is_a_failure() -> None:
    step = certificates.judge((b"junk",), None, "a.example", time.time())
    assert step.result is StepResult.FAILURE
    assert "no certificate that can be read" in step.sentence
