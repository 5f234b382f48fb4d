"""How a result code reads in the list and how it is told to somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from console.domain.codes.result_code import ResultCode
from console.domain.plain_text import plain
from console.domain.state import Finality, State
from console.domain.timestamps import format_rfc3339
from console.services.code_book import Sighting
from console.ui.widgets.code_badge import in_words, of_billing, of_state
from console.ui.widgets.day_bars import day_bars

_NEVER = Sighting(0, None, ())
_WIDEST_NAME = 34


_NO_STATE = "no message state"


def tone_of(state: State | None) -> str:
    """The style of a state; quiet where a code is no message state."""
    return f"$state-{of_state(state).role}" if state is not None else "$quiet"


_FINALITY, _DELIVERY, _BILLING = 11, 14, 11


def code_row(code: ResultCode, seen: Sighting | None, width: int, *, catalogue: bool) -> Content:
    """One row in aligned columns; from the right on, columns go when the width is short."""
    seen = seen or _NEVER
    tone = tone_of(code.state)
    sign = of_state(code.state).sign if code.state is not None else "·"
    columns = Columns.of(width, catalogue=catalogue)
    parts: list[Content | str | tuple[str, str]] = [
        (f"{sign} ", tone),
        (f"{code.code:<{_CODE}}", "bold"),
        f"{_cut(plain(code.name), columns.name - 1):<{columns.name}}",
        *_triple(code.state),
    ]
    if columns.catalogue:
        parts.append((f"{_cut(plain(code.catalogue), _CATALOGUE - 1):<{_CATALOGUE}}", "$quiet"))
    if columns.count and seen.count:
        parts.append((f"{seen.count:>{_COUNT},}", "bold"))
    if columns.bars and seen.count:
        parts.append((f"  {day_bars(seen.daily)}", tone))
    return Content.assemble(*parts)


def header_row(width: int, *, catalogue: bool) -> Content:
    """The names of the columns, over them."""
    columns = Columns.of(width, catalogue=catalogue)
    names = f"  {'code':<{_CODE}}{'name':<{columns.name}}"
    names += f"{'finality':<{_FINALITY}}{'handset':<{_DELIVERY}}{'billed':<{_BILLING}}"
    names += f"{'catalogue':<{_CATALOGUE}}" if columns.catalogue else ""
    names += f"{'here':>{_COUNT}}" if columns.count else ""
    names += "  7 days" if columns.bars else ""
    return Content.styled(names, "$quiet")


@dataclass(frozen=True, slots=True)
class Columns:
    """What fits: the width of the name, and which of the lesser columns are there."""

    name: int
    catalogue: bool
    count: bool
    bars: bool

    @classmethod
    def of(cls, width: int, *, catalogue: bool) -> Columns:
        room = width - 2 - _CODE - _FINALITY - _DELIVERY - _BILLING
        fits = []
        for wanted, cost in ((catalogue, _CATALOGUE), (True, _COUNT), (True, _BARS)):
            fits.append(wanted and room - cost >= _NARROWEST_NAME)
            room -= cost if fits[-1] else 0
        return cls(max(8, min(room, _WIDEST_NAME)), *fits)


_CODE, _CATALOGUE, _COUNT, _BARS = 7, 14, 6, 9
_NARROWEST_NAME = 20
_IN_A_WORD = {"delivery unknown": "unknown", "billing unknown": "unknown"}


def _triple(state: State | None) -> list[tuple[str, str]]:
    if state is None:
        return [(f"{_NO_STATE:<{_FINALITY + _DELIVERY + _BILLING}}", "$quiet")]
    finality, delivery, billing = (_IN_A_WORD.get(word, word) for word in in_words(state).split(" · "))
    paid = of_billing(state)
    return [
        (f"{finality:<{_FINALITY}}", "$state-temporary" if state.finality is Finality.TEMPORARY else "$quiet"),
        (f"{delivery:<{_DELIVERY}}", tone_of(State(Finality.FINAL, state.delivery, state.billing))),
        (f"{paid.sign + ' ' + billing if paid else billing:<{_BILLING}}", f"$state-{paid.role}" if paid else "$quiet"),
    ]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def moment(instant: int) -> str:
    """`2026-11-20 10:17:37 UTC`."""
    return format_rfc3339(instant)[:19].replace("T", " ") + " UTC"


def explanation(code: ResultCode, seen: Sighting | None) -> str:
    """The code as a text for a ticket or a mail."""
    lines = [
        f"{code.code} {code.name} ({code.catalogue})",
        in_words(code.state) if code.state is not None else _NO_STATE,
        f"Document: {code.description}",
        f"Cause: {code.cause}",
        f"Check: {code.check}",
        f"Do: {code.remedy}",
        f"Send again: {code.resend}",
        f'Say: "{code.customer}"',
    ]
    if seen is not None and seen.count and seen.last_at is not None:
        lines.append(f"Seen here: {seen.count} times, last {moment(seen.last_at)}")
    return "\n".join(plain(line) for line in lines)
