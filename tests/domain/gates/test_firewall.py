from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.gates.firewall import FORMATS, Comparison, Covered, Host, HostState, compare

ONE = Host("sp1.n-eu.linkmobility.io", "193.142.108.11", "n-eu")
TWO = Host("sp2.n-eu.linkmobility.io", "193.142.108.12", "n-eu")
GONE = Host("s1.no.linkmobility.io", "213.242.87.68", "no", HostState.DECOMMISSIONED, "2024-08-31")
HOSTS = (ONE, TWO, GONE)

LISTED_BY_IPTABLES = """\
Chain INPUT (policy DROP)
target     prot opt source               destination
ACCEPT     tcp  --  193.142.108.11       0.0.0.0/0            tcp dpt:443
"""


@pytest.mark.parametrize("name", ["nftables", "iptables", "cidr"])
def test_a_rule_set_lets_in_exactly_the_current_hosts(name: str) -> None:
    assert compare(FORMATS[name](HOSTS), HOSTS) == Comparison()
    assert GONE.address not in FORMATS[name](HOSTS)


def test_a_cidr_list_is_one_net_a_line() -> None:
    assert FORMATS["cidr"](HOSTS) == "193.142.108.11/32\n193.142.108.12/32\n"


def test_an_iptables_command_names_its_host() -> None:
    assert FORMATS["iptables"](HOSTS).splitlines()[0] == (
        "iptables -A INPUT -p tcp -s 193.142.108.11/32 --dport 443 "
        '-m comment --comment "sp1.n-eu.linkmobility.io" -j ACCEPT'
    )


def test_an_nftables_set_has_commas_between_its_elements_alone() -> None:
    elements = [line.split("#")[0].strip() for line in FORMATS["nftables"](HOSTS).splitlines() if "#" in line]
    assert elements == ["193.142.108.11,", "193.142.108.12"]
    assert "elements" not in FORMATS["nftables"]([GONE])


def test_csv_and_json_hold_every_host_with_its_state() -> None:
    rows = list(csv.DictReader(FORMATS["csv"](HOSTS).splitlines()))
    assert rows[0] == {"name": ONE.name, "address": ONE.address, "region": "n-eu", "state": "current", "since": ""}
    assert rows[2]["state"] == "decommissioned"
    assert rows[2]["since"] == "2024-08-31"
    assert json.loads(FORMATS["json"](HOSTS))[2] == {
        "name": GONE.name,
        "address": GONE.address,
        "region": "no",
        "state": "decommissioned",
        "since": "2024-08-31",
    }


def test_what_is_missing_and_what_should_go() -> None:
    found = compare("allow 193.142.108.11;\nallow 213.242.87.68;\nallow 198.51.100.7;", HOSTS)
    assert found == Comparison(missing=(TWO,), extra=("198.51.100.7",), decommissioned=(GONE,))
    assert not found.agrees


@pytest.mark.parametrize(
    "pasted",
    ["193.142.108.0/28", "193.142.108.0/255.255.255.240", "from 193.142.108.0 - 193.142.108.15", "193.142.108.3/28"],
)
def test_a_wider_net_lets_a_host_in_and_is_said(pasted: str) -> None:
    found = compare(pasted, HOSTS)
    assert found == Comparison(
        covered=(Covered(ONE, "193.142.108.0/28"), Covered(TWO, "193.142.108.0/28")),
    )
    assert found.agrees


def test_a_host_named_beside_its_net_is_not_covered_by_it() -> None:
    assert compare("193.142.108.0/28\n193.142.108.11\n193.142.108.12/32", HOSTS) == Comparison()


def test_the_other_end_of_a_rule_lets_nobody_in() -> None:
    assert compare(LISTED_BY_IPTABLES, HOSTS) == Comparison(missing=(TWO,))
    assert compare("0.0.0.0/0", HOSTS) == Comparison(
        covered=(Covered(ONE, "0.0.0.0/0"), Covered(TWO, "0.0.0.0/0")), decommissioned=(GONE,)
    )


@pytest.mark.parametrize("pasted", ["300.1.1.1", "10.0.0.0/99", "10.0.0.9-10.0.0.1"])
def test_what_looks_like_an_address_and_is_none(pasted: str) -> None:
    assert compare(f"{pasted}\n{pasted}", ()) == Comparison(unreadable=(pasted,))


@pytest.mark.parametrize("pasted", ["", "no addresses here", "version 1.2.3.4.5", "a193.142.108.11"])
def test_text_without_addresses_lets_nobody_in(pasted: str) -> None:
    assert compare(pasted, HOSTS) == Comparison(missing=(ONE, TWO))


@given(st.text(alphabet="0123456789./- \n,x"))
def test_no_text_is_an_exception(pasted: str) -> None:
    compare(pasted, HOSTS)


addresses = st.lists(st.ip_addresses(v=4).map(str), unique=True, max_size=8)


@given(addresses, addresses, st.sampled_from([",", "\n", " ", ";"]))
def test_a_list_is_compared_as_a_set(allowed: list[str], documented: list[str], separator: str) -> None:
    hosts = [Host(f"h{place}.example.com", address, "x") for place, address in enumerate(documented)]
    found = compare(separator.join(allowed), hosts)
    assert {host.address for host in found.missing} == set(documented) - set(allowed)
    assert set(found.extra) == set(allowed) - set(documented)
