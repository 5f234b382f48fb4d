"""`switchroom gates`: where a provider delivers, on the command line."""

from __future__ import annotations

import click

from console.cli.gates_changes import create, delete, settle, update
from console.cli.gates_files import apply, export, plan
from console.cli.gates_hosts import hosts
from console.cli.gates_probe import probe
from console.cli.gates_reading import history, list_, show
from console.cli.gates_render import render
from console.cli.gates_undo import undo


@click.group()
def gates() -> None:
    """See and change where a provider delivers, with a history to go back in.

    GATE is a refId or an id; --account may be left out where only one account keeps gates. Passwords of destinations
    are shown and written as references to where they are kept.
    """


for _command in (
    list_, show, create, update, delete, history, undo, settle, export, plan, apply, render, probe, hosts,
):  # fmt: skip
    gates.add_command(_command)
