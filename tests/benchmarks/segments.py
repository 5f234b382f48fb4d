"""Counting segments against one pass of a regular expression and against the package smsutil, in the same run.

Run from the checkout: `python -m tests.benchmarks.segments`. In each of the paired rounds the three take turns on the
same text; ratios are taken within a round, and the table shows their medians. To reach: at most 3 times the pass over
plain text and 6 times with extension characters; at least 20 and 6 times as fast as smsutil.
"""

from __future__ import annotations

import gc
import re
import statistics
import sys
from collections.abc import Callable
from time import perf_counter_ns

import click
import smsutil

from console.domain.sms.alphabet import BASIC, GSM, character_class
from console.domain.sms.segments import segment
from tests.benchmarks.segment_texts import LENGTHS, text_of

ROUNDS = 401
TURN_US = 300
"""Each of the three has about so long a turn. Turns are short and alike, so that the scheduler interrupts few of them
and no one of the three more often than another; the median then leaves the interrupted ones out."""

GOALS = {"plain": (3.0, 20.0), "extension": (6.0, 6.0)}
PASS = {
    "plain": re.compile(character_class(BASIC) + "*+").fullmatch,
    "extension": re.compile(character_class(GSM) + "*+").fullmatch,
}


def microseconds(count: Callable[[str], object], text: str, repeats: int) -> float:
    begin = perf_counter_ns()
    for _ in range(repeats):
        count(text)
    return (perf_counter_ns() - begin) / repeats / 1_000


def repeats_for(count: Callable[[str], object], text: str) -> int:
    return max(1, round(TURN_US / min(microseconds(count, text, 5) for _ in range(20))))


def rounds(kind: str, length: int) -> list[tuple[float, ...]]:
    """(the pass, our count, smsutil) in microseconds a call."""
    text = text_of(kind, length)
    one_pass = PASS[kind]
    assert one_pass(text) is not None
    assert segment(text).segments == len(smsutil.split(text).parts)
    turns = [(count, repeats_for(count, text)) for count in (one_pass, segment, smsutil.split)]
    return [tuple(microseconds(count, text, repeats) for count, repeats in turns) for _ in range(ROUNDS)]


def main() -> int:
    """Print the table; 1 where a goal is missed."""
    missed = 0
    click.echo(
        f"{'text':<10} {'length':>7} {'pass us':>9} {'count us':>9} {'smsutil us':>11} {'x pass':>7} {'x smsutil':>10}"
    )
    gc.disable()
    for kind, (most, least) in GOALS.items():
        for length in LENGTHS:
            seen = rounds(kind, length)
            one_pass, ours, theirs = (statistics.median(column) for column in zip(*seen, strict=True))
            over_pass = statistics.median(count / base for base, count, _ in seen)
            under_smsutil = statistics.median(other / count for _, count, other in seen)
            reached = over_pass <= most and under_smsutil >= least
            missed += not reached
            click.echo(
                f"{kind:<10} {length:>7,} {one_pass:>9.2f} {ours:>9.2f} {theirs:>11.1f} {over_pass:>7.2f} "
                f"{under_smsutil:>10.1f}  {'reached' if reached else 'MISSED'} (<= {most:g}, >= {least:g})"
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
