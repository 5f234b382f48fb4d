"""`switchroom segments`: how many SMS a text becomes, and what makes it so many."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from console.cli.output import (
    Invocation,
    Styled,
    emit,
    error_document,
    exit_with,
    remark,
    say,
    shared_options,
    show_findings,
    show_table,
    text_argument,
)
from console.errors import InvalidInput

if TYPE_CHECKING:
    from console.domain.sms.segments import Segmentation

_LISTED = 20
"""Rows of one kind that people are shown; `--json` has all."""


@click.command()
@click.argument("text", required=False)
@click.option("--profile", default="standard", metavar="P", help="standard, link-smsc, livelink or mobivate.")
@click.option("--lines", is_flag=True, help="Read a JSON object per line of stdin, write one per line.")
@shared_options
def segments(invocation: Invocation, text: str | None, profile: str, lines: bool) -> None:
    """Count the segments of TEXT, or of standard input where TEXT is - or missing."""
    from console.domain.sms.profiles import find_profile
    from console.domain.sms.segments import segment

    rules = find_profile(profile)
    if lines:
        if text not in (None, "-"):
            raise InvalidInput("With --lines the texts come from standard input.", hint="Leave TEXT out.", field="text")
        _count_lines(profile)
        return
    counted = segment(text_argument(text), rules)
    if invocation.json:
        emit(document(counted))
    else:
        _show(counted)


def document(counted: Segmentation) -> dict[str, Any]:
    """The count in the shape of cli.md.

    `index`, `start` and `stop` count characters (Unicode code points); a suggestion stands for the characters from
    `start` to `stop`, which is more than one where a combining mark joins the letter before it. An empty suggestion
    means that the character can go, null that nothing fair exists.
    """
    return {
        "encoding": counted.encoding.value,
        "units": counted.units,
        "segments": counted.segments,
        "per_segment": [{"text": part.text, "units": part.units} for part in counted.per_segment],
        "remaining": counted.remaining,
        "limit": {"segments": counted.limit_segments},
        "fits": counted.fits,
        "forced_by": [
            {
                "index": forced.index,
                "char": forced.char,
                "codepoint": forced.codepoint,
                "suggestion": forced.suggestion,
                "start": forced.start,
                "stop": forced.stop,
            }
            for forced in counted.forced_by
        ],
        "profile": counted.profile.name,
    }


# --- a text per line ------------------------------------------------------------------------------------------------


def _count_lines(default_profile: str) -> None:
    """One answer per line, as soon as it is there; a bad line is answered with an error and the rest goes on."""
    from console.domain.sms.segments import segment

    read = failed = 0
    for line in sys.stdin.buffer:
        read += 1
        try:
            text, profile = _request(line, default_profile)
            answer = document(segment(text, profile))
        except InvalidInput as error:
            failed += 1
            answer = error_document(error)
        emit(answer)
    if failed:
        remark(f"{failed:,} of {read:,} lines could not be read; each has its error in its place in the output.")
        exit_with(InvalidInput.exit_code)


def _request(line: bytes, default_profile: str) -> tuple[str, str]:
    """The text and profile of one line. Raises InvalidInput."""
    try:
        request = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InvalidInput("The line is not UTF-8.", hint="Write it in UTF-8.") from None
    except (ValueError, RecursionError):
        raise InvalidInput("The line is not JSON.", hint='Each line is an object such as {"text": "Hello"}.') from None
    if not isinstance(request, dict):
        raise InvalidInput("The line is no JSON object.", hint='Each line is an object such as {"text": "Hello"}.')
    text = request.get("text")
    if not isinstance(text, str):
        raise InvalidInput("The object has no text.", hint='Give it a string under "text".', field="text")
    profile = request.get("profile")
    if profile is None:
        return text, default_profile
    if not isinstance(profile, str):
        raise InvalidInput("The profile is not a string.", hint="Name one, or leave it out.", field="profile")
    return text, profile


# --- for people -----------------------------------------------------------------------------------------------------


def _show(counted: Segmentation) -> None:
    from console.domain.sms.encoding import Encoding
    from console.domain.sms.rules import check_text

    gsm = counted.encoding is Encoding.GSM_7
    unit = "septet" if gsm else "unit"
    say(
        Styled(counted.encoding.value, "strong" if gsm else "warning"),
        f"   {_times(counted.segments, 'segment')}   {_times(counted.units, unit)}   {counted.remaining:,} left"
        f"{' in the last segment' if counted.segments > 1 else ''}   ",
        Styled(f"{counted.profile.name}, limit {_times(counted.limit_segments, 'segment')}", "quiet"),
    )
    _show_parts(counted)
    _show_forcing(counted)
    show_findings(finding for finding in check_text(counted.text, counted.profile) if finding.severity != "note")


def _show_parts(counted: Segmentation) -> None:
    parts = counted.per_segment
    if len(parts) < 2:
        return
    say()
    show_table(
        [(str(number), f"{part.units:,}", part.text) for number, part in enumerate(parts[:_LISTED], start=1)],
        heads=("segment", "units", "text"),
        right=(0, 1),
    )
    _say_more(len(parts))


def _show_forcing(counted: Segmentation) -> None:
    from itertools import islice

    from console.domain.sms.encoding import Encoding, count_forcing
    from console.domain.sms.replacements import propose
    from console.domain.sms.suggestions import forcing

    if counted.encoding is not Encoding.UCS_2:
        return
    say()
    show_table(
        [
            (f"{one.index + 1:,}", one.char, one.codepoint, _instead(one.suggestion))
            for one in islice(forcing(counted.text), _LISTED)
        ],
        heads=("at", "forces UCS-2", "", "instead"),
        right=(0,),
    )  # fmt: skip
    _say_more(count_forcing(counted.text))
    proposal = propose(counted)
    if proposal.replaced:
        after = proposal.after
        saved = proposal.segments_saved
        fewer = f", {saved:,} fewer to pay" if saved > 0 else ""
        say()
        still = "still " if proposal.left else ""
        say(f"With all replaced: {still}{after.encoding.value}, {_times(after.segments, 'segment')}{fewer}.")


def _instead(suggestion: str | None) -> str:
    if suggestion is None:
        return "nothing fair"
    return {"": "can go", " ": "a space", "\n": "a line break"}.get(suggestion, suggestion)


def _say_more(count: int) -> None:
    if count > _LISTED:
        say(Styled(f"and {count - _LISTED:,} more; --json has them all", "quiet"))


def _times(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
