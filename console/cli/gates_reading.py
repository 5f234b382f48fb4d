"""`switchroom gates list`, `show` and `history`: what is there, and what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from console.cli.gates_asking import settling
from console.cli.gates_choice import (
    By,
    chosen_accounts,
    find_fresh,
    find_gate,
    gate_argument,
    offline_option,
    refresh_if_reachable,
    tell_known_age,
)
from console.cli.gates_shapes import (
    age,
    answer,
    gate_document,
    remark_differences,
    revision_document,
    say_differences,
    show_gate_findings,
    tell_age,
)
from console.cli.output import (
    Cell,
    Invocation,
    Styled,
    emit,
    local_time,
    remark,
    run_with_desks,
    say,
    shared_options,
    show_list,
)

if TYPE_CHECKING:
    from console.domain.gates.gate import Gate
    from console.domain.timestamps import Millis
    from console.services.desks import Desks
    from console.services.known_gate import KnownGate, OpenWrite, Revision

_LONGEST_URL = 60
_HEADS = ("refId", "id", "account", "type", "destinations", "acknowledge", "last callback", "")


@click.command("list")
@click.argument("search", default="")
@offline_option
@shared_options
def list_(invocation: Invocation, search: str, offline: bool) -> None:
    """List the gates.

    Those of the account, or of all accounts; SEARCH narrows them by refId, id and URL.

    Where the provider cannot be reached they are shown as they were last seen, and that is said.
    """

    async def work(desks: Desks) -> None:
        accounts = chosen_accounts(desks, invocation.account)
        old = (
            accounts if offline else [account for account in accounts if not await refresh_if_reachable(desks, account)]
        )
        listed = await desks.gates.known(invocation.account)
        tell_age(listed, old, desks.clock)
        found = [known for known in listed.gates if _passes(known.gate, search.casefold())]
        show_list(
            invocation,
            found,
            gate_document,
            lambda known: _row(known, desks.clock()),
            heads=_HEADS,
            nothing="No gate passes this search." if search and listed.gates else "There are no gates.",
        )
        for write in listed.open_writes:
            _tell_open(write)

    run_with_desks(invocation, work)


@click.command()
@gate_argument
@offline_option
@shared_options
def show(invocation: Invocation, name: str, by: By | None, offline: bool) -> None:
    """Show one gate.

    In the document's own JSON, with what it does and what is wrong with it in words on stderr.

    Passwords are references to where they are kept. What is shown can be changed and given to 'gates update', which
    then knows what it was made from.
    """

    async def work(desks: Desks) -> None:
        from console.domain.gates.sentence import say as sentence

        if offline:
            known = await find_gate(desks, invocation.account, name, by, offline=True)
            tell_known_age(desks, known)
        else:
            known = await find_fresh(desks, invocation.account, name, by)
        remark(Styled(known.gate.name, "strong"), f" of {known.account}: ", sentence(known.gate))
        show_gate_findings(desks.gates.findings(known.account, known.gate))
        if known.drift is not None:
            remark(Styled("⚠ ", "warning"), f"It was {known.drift.kind}, found at {local_time(known.drift.since)}.")
            remark_differences(known.drift.differences)
            await desks.gates.mark_seen(known.account, known.gate_id)
        if known.removed:
            remark(Styled("⚠ ", "warning"), "It is there no more; 'switchroom gates undo' creates it anew.")
        if known.open_write is not None:
            _tell_open(known.open_write)
        answer(invocation, known)

    run_with_desks(invocation, work)


@click.command()
@gate_argument
@shared_options
def history(invocation: Invocation, name: str, by: By | None) -> None:
    """Show every version of a gate, and what changed.

    Those that were read or written here, newest last.
    """

    async def work(desks: Desks) -> None:
        known = await find_gate(desks, invocation.account, name, by, removed=True)
        revisions = list(reversed(await desks.gates.history(known.account, known.gate_id)))
        if invocation.json:
            for revision in revisions:
                emit(revision_document(revision))
            return
        before: Gate | None = None
        for revision in revisions:
            before = _tell_revision(revision, before)

    run_with_desks(invocation, work)


def _passes(gate: Gate, search: str) -> bool:
    texts = (gate.ref_id or "", gate.id or "", *(destination.url for destination in gate.destinations))
    return any(search in text.casefold() for text in texts)


def _row(known: KnownGate, now: Millis) -> tuple[Cell, ...]:
    from console.domain.gates.sealing import masked

    gate = masked(known.gate)
    from console.domain.plain_text import plain

    # One that is longer would push every other column off the screen; `show` has the whole.
    urls = [plain(destination.url, _LONGEST_URL) for destination in gate.destinations]
    more = f" +{len(urls) - 1}" if len(urls) > 1 else ""
    called = "-" if known.last_callback_at is None else f"{age(known.last_callback_at, now)} ago"
    remarks = [
        *([str(known.drift.kind)] if known.drift else []),
        *(["outcome unknown"] if known.open_write else []),
        *(["points here"] if known.pointed_here is not None else []),
    ]
    return (
        Styled(gate.ref_id or "-", "strong"),
        Styled(gate.id or "-", "quiet"),
        known.account,
        gate.gate_type or "-",
        (urls[0] if urls else "-") + more,
        "yes" if gate.acknowledge else "no",
        called,
        Styled(", ".join(remarks), "warning"),
    )


def _tell_open(write: OpenWrite) -> None:
    name = write.ref_id or write.gate_id
    remark(
        Styled("? ", "unknown"),
        f"Nobody knows whether {name} was written at {local_time(write.at)} ({write.kind}).",
        f" Read back to find out: {settling(write.account, name)}",
    )


def _tell_revision(revision: Revision, before: Gate | None) -> Gate | None:
    """One version for people; returns what the next one is compared with."""
    from console.domain.gates.diff import differences

    after = None if revision.origin == "removed" else revision.gate
    who = f" by {revision.who}" if revision.who else ""
    say(
        Styled(f"{revision.id}", "strong"),
        Styled(f"  {local_time(revision.at, precise=True)}", "quiet"),
        f"  {revision.origin}{who}",
    )
    if after is not None and before is not None:
        say_differences(differences(before, after), "    ")
    return after
