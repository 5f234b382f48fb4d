from __future__ import annotations

import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.countries import COUNTRIES
from console.domain.findings import Severity, blocks
from console.domain.phone import Address, Form, check_destinations, destination, parse_destinations, source


def worst(address: Address) -> Severity | None:
    return next((severity for severity in Severity if severity in {one.severity for one in address.findings}), None)


@pytest.mark.parametrize(
    ("typed", "normal", "display", "country", "kind"),
    [
        ("+46701234567", "+46701234567", "+46 70 123 45 67", "Sweden", "mobile"),
        ("+46 70-123 45 67", "+46701234567", "+46 70 123 45 67", "Sweden", "mobile"),
        ("+46 (0)70 123 45 67", "+46701234567", "+46 70 123 45 67", "Sweden", "mobile"),
        ("\u202a+46\u00a070\u00a0123\u00a045\u00a067\u202c", "+46701234567", "+46 70 123 45 67", "Sweden", "mobile"),
        ("＋４６７０１２３４５６７", "+46701234567", "+46 70 123 45 67", "Sweden", "mobile"),
        ("tel:+46701234567", "+46701234567", "+46 70 123 45 67", "Sweden", "mobile"),
        ("+4746910822", "+4746910822", "+47 46 91 08 22", "Norway", "mobile"),
        ("+390612345678", "+390612345678", "+39 06 1234 5678", "Italy", "fixed line"),
        ("+44 1534 123456", "+441534123456", "+44 1534 123456", "Jersey", "fixed line"),
        ("+46700002106", "+46700002106", "+46 70 000 21 06", "Sweden", "mobile"),
    ],
)
def test_destinations_without_findings(typed: str, normal: str, display: str, country: str, kind: str) -> None:
    address = destination(typed)
    assert address.findings == ()
    assert (address.normal, address.display, address.country, address.kind) == (normal, display, country, kind)
    assert address.form is Form.MSISDN


@pytest.mark.parametrize(
    ("typed", "normal", "severity", "words"),
    [
        ("0046701234567", "+46701234567", Severity.NOTE, "00 was read as +"),
        ("+460701234567", "+46701234567", Severity.NOTE, "was read as +46701234567"),
        ("46701234567", "+46701234567", Severity.WARNING, "has no +; it was read as +46 70 123 45 67, Sweden"),
        ("+46700000", "+46700000", Severity.WARNING, "in no range of Sweden"),
        ("+470000002106", None, Severity.ERROR, "too long for a number in Norway"),
        ("0701234567", None, Severity.ERROR, "starts with 0"),
        ("701234567", None, Severity.ERROR, "has no + and country code"),
        ("2025550123", None, Severity.ERROR, "has no + and country code"),
        ("+999123456", None, Severity.ERROR, "begins with no country's code"),
        ("+462106", None, Severity.ERROR, "too short for a number in Sweden"),
        ("+4670123456789012", None, Severity.ERROR, "too long"),
        ("+" + "1" * 5000, None, Severity.ERROR, "too long"),
        ("+4670123456x", None, Severity.ERROR, "holds letters"),
        ("LINK", None, Severity.ERROR, "holds letters"),
        ("+4670123456#", None, Severity.ERROR, "characters that no number has"),
        ("+", None, Severity.ERROR, "has no digits"),
        ("4.67012E+10", None, Severity.ERROR, "rounded by a spreadsheet"),
        ("", None, Severity.ERROR, "no number"),
    ],
)
def test_destinations_with_findings(typed: str, normal: str | None, severity: Severity, words: str) -> None:
    address = destination(typed)
    assert address.normal == normal
    assert worst(address) is severity
    assert words in " ".join(finding.text for finding in address.findings)
    assert all(finding.field == "destinations" and len(finding.text) < 200 for finding in address.findings)


