"""`switchroom gates`: its commands, told in a line each, and light where they need nothing."""

from __future__ import annotations

import subprocess
import sys

import click

from console.cli.gates import gates
from tests.cli.command import switchroom

PROMISED = "list show create update delete history undo export plan apply render probe hosts"


def test_every_command_is_there_and_told_in_a_line() -> None:
    assert set(PROMISED.split()) <= set(gates.commands)
    shown = switchroom("gates", "--help").stdout
    for name, command in gates.commands.items():
        assert isinstance(command, click.Command)
        assert f"  {name} " in shown
    assert not any(line.endswith("...") for line in shown.partition("Commands:")[2].splitlines())


def test_a_template_is_rendered_without_network_database_or_screen() -> None:
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\n"
            "from console.cli.main import cli\n"
            "try:\n"
            "    cli.main(['gates', 'render', '--template', 'id=${id}', '--object', '-'])\n"
            "finally:\n"
            "    print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)\n",
        ],
        input='{"id": "1"}',
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert loaded.stdout == "id=1\n"
    assert not {"httpx", "sqlite3", "sqlite_utils", "textual", "uvicorn", "keyring"} & set(loaded.stderr.split())
