"""One gate in full: what it does in words, its settings, its destinations with what each would get, and what is wrong
with any of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from console.domain.account import Account
from console.domain.findings import Finding, about
from console.domain.gates.destination import Destination
from console.domain.gates.gate import DEFAULT_TTL, Gate
from console.domain.gates.lifetime import format_lifetime
from console.domain.gates.sealing import masked
from console.domain.gates.sentence import say
from console.domain.plain_text import plain
from console.domain.redact import MASK
from console.domain.timestamps import Millis
from console.services.gate_samples import Rendering, Sample
from console.services.known_gate import DriftKind, KnownGate, OpenWrite
from console.ui.instants import short
from console.ui.screens.gates.gate_rows import OLD, GateRow, age
from console.ui.screens.gates.result_text import finding_lines, result_line, sample_words
from console.ui.widgets.diff_view import difference_lines
from console.ui.widgets.facts import Fact, facts, heading, lines

_CUT = 300


@dataclass(frozen=True, slots=True)
class GateView:
    """Everything there is to say about a gate. `renderings` are what its destinations would get, in their order, for
    `sample`; None where nobody tried."""

    row: GateRow
    account: Account | None
    findings: Sequence[Finding] = ()
    renderings: Sequence[Rendering] = ()
    sample: Sample | None = None


def gate_text(view: GateView, width: int, now: Millis) -> Content:
    known = view.row.known
    if known is None:
        return lines(_only_perhaps(view.row, width, now))
    gate = known.gate
    shown = [_title(view, known, now)]
    shown += _state(view, known, width, now)
    shown += [Content(""), *Content(say(gate)).wrap(width)]
    shown += [Content(""), *facts(_facts(known, now), width)]
    shown += finding_lines((one for one in view.findings if not one.field.startswith("destinations.")), width)
    for place, destination in enumerate(masked(gate).destinations):
        rendering = view.renderings[place] if place < len(view.renderings) else None
        shown += _destination(place, destination, rendering, view, width)
    if view.sample is not None and gate.destinations:
        shown += [
            Content(""),
            *Content.styled(f"Results {sample_words(view.sample, now)}. t tries another.", "$quiet").wrap(width),
        ]
    return lines(shown)


def _title(view: GateView, known: KnownGate, now: Millis) -> Content:
    where = [plain(view.row.account)]
    if view.account is not None and view.account.read_only:
        where.append("read-only")
    where.append(f"read {age(now - known.fetched_at)} ago")
    return Content.assemble((plain(known.gate.name, _CUT), "bold"), (f"   {' · '.join(where)}", "$quiet"))


def _state(view: GateView, known: KnownGate, width: int, now: Millis) -> list[Content]:
    """What is to be looked at before anything else."""
    shown: list[Content] = []
    if known.open_write is not None:
        shown += _unknown(known.open_write, width, now)
    if known.removed:
        said = f"✕ It is not there any more. It was last seen {short(known.fetched_at, now)}."
        if view.account is not None and not view.account.read_only:
            said += " u creates it anew; it will then have a new id."
        shown += Content.styled(said, "$state-failed").wrap(width)
    drift = known.drift
    if drift is not None:
        said = (
            f"⚠ {drift.kind.value.capitalize()}, read here {short(drift.since, now)}. d says what, and that you saw it."
        )
        shown += Content.styled(said, "$state-look").wrap(width)
        if drift.kind is DriftKind.CHANGED:
            shown += difference_lines(drift.differences[:3], width)
            if len(drift.differences) > 3:
                shown.append(Content.styled(f"and {len(drift.differences) - 3} more", "$quiet"))
    if known.pointed_here is not None:
        shown += Content.styled(
            "↓ It points at this listener. L gives its destinations back.", "$state-temporary"
        ).wrap(width)
    return [Content(""), *shown] if shown else []


def _unknown(write: OpenWrite, width: int, now: Millis) -> list[Content]:
    verb = {"create": "created", "remove": "removed"}.get(write.kind, "changed")
    said = (
        f"? Nobody knows whether it was {verb} {short(write.at, now)}: no answer came. "
        "s reads back to find out; nothing is written by that."
    )
    return Content.styled(said, "$state-unknown").wrap(width)


def _only_perhaps(row: GateRow, width: int, now: Millis) -> list[Content]:
    shown = [Content.assemble((plain(row.name, _CUT), "bold"), (f"   {plain(row.account)}", "$quiet")), Content("")]
    if row.open_write is not None:
        shown += _unknown(row.open_write, width, now)
        if row.open_write.after is not None:
            shown += [Content(""), *Content(say(row.open_write.after)).wrap(width)]
    return shown


def _facts(known: KnownGate, now: Millis) -> list[Fact]:
    gate = known.gate
    default = Content.assemble(format_lifetime(DEFAULT_TTL), ("   the default", "$quiet"))
    if known.last_callback_at is None:
        last: str | Content = Content.styled("none came here by this gate", "$quiet")
    else:
        span = now - known.last_callback_at
        style = "$state-look" if span >= OLD else "$state-delivered"
        last = Content.styled(f"{age(span)} ago", style)
    rows: list[Fact] = [
        ("type", plain(gate.gate_type or "none", 40)),
        ("ttl", format_lifetime(gate.ttl) if gate.ttl is not None else _unread(gate, "ttl", default)),
        ("acknowledge", "on: a 2xx counts only with a body" if gate.acknowledge else "off: any 2xx counts"),
        ("throttle", f"{gate.throttle:,} a second" if gate.throttle is not None else _unread(gate, "throttle", "none")),
        ("last here", last),
        ("id", plain(gate.id or "-", _CUT)),
        ("platform", plain(f"{gate.platform_id or '-'} / {gate.partner_id or '-'}", _CUT)),
    ]
    if gate.custom_parameters:
        rows.append(("parameters", _parameters(masked(gate))))
    return rows


def _unread(gate: Gate, key: str, absent: str | Content) -> str | Content:
    written = gate.document.get(key)
    return absent if written is None else Content.styled(plain(str(written), 60), "$state-failed")


def _parameters(of: Gate | Destination) -> str:
    return ", ".join(plain(f"{name}={value}", 120) for name, value in of.custom_parameters.items())


def _destination(
    place: int, destination: Destination, rendering: Rendering | None, view: GateView, width: int
) -> list[Content]:
    """`destination` is masked."""
    shown = heading(f"Destination {place + 1}")
    rows: list[Fact] = [("url", plain(destination.url or "-", _CUT))]
    if not destination.drops:
        login = f"Basic, as {plain(destination.username, 80)}" if destination.username else "none"
        if destination.password:
            login += f" {MASK}"
        rows += [
            ("sends", f"{plain(destination.method, 20)}  {plain(destination.content_type or '-', 80)}"),
            ("login", login),
        ]
        if destination.template:
            rows.append(("template", plain(destination.template, 1000)))
        others = {
            name: value
            for name, value in destination.custom_parameters.items()
            if name not in {"method", "template", "template_"}
        }
        if others:
            rows.append(("parameters", _parameters(Destination({"customParameters": others}))))
    shown += facts(rows, width)
    if rendering is not None and not rendering.dropped:
        result = result_line(rendering, max(16, width - 12))
        shown += [
            Content.assemble(("result".ljust(12) if not at else " " * 12, "$quiet"), part)
            for at, part in enumerate(result)
        ]
    return shown + finding_lines(about(view.findings, f"destinations.{place}"), width)
