"""What every command shares: the global options, and how it speaks.

`--json` writes one line of UTF-8 per document to stdout and is exact; without it people read plain text, aligned by
cell width, coloured only on a terminal that wants colours. Remarks and progress go to stderr.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import update_wrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, NoReturn, ParamSpec, TypeVar

import click

from console.errors import InvalidInput, SwitchroomError

if TYPE_CHECKING:
    from console.domain.findings import Finding
    from console.domain.state import State
    from console.domain.timestamps import Millis
    from console.services.desks import Desks
    from console.settings.paths import Home

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


MOST_LISTED = 1_000_000_000
"""More than any home holds; a number SQLite can count to."""
FINDINGS_TOLD = 50
"""Findings that people are told one by one."""


class OutputLost(SwitchroomError):
    """What was to be printed could not be written."""

    kind = "output_lost"


@dataclass(slots=True)
class Invocation:
    """The global options, wherever on the line they stood."""

    directory: Path | None = None
    sandbox: bool = False
    json: bool = False
    account: str | None = None
    mask: bool = False

    def home(self) -> Home:
        from console.settings.paths import find_home

        return find_home(self.directory, sandbox=self.sandbox)

    def desks(self) -> Desks:
        from console.wiring import open_desks

        return open_desks(self.home(), sandbox=self.sandbox)

    def required_account(self) -> str:
        """The account named with `--account`. Raises InvalidInput."""
        if self.account is None:
            raise InvalidInput(
                "No account is named.",
                hint="Name one with --account; 'switchroom accounts list' shows them.",
                field="account",
            )
        return self.account

    def masks(self, desks: Desks) -> bool:
        """Whether numbers and texts are to be masked: `--mask`, or the setting `screen.mask`."""
        return self.mask or desks.settings.screen.mask


def current(context: click.Context) -> Invocation:
    return context.ensure_object(Invocation)


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def keep(context: click.Context, _parameter: click.Parameter, value: Any) -> Any:
        if value is not None and value is not False:
            setattr(current(context), name, value)
        return value

    return keep


_DIRECTORY = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    expose_value=False,
    callback=_keep("directory"),
    help="Keep configuration, data and state under DIR.",
)
_SANDBOX = click.option(
    "--sandbox", is_flag=True, expose_value=False, callback=_keep("sandbox"), help="Use the sandbox's own home."
)
_JSON = click.option(
    "--json", "json_", is_flag=True, expose_value=False, callback=_keep("json"), help="Write JSON to stdout."
)
_ACCOUNT = click.option(
    "--account", metavar="NAME", expose_value=False, callback=_keep("account"), help="The account to use."
)


def global_options(command: Callable[P, R]) -> Callable[P, R]:
    """The options that may stand before and after the subcommand."""
    for option in (_ACCOUNT, _JSON, _SANDBOX, _DIRECTORY):
        command = option(command)
    return command


def shared_options(command: Callable[Concatenate[Invocation, P], R]) -> Callable[P, R]:
    """For each command: accepts the global options too, and hands the `Invocation` over as first argument."""

    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        return command(current(click.get_current_context()), *args, **kwargs)

    return global_options(update_wrapper(called, command))


mask_option = click.option(
    "--mask", is_flag=True, expose_value=False, callback=_keep("mask"), help="Mask numbers and texts."
)
"""For what prints messages and events; `Invocation.masks` says what came of it."""


def limit_option(help_text: str, default: int = 100) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """How many of a long list."""
    return click.option(
        "--limit", type=click.IntRange(1, MOST_LISTED), default=default, show_default=True, help=help_text
    )


def exit_with(code: int) -> NoReturn:
    """End the command with an exit code of cli.md."""
    click.get_current_context().exit(code)


def run_with_desks(invocation: Invocation, work: Callable[[Desks], Awaitable[R]]) -> R:
    """Open the desks of the home, do the work on an event loop, close them again."""
    import asyncio

    async def guarded() -> R:
        desks = invocation.desks()
        try:
            return await work(desks)
        finally:
            await desks.aclose()

    return asyncio.run(guarded())


# --- JSON -----------------------------------------------------------------------------------------------------------

# What JSON leaves as it is and a terminal or a line reader would act upon, and what UTF-8 cannot say at all.
_UNSAFE = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def json_line(document: object) -> str:
    """One document as one line, valid as UTF-8 whatever the document holds."""
    return _safe(json.dumps(document, ensure_ascii=False))


def show_json(document: object) -> None:
    """One document on stdout over several lines, for people and machines alike."""
    click.echo(_safe(json.dumps(document, ensure_ascii=False, indent=2)).encode() + b"\n", nl=False)


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def emit(document: object) -> None:
    """Write one JSON document to stdout as one line."""
    click.echo(json_line(document).encode() + b"\n", nl=False)


def error_document(error: SwitchroomError) -> dict[str, object]:
    return {
        "error": {
            "kind": error.kind,
            "message": error.message,
            "hint": error.hint,
            "field": error.field,
            "http_status": error.http_status,
            "code": error.code,
        }
    }


def finding_document(finding: Finding) -> dict[str, object]:
    return {
        "severity": str(finding.severity),
        "field": finding.field,
        "text": finding.text,
        "hint": finding.hint,
        "span": None if finding.span is None else list(finding.span),
    }


def instant(at: Millis | None) -> str | None:
    from console.domain.timestamps import format_rfc3339

    return None if at is None else format_rfc3339(at)


# --- text for people ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Styled:
    """A piece of text with a meaning that a terminal may show as a colour."""

    text: str
    style: str | None = None


Cell = str | Styled

_COLOURS: Mapping[str, dict[str, Any]] = {
    "head": {"dim": True},
    "quiet": {"dim": True},
    "strong": {"bold": True},
    "delivered": {"fg": "green"},
    "not_delivered": {"fg": "red"},
    "temporary": {"fg": "yellow"},
    "unknown": {"fg": "magenta"},
    "warning": {"fg": "yellow"},
    "error": {"fg": "red"},
    "production": {"fg": "white", "bg": "red", "bold": True},
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
    "changed": {"fg": "yellow"},
}


def painted(cell: Cell) -> str:
    """Made safe for a terminal, and coloured where its style has a colour and nobody asked for none."""
    from console.domain.plain_text import plain

    if isinstance(cell, str):
        return plain(cell)
    text = plain(cell.text)
    if cell.style is None or os.environ.get("NO_COLOR"):
        return text
    return click.style(text, **_COLOURS[cell.style])


def local_time(instant: Millis, *, precise: bool = False) -> str:
    """`2026-11-20 10:17:37`, with milliseconds where `precise`, in this machine's time zone."""
    moment = datetime.fromtimestamp(instant / 1000).astimezone()
    return moment.strftime("%Y-%m-%d %H:%M:%S") + (f".{instant % 1000:03d}" if precise else "")


