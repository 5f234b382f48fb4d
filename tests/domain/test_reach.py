from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.reach import why_unreachable


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("127.0.0.1", "is this machine itself"),
        ("::1", "is this machine itself"),
        ("[::ffff:127.0.0.1]", "is this machine itself"),
        ("LOCALHOST", "is this machine itself"),
        ("10.1.2.3", "is a private address"),
        ("172.16.0.1", "is a private address"),
        ("192.168.1.1", "is a private address"),
        ("fd00::1", "is a private address"),
        ("169.254.1.1", "is a link-local address"),
        ("fe80::1%eth0", "is a link-local address"),
        ("100.64.0.1", "is an address inside a carrier's network"),
        ("0.0.0.0", "is no address of any host"),
        ("224.0.0.1", "is a multicast address"),
        ("240.0.0.1", "is a reserved address"),
        ("printer.local", "is a name of a local network"),
        ("hooks.local.", "is a name of a local network"),
        ("db.internal", "is a name of a private network"),
        ("intranet", "has no domain, so it is a name of a local network only"),
        ("2130706433", "is no whole IP address"),
        ("10.1", "is no whole IP address"),
    ],
)
def test_a_host_nobody_reaches_from_outside(host: str, reason: str) -> None:
    assert why_unreachable(host) == reason


@pytest.mark.parametrize("host", ["hooks.example.com", "193.142.108.11", "2a00:1450::1", "locale.example.com", "a.b."])
def test_a_host_that_may_be_reached(host: str) -> None:
    assert why_unreachable(host) is None


@given(st.text())
def test_no_text_is_an_exception(host: str) -> None:
    why_unreachable(host)
