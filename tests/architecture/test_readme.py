"""The README promises only what is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    return [block.strip() for block in re.findall(r"```\n(python3 -m venv .*?)```", README, re.DOTALL)]


def test_ci_calls_the_test_command_of_the_readme() -> None:
    _main_job, tests = commands()
    assert tests in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_both_commands_set_up_everything_themselves() -> None:
    for command in commands():
        assert command.startswith("python3 -m venv .venv && .venv/bin/pip install ")


def test_the_key_table_is_the_registry() -> None:
    from console.ui.actions import key_table

    shown = re.search(r"<!-- keys -->\n(.*?)<!-- /keys -->", README, re.DOTALL)
    assert shown is not None
    assert shown.group(1).strip() == key_table().strip()


def test_every_command_is_named() -> None:
    from console.cli.main import COMMANDS

    for name in COMMANDS:
        assert f"switchroom {name}" in README, name


def test_every_picture_exists() -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", README):
        assert (ROOT / picture).is_file(), picture