def state_cell(state: State | None, words: str) -> Styled:
    """The sign and colour of a state before some words."""
    from console.services.exports import state_sign

    if state is None:
        return Styled(words)
    style = str(state.finality) if state.finality == "temporary" and state.delivery != "delivered" else state.delivery
    return Styled(f"{state_sign(state)} {words}", str(style))


def say(*cells: Cell) -> None:
    """One line on stdout, for people."""
    click.echo("".join(painted(cell) for cell in cells).rstrip(" "))


def remark(*cells: Cell) -> None:
    """One line on stderr, for people. Where nobody can read it any more, the work goes on."""
    with contextlib.suppress(OSError):
        click.echo("".join(painted(cell) for cell in cells), err=True)


def cell_width(text: str) -> int:
    """Columns the text takes on a terminal."""
    width = 0
    for character in text:
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            continue
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return width


def table(rows: Iterable[Sequence[Cell]], *, heads: Sequence[str] = (), right: Iterable[int] = ()) -> list[str]:
    """Lines of columns aligned by cell width; the columns numbered in `right` are aligned to the right."""
    from console.domain.plain_text import plain

    whole: list[Sequence[Cell]] = [list(row) for row in rows]
    if heads:
        whole.insert(0, [Styled(head, "head") for head in heads])
    widths = [[cell_width(plain(cell if isinstance(cell, str) else cell.text)) for cell in row] for row in whole]
    columns = [max(column) for column in zip(*widths, strict=True)]
    to_the_right = set(right)
    lines = []
    for row, row_widths in zip(whole, widths, strict=True):
        cells = []
        for number, (cell, width) in enumerate(zip(row, row_widths, strict=True)):
            gap = " " * (columns[number] - width)
            text = painted(cell)
            cells.append(gap + text if number in to_the_right else text + gap)
        lines.append("  ".join(cells).rstrip())
    return lines


def show_table(rows: Iterable[Sequence[Cell]], *, heads: Sequence[str] = (), right: Iterable[int] = ()) -> None:
    for line in table(rows, heads=heads, right=right):
        click.echo(line)


def show_list(
    invocation: Invocation,
    found: Sequence[T],
    document: Callable[[T], object],
    row: Callable[[T], Sequence[Cell]],
    *,
    heads: Sequence[str],
    nothing: str,
    right: Iterable[int] = (),
) -> None:
    """With `--json` a document a line, else a table; `nothing` is what is said of an empty one."""
    if invocation.json:
        for one in found:
            emit(document(one))
    elif found:
        show_table([row(one) for one in found], heads=heads, right=right)
    else:
        remark(nothing)


def show_findings(findings: Iterable[Finding]) -> None:
    """One line each on stderr, errors first as given; of very many the errors first, and how many more there are."""
    from console.domain.findings import errors_first

    found = list(findings)
    more = len(found) - FINDINGS_TOLD
    for finding in errors_first(found)[:FINDINGS_TOLD] if more > 0 else found:
        sign = {"error": Styled("✕ ", "error"), "warning": Styled("⚠ ", "warning")}.get(finding.severity, "· ")
        remark(sign, f"{finding.field}: {finding.text}", f" {finding.hint}" if finding.hint else "")
    if more > 0:
        remark(f"… and {more} more.")


def on_terminal() -> bool:
    """Whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def text_argument(text: str | None) -> str:
    """The TEXT of a command; `-` or nothing reads standard input. One newline at its end is not part of the text."""
    if text is not None and text != "-":
        return text
    read = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    return read.removesuffix("\n").removesuffix("\r")