@pytest.mark.parametrize(
    ("typed", "form", "normal", "region", "severity"),
    [
        ("+46732594084", Form.MSISDN, "+46732594084", "SE", None),
        ("72401", Form.SHORTNUMBER, "72401", None, None),
        (" 2333 ", Form.SHORTNUMBER, "2333", None, None),
        ("SE-1234", Form.SHORTNUMBER, "SE-1234", "SE", None),
        ("no-2333", Form.SHORTNUMBER, "NO-2333", "NO", None),
        ("ZZ-1234", Form.SHORTNUMBER, "ZZ-1234", None, Severity.WARNING),
        ("12", Form.SHORTNUMBER, "12", None, Severity.WARNING),
        ("70123456", Form.SHORTNUMBER, "70123456", None, Severity.WARNING),
        ("46732594084", Form.MSISDN, "+46732594084", "SE", Severity.WARNING),
        ("0701234567", Form.UNKNOWN, None, None, Severity.ERROR),
        ("LINK", Form.ALPHANUMERIC, "LINK", None, None),
        ("ABCDEFGHIJK", Form.ALPHANUMERIC, "ABCDEFGHIJK", None, None),
        ("NO2333", Form.ALPHANUMERIC, "NO2333", None, Severity.NOTE),
        ("A", Form.ALPHANUMERIC, "A", None, Severity.WARNING),
        ("1st", Form.ALPHANUMERIC, "1st", None, Severity.WARNING),
        ("My Shop", Form.ALPHANUMERIC, "My Shop", None, Severity.WARNING),
        ("Café", Form.ALPHANUMERIC, "Café", None, Severity.WARNING),
        ("ABCDEFGHIJKL", Form.ALPHANUMERIC, None, None, Severity.ERROR),
        ("[ABCDEFGH]", Form.ALPHANUMERIC, None, None, Severity.ERROR),
        ("Жук", Form.ALPHANUMERIC, None, None, Severity.ERROR),
        ("A\nB", Form.ALPHANUMERIC, None, None, Severity.ERROR),
        ("\ud83d", Form.ALPHANUMERIC, None, None, Severity.ERROR),
        ("+LINK", Form.UNKNOWN, None, None, Severity.ERROR),
        ("", Form.UNKNOWN, None, None, Severity.ERROR),
    ],
)
def test_sources(typed: str, form: Form, normal: str | None, region: str | None, severity: Severity | None) -> None:
    address = source(typed)
    assert (address.form, address.normal, address.region, worst(address)) == (form, normal, region, severity)
    assert all(finding.field == "source" for finding in address.findings)


def test_how_much_of_a_text_source_is_used() -> None:
    assert source("LINK").kind == "alphanumeric, 4 of 11"
    assert source("LINK€").kind == "alphanumeric, 6 of 11"


A, B, C = "+46701234567", "+46701234568", "+46701234569"


@pytest.mark.parametrize(
    ("text", "normals"),
    [
        ("", []),
        (" ,;\t\n", []),
        (f"{A}\n{B}\r\n{C}\r", [A, B, C]),
        (f"{A},{B}; {C}\t{A[:-1]}0", [A, B, C, "+46701234560"]),
        ("+46 70 123 45 67\n0046 70 123 45 68", [A, B]),
        (f"{A} {B}", [A, B]),
        ("46701234567 46701234568", [A, B]),
        (f"msisdn,name\n{A},Anna\n{B},Bo,11122", [A, B]),
        (f'"{A}";"Berg, Anna"\n"{B}";"Bo"', [A, B]),
        (f"{A},070x", [A, None]),
        (f"{A},Anna,{B}", [A, None, B]),
        ("Anna", [None]),
    ],
)
def test_pasted_lists(text: str, normals: list[str | None]) -> None:
    assert [address.normal for address in parse_destinations(text)] == normals


def test_repeats_are_reported_with_their_place() -> None:
    first, other, again = parse_destinations(f"{A}\n{B}\n+46 70 123 45 67")
    assert not first.findings
    assert not other.findings
    (finding,) = again.findings
    assert (finding.severity, finding.span) == (Severity.WARNING, (2, 3))
    assert "as number 1" in finding.text


def test_no_destination_is_a_finding() -> None:
    assert blocks(check_destinations(()))
    assert check_destinations((A, B)) == []


def test_spans_under_destinations_count_destinations() -> None:
    findings = check_destinations((A, "0701234567", "+46 70 123 45 67"))
    assert [(finding.severity, finding.span) for finding in findings] == [
        (Severity.ERROR, (1, 2)),
        (Severity.WARNING, (2, 3)),
    ]


@given(st.text(max_size=60))
def test_no_text_is_an_exception_and_errors_leave_nothing_to_send(text: str) -> None:
    for address in [source(text), destination(text), *parse_destinations(text)]:
        assert (address.normal is None) == blocks(address.findings)
        assert address.normal is None or address.normal.isprintable()


@given(st.from_regex(r"\+?[0-9 ()-]{3,16}", fullmatch=True))
def test_the_normal_form_is_read_as_itself(text: str) -> None:
    normal = destination(text).normal
    if normal is not None:
        assert destination(normal).normal == normal


def test_every_numbering_plan_has_a_country_name() -> None:
    assert set(COUNTRIES) >= set(phonenumbers.SUPPORTED_REGIONS)
    assert all(name and name.strip() == name for name in COUNTRIES.values())


def test_the_plans_are_loaded_with_the_first_number_only() -> None:
    script = (
        "import sys, console.domain.phone as phone\n"
        "phone.source('LINK')\n"
        "assert 'phonenumbers' not in sys.modules\n"
        "phone.destination('+46701234567')\n"
        "assert 'phonenumbers' in sys.modules\n"
        "assert 'phonenumbers.geodata' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
