"""Running `switchroom` in this process, as its entry point does."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner, Result

from console.cli.main import cli


def switchroom(*words: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(words), input=stdin, catch_exceptions=False)


def documents(result: Result) -> list[dict[str, Any]]:
    """The JSON documents on stdout, one per line."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def error_of(result: Result) -> dict[str, Any]:
    error: dict[str, Any] = documents(result)[0]["error"]
    return error
