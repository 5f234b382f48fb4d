from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from console.cli.main import cli


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["codes", *words])


def test_json_is_one_document_a_line_with_the_agreed_keys() -> None:
    result = run("210", "--json")
    assert result.exit_code == 0
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert [document["code"] for document in documents] == list(range(2100, 2109))
    agreed = ["catalogue", "code", "name", "description", "finality", "delivery", "billing", "cause", "remedy"]
    assert list(documents[0])[: len(agreed)] == agreed
    assert documents[6] | {"cause": "", "remedy": "", "check": "", "resend": "", "customer": ""} == {
        "catalogue": "link-smsc", "code": 2106, "name": "Number error", "description": "Number error",
        "finality": "final", "delivery": "not_delivered", "billing": "not_billed",
        "cause": "", "remedy": "", "check": "", "resend": "", "customer": "",
    }  # fmt: skip


def test_one_exact_code_is_explained_though_others_begin_so() -> None:
    result = run("1")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 Temporary routing error  link-smsc\n")
    for label in ("Document", "Cause", "Check", "Remedy", "Resend", "Say"):
        assert f"\n  {label} " in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_several_matches_are_an_aligned_list() -> None:
    lines = run("unknown", "delivery").stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["code", "4", "5", "1010", "112000", "112500", "112008"]
    assert len({line.rstrip().rfind("link-") for line in lines[1:]}) == 1


def test_all_words_must_hold() -> None:
    assert [json.loads(line)["code"] for line in run("final", "billed", "--json").stdout.splitlines()] == [1001, 1009]


def test_the_state_of_2103_is_named_unknown() -> None:
    assert "finality unknown · not delivered · not billed" in run("2103").stdout


def test_nothing_found_says_so_and_names_the_family_of_a_foreign_code() -> None:
    result = run("106301")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "No code matches '106301'" in result.stderr
    assert "LINK SMS REST" in result.stderr


def test_an_unknown_catalogue_is_wrong_input() -> None:
    result = run("--catalogue", "link-smcs", "2106")
    assert result.exit_code == 2
    assert "link-smsc" in result.stderr


@pytest.mark.parametrize(
    "heavy", ["httpx", "textual", "phonenumbers", "keyring", "sqlite_utils", "uvicorn", "pydantic"]
)
def test_looking_up_a_code_loads_nothing_heavy(heavy: str) -> None:
    program = f"""
import sys
from console.cli.main import cli
try:
    cli.main(["codes", "2106"])
except SystemExit as end:
    assert end.code == 0
assert {heavy!r} not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=60)
