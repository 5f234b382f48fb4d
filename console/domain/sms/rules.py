"""What may be wrong with, or surprising about, the text of an SMS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from console.domain.findings import Finding, Severity
from console.domain.sms.encoding import Encoding, codepoint, count_forcing, first_forcing
from console.domain.sms.profiles import STANDARD, Profile, find_profile
from console.domain.sms.replacements import Replacement, propose
from console.domain.sms.segments import Segmentation, segment

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def check_text(text: str, profile: Profile | str = STANDARD, *, required: bool = True) -> list[Finding]:
    """Findings of field `text`, errors first. `required` False allows no text at all (a charge without an SMS).

    Raises InvalidInput for an unknown profile name only.
    """
    rules = find_profile(profile) if isinstance(profile, str) else profile
    if not text:
        if not required:
            return []
        return [Finding(Severity.ERROR, "text", "The message has no text.", hint="Write what the handset should show.")]
    counted = segment(text, rules)
    proposal = propose(counted) if counted.encoding is Encoding.UCS_2 else None
    return [
        *_lone_surrogates(text),
        *_too_long(counted, proposal),
        *_controls(text),
        *_blank(text),
        *(_forcing(proposal) if proposal is not None else ()),
    ]


def shown(character: str) -> str:
    """The character with its code point, or the code point alone where nothing would be seen."""
    visible = character.isprintable() and not character.isspace()
    return f"{character} ({codepoint(character)})" if visible else codepoint(character)


def _times(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _lone_surrogates(text: str) -> Iterator[Finding]:
    found = _LONE_SURROGATE.search(text)
    if found:
        yield Finding(
            Severity.ERROR,
            "text",
            f"The text holds half a character ({codepoint(found[0])}) at {found.start() + 1}.",
            hint="Delete it, or paste the text again: it was cut in the middle of a character or is not UTF-8.",
            span=found.span(),
        )


def _too_long(counted: Segmentation, proposal: Replacement | None) -> Iterator[Finding]:
    if counted.fits:
        return
    limit = counted.limit_segments
    stop = counted.per_segment[limit - 1].stop
    over = len(counted.text) - stop
    if proposal is not None and proposal.after.fits:
        hint = f"Replace what forces UCS-2: then it is {_times(proposal.after.segments, 'segment')}."
    else:
        hint = f"Take out about {_times(over, 'character')}, or send two messages."
    yield Finding(
        Severity.ERROR,
        "text",
        f"The text is {_times(counted.segments, 'segment')} long; {counted.profile.name} takes at most {limit:,}.",
        hint=hint,
        span=(stop, len(counted.text)),
    )


def _controls(text: str) -> Iterator[Finding]:
    found = _CONTROL.search(text)
    if found:
        more = len(_CONTROL.findall(text)) - 1
        also = f", and {more:,} more" if more else ""
        what = "NUL" if found[0] == "\0" else "a control character"
        yield Finding(
            Severity.WARNING,
            "text",
            f"The text holds {what} ({codepoint(found[0])}) at {found.start() + 1}{also}.",
            hint="Delete it: handsets show nothing there, or end the text.",
            span=found.span(),
        )


def _blank(text: str) -> Iterator[Finding]:
    if text.isspace():
        yield Finding(Severity.WARNING, "text", "The text is nothing but blanks.", hint="Write what should be shown.")


def _forcing(proposal: Replacement) -> Iterator[Finding]:
    text = proposal.before.text
    first = first_forcing(text)
    if first is None:
        return
    count = count_forcing(text)
    sentence = (
        f"{count:,} characters force UCS-2; the first is {shown(text[first])} at {first + 1}."
        if count > 1
        else f"1 character forces UCS-2: {shown(text[first])} at {first + 1}."
    )
    saved = proposal.segments_saved
    if proposal.left:
        hint = (
            "No replacement is fair for it."
            if count == 1
            else f"{proposal.left:,} of them {'has' if proposal.left == 1 else 'have'} no fair replacement."
        )
        saved = 0
    elif saved > 0:
        hint = (
            f"With the replacement{'s' if count > 1 else ''} it is GSM-7 and "
            f"{_times(proposal.after.segments, 'segment')}, {saved:,} fewer to pay."
        )
    else:
        hint = "It can be replaced, but that saves no segment."
    yield Finding(
        Severity.WARNING if saved > 0 else Severity.NOTE,
        "text",
        sentence,
        hint=hint,
        span=(first, first + 1),
    )
