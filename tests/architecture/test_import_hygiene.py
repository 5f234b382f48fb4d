"""What a start costs is decided by what it imports; each case runs in an interpreter of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "PIL",
    "aiolimiter",
    "httpx",
    "keyring",
    "phonenumbers",
    "pydantic",
    "sqlite_utils",
    "starlette",
    "textual",
    "tomlkit",
    "uvicorn",
}


def loaded_by(statement: str) -> set[str]:
    """Top-level packages in `sys.modules` after the statement."""
    program = (
        f"import sys, json\n{statement}\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    names: list[str] = json.loads(done.stdout.splitlines()[-1])
    return set(names)


def test_the_domain_needs_no_third_party_package_but_pydantic() -> None:
    model = "import pydantic\nclass Model(pydantic.BaseModel):\n    field: str = pydantic.Field(pattern='x')"
    standard = loaded_by(model) | set(sys.stdlib_module_names) | {"console"}
    modules = (
        "console.domain.account, console.domain.callbacks.filter, console.domain.callbacks.matching, "
        "console.domain.codes.search, console.domain.gates.template_language.completion, "
        "console.domain.gates.template_language.delivered_request, "
        "console.domain.message, console.domain.phone, console.domain.plain_text, "
        "console.domain.redact, console.domain.sms.segments, console.domain.sms.rules, console.domain.state"
    )
    assert loaded_by(f"import {modules}") - standard == set()


def test_help_loads_nothing_heavy() -> None:
    program = "from console.cli.main import cli\ntry:\n    cli(['--help'])\nexcept SystemExit:\n    pass"
    assert loaded_by(program) & HEAVY == set()


@pytest.mark.parametrize("heavy", sorted(HEAVY - {"textual", "pydantic"}))
def test_the_screen_is_imported_without(heavy: str) -> None:
    assert heavy not in loaded_by("import console.ui.app")


def test_counting_segments_on_the_command_line_loads_no_screen_and_no_network() -> None:
    program = "from console.cli.main import cli\ntry:\n    cli(['segments', 'hello'])\nexcept SystemExit:\n    pass"
    assert loaded_by(program) & {"textual", "httpx", "sqlite_utils", "uvicorn", "starlette", "keyring"} == set()
