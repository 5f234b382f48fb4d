"""`switchroom`: the commands, loaded only when asked for, and the one place where failures become exit codes."""

from __future__ import annotations

import contextlib
import difflib
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from console import __version__
from console.cli.output import Invocation, OutputLost, current, emit, error_document, global_options
from console.errors import InvalidInput, SwitchroomError

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("console.cli.demo:demo", "The main job told step by step, without a screen, in seconds."),
    "sandbox": ("console.cli.sandbox:sandbox", "Run the provider simulators alone."),
    "listen": ("console.cli.listen:listen", "Run the callback listener alone."),
    "accounts": ("console.cli.accounts:accounts", "Add, list, show, check and remove accounts."),
    "segments": ("console.cli.segments:segments", "Count the segments of a text."),
    "codes": ("console.cli.codes:codes", "Look up result codes and what they mean."),
    "send": ("console.cli.send:send", "Send an SMS."),
    "whatsapp": ("console.cli.whatsapp:whatsapp", "Check and send WhatsApp messages, templates and windows."),
    "gates": ("console.cli.gates:gates", "See and change where a provider delivers."),
    "callbacks": ("console.cli.callbacks:callbacks", "List, follow and show what providers told us."),
    "messages": ("console.cli.messages:messages", "List and show what was sent, and what became of it."),
}
"""Name to (module:attribute, one line of help). Nothing here is imported before it is asked for."""

INTERRUPTED = 130
BROKEN_PIPE = 141
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is run, and lists it without."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong row in COMMANDS, found by its test
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f"Did you mean '{near[0]}'?" if near else "'switchroom --help' lists the commands."
            raise InvalidInput(f"There is no command '{name}'.", hint=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, help_line) in COMMANDS.items()])

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run a command line and exit: 0 done, 1 refused, 2 wrong usage, 3 outcome unknown. Never a traceback."""
        words = list(sys.argv[1:] if args is None else args)
        if "_SWITCHROOM_COMPLETE" in os.environ:  # the shell asks what may come next
            super().main(words, prog_name="switchroom")
        invocation = Invocation()
        try:
            with self.make_context("switchroom", words, obj=invocation) as context:
                self.invoke(context)
            sys.stdout.flush()
            code = 0
        except click.exceptions.Exit as end:
            code = end.exit_code
        except Exception as error:  # noqa: BLE001 - whatever happened becomes one sentence and an exit code
            code = _explain(error, invocation, wants_json=_asks_for_json(words))
        except KeyboardInterrupt:
            code = INTERRUPTED
        sys.exit(code)


def _asks_for_json(words: Sequence[str]) -> bool:
    """A line that could not be parsed still says how it wants to be answered."""
    options = words[: words.index("--")] if "--" in words else words
    return "--json" in options


def _explain(error: Exception, invocation: Invocation, *, wants_json: bool) -> int:
    if isinstance(error, click.Abort):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        _drop_output()  # whoever read it went away
        return BROKEN_PIPE
    if isinstance(error, OSError) and error.errno in _NO_ROOM and error.filename is None:
        error = OutputLost(
            f"The output could not be written: {os.strerror(error.errno)}.",
            hint="Free some space there, or let it go elsewhere.",
        )
    if isinstance(error, OutputLost):
        _drop_output()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        failure: SwitchroomError = _no_command(error.ctx)
    elif isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "switchroom"
        failure = InvalidInput(error.format_message(), hint=f"See '{command} --help'.")
    elif isinstance(error, click.ClickException):
        failure = InvalidInput(error.format_message())
    elif isinstance(error, SwitchroomError):
        failure = error
    else:
        from console.cli.crash import crashed

        failure = crashed(error, invocation)
    tell(failure, wants_json=wants_json or invocation.json)
    return failure.exit_code


def _no_command(context: click.Context | None) -> InvalidInput:
    """What click would answer with pages of help."""
    assert context is not None  # noqa: S101 - click always gives it
    group = context.command
    names = ", ".join(group.list_commands(context)) if isinstance(group, click.Group) else ""
    there = f"There is {names}; see" if names else "See"
    return InvalidInput(
        f"'{context.command_path}' alone does nothing.", hint=f"{there} '{context.command_path} --help'."
    )


def _drop_output() -> None:
    """Python flushes stdout once more at exit: let it go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(failure: SwitchroomError, *, wants_json: bool) -> None:
    """One sentence and what to do about it on stderr; the error object on stdout with `--json`."""
    from console.domain.plain_text import plain

    if wants_json:
        try:
            emit(error_document(failure))
        except OSError:  # the exit code and stderr still say it
            _drop_output()
    with contextlib.suppress(OSError):
        sentence = f"{failure.message} {failure.hint}" if failure.hint else failure.message
        click.echo(plain(sentence), err=True)


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a command the console opens.",
)
@click.version_option(__version__, prog_name="switchroom")
@click.option("--fresh", is_flag=True, help="With --sandbox: empty the sandbox's home first.")
@global_options
@click.pass_context
def cli(context: click.Context, fresh: bool) -> None:
    """A terminal operations console for messaging: send, follow, receive and understand."""
    if context.invoked_subcommand is None:
        from console.cli.console import open_console

        open_console(current(context), fresh=fresh)


def run() -> NoReturn:
    """The entry point. Text that the terminal's encoding cannot say is replaced, never an exception."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    cli.main()
