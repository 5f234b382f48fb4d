"""`switchroom gates hosts`: the document's list, for firewalls and against theirs."""

from __future__ import annotations

import csv
import ipaddress
import json
from pathlib import Path

import pytest

from tests.cli.command import documents, error_of, switchroom


def test_for_people_each_host_has_region_and_state() -> None:
    lines = switchroom("gates", "hosts").stdout.splitlines()
    assert lines[0].split() == ["host", "address", "region", "state"]
    assert any(line.split() == ["sp1.n-eu.linkmobility.io", "193.142.108.11", "n-eu", "current"] for line in lines)
    assert any("decommissioned since 2024-08-31" in line for line in lines)


def test_every_format_says_the_same_hosts() -> None:
    listed = documents(switchroom("gates", "hosts", "--json"))
    current = {host["address"] for host in listed if host["state"] == "current"}
    assert {host["since"] for host in listed if host["state"] != "current"} == {"2023-08-31", "2024-08-31"}
    assert json.loads(switchroom("gates", "hosts", "--format", "json").stdout) == listed
    rows = list(csv.DictReader(switchroom("gates", "hosts", "--format", "csv").stdout.splitlines()))
    assert [row["address"] for row in rows] == [host["address"] for host in listed]
    nets = switchroom("gates", "hosts", "--format", "cidr").stdout.splitlines()
    assert {str(ipaddress.ip_network(net).network_address) for net in nets} == current
    for form in ("nftables", "iptables"):
        rules = switchroom("gates", "hosts", "--format", form).stdout
        assert all(address in rules for address in current)
        assert not any(host["address"] in rules for host in listed if host["state"] != "current")


def test_a_list_that_is_right_agrees(tmp_path: Path) -> None:
    file = tmp_path / "rules.nft"
    file.write_text(switchroom("gates", "hosts", "--format", "nftables").stdout)
    result = switchroom("gates", "hosts", "--compare", str(file), "--exit-code")
    assert result.exit_code == 0
    assert "nobody else" in result.stdout


def test_a_list_that_is_wrong_says_how() -> None:
    good = switchroom("gates", "hosts", "--format", "cidr").stdout.splitlines()
    pasted = "\n".join([*good[1:], "213.242.87.68", "10.1.2.3", "1.2.3.999"])
    result = switchroom("gates", "hosts", "--compare", "-", "--exit-code", "--json", stdin=pasted)
    assert result.exit_code == 4
    (found,) = documents(result)
    assert found["agrees"] is False
    assert [host["address"] + "/32" for host in found["missing"]] == good[:1]
    assert [host["address"] for host in found["decommissioned"]] == ["213.242.87.68"]
    assert (found["extra"], found["unreadable"]) == (["10.1.2.3"], ["1.2.3.999"])
    told = switchroom("gates", "hosts", "--compare", "-", stdin=pasted)
    assert told.exit_code == 0
    assert [line.split()[1] for line in told.stdout.splitlines()] == ["missing", "out", "extra", "unreadable"]


@pytest.mark.parametrize(
    ("words", "field"), [(("--compare", "-", "--format", "cidr"), "format"), (("--compare", "/nowhere"), "compare")]
)
def test_wrong_usage_is_exit_2(words: tuple[str, ...], field: str) -> None:
    result = switchroom("gates", "hosts", *words, "--json")
    assert (result.exit_code, error_of(result)["field"]) == (2, field)
