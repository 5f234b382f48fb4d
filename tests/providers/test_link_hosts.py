from __future__ import annotations

from collections import Counter

from console.domain.gates.firewall import HostState
from console.providers.link_hosts import hosts


def test_appendix_1_is_whole_with_its_dates_and_spellings() -> None:
    listed = hosts()
    assert len(listed) == len({host.address for host in listed}) == len({host.name for host in listed}) == 54
    current = [host for host in listed if host.state is HostState.CURRENT]
    assert Counter(host.region for host in current) == {"n-eu": 12, "c-eu": 12, "s-eu": 12, "sp247": 6}
    assert {host.since for host in current} == {None}
    gone = [host for host in listed if host.state is HostState.DECOMMISSIONED]
    assert Counter((host.region, host.since) for host in gone) == {("no", "2024-08-31"): 6, ("deb", "2023-08-31"): 6}
    endings = {host.name.rpartition(".")[2] for host in gone}
    assert endings == {"io", "ie"}
    assert [host.name for host in gone if host.name.endswith(".io")] == [
        "s1.no.linkmobility.io", "s2.no.linkmobility.io",
    ]  # fmt: skip


def test_rows_are_as_printed() -> None:
    rows = {host.name: host.address for host in hosts()}
    assert rows["sp6.n-eu.linkmobility.io"] == "193.142.108.16"
    assert rows["socks6.sp247.net"] == "194.71.165.122"
    assert rows["s6.s-eu.linkmobility.io"] == "217.163.95.201"
    assert rows["s3.no.linkmobility.ie"] == "213.242.87.70"
    assert rows["s6.deb.linkmobility.ie"] == "62.67.62.73"
