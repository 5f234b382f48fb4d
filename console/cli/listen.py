"""`switchroom listen`: the callback listener alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.output import Invocation, emit, exit_with, say, shared_options

if TYPE_CHECKING:
    from console.listener.configuration import Listening


@click.command()
@click.option("--host", metavar="H", help="The address to listen on, in place of the settings' (127.0.0.1).")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="The port; 0 takes any free one.")
@click.option("--exit-with-parent", type=int, metavar="PID", hidden=True, help="Drain and stop when PID is gone.")
@shared_options
def listen(invocation: Invocation, host: str | None, port: int | None, exit_with_parent: int | None) -> None:
    """Receive callbacks until SIGTERM or Ctrl-C, and store each before it is answered."""
    from console.wiring import run_listener

    def announce(listening: Listening) -> None:
        if invocation.json:
            emit({"url": listening.url, "pid": listening.pid, "database": str(listening.database)})
        else:
            show(listening)

    code = run_listener(
        invocation.home(),
        sandbox=invocation.sandbox,
        host=host,
        port=port,
        announce=announce,
        parent=exit_with_parent,
    )
    exit_with(code)


def show(listening: Listening) -> None:
    """Where callbacks go and where they are kept, then how each account's address reads."""
    say(f"Listening on {listening.url} (process {listening.pid}); callbacks are stored in {listening.database}.")
    if listening.callback_paths:
        for account, path in listening.callback_paths.items():
            say(f"  {account}: {listening.url}{path}")
    else:
        say(f"  No account yet; callbacks to {listening.url}/callbacks are told apart by their shape.")
