"""A believable week of a customer's messages and what became of them, the same for the same `now`."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, field

from console.domain.timestamps import Millis
from console.sandbox.link_smsc import codes
from console.sandbox.link_smsc.segments import count_parts

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_INCIDENT_ENDS = 21 * MINUTE  # before now: two minutes in which one operator answered nobody
_INCIDENT_LASTS = 2 * MINUTE

# Share of a day's messages by hour, night to night.
_HOURS = (1, 1, 1, 1, 1, 2, 6, 14, 22, 20, 18, 17, 16, 17, 18, 19, 18, 16, 13, 11, 9, 6, 3, 2)

# Final code, and how many of a thousand messages end with it.
_ENDS = (
    (1001, 958), (2106, 9), (2104, 6), (1006, 5), (1002, 6), (2107, 4), (2105, 3), (1004, 3), (4, 2), (2103, 1),
    (1010, 1), (6, 1), (2108, 1),
)  # fmt: skip
_PREMIUM_ENDS = ((1001, 900), (2201, 50), (2202, 20), (2204, 15), (1009, 10), (2203, 5))
_INCIDENT_ENDS_AS = ((4, 60), (6, 25), (1010, 15))

# Country prefix, how the number goes on (x is any digit), and how many of a hundred messages go there.
_NUMBERS = (
    ("+46", "70xxxxxxx", 30), ("+46", "73xxxxxxx", 18), ("+47", "4xxxxxxx", 18), ("+47", "9xxxxxxx", 10),
    ("+45", "2xxxxxxx", 10), ("+358", "40xxxxxxx", 8), ("+354", "6xxxxxx", 2), ("+49", "151xxxxxxxx", 3),
    ("+44", "7700900xxx", 1),
)  # fmt: skip

_TEXTS = (
    ("Acme", "Din kod är {code}. Den gäller i tio minuter.", 30),
    ("Acme", "Koden din er {code}. Den gjelder i ti minutter.", 20),
    ("Acme", "Din kode er {code}. Den gælder i ti minutter.", 8),
    ("Paketet", "Ditt paket {order} finns hos ombudet. Hämta det senast på fredag.", 14),
    ("Paketet", "Pakken din {order} er klar. Ta med legitimasjon.", 8),
    (
        "Tandvården",
        "Välkommen till din undersökning på torsdag klockan 14.20. Kan du inte komma? Svara AVBOKA senast ett dygn "
        "innan, annars tar vi ut en avgift. Ring oss gärna om du har frågor, vi svarar vardagar mellan 8 och 16.",
        7,
    ),
    ("Bank Nord", "You paid {amount} EUR at Kiosk 24. Not you? Call us on the number on your card.", 6),
    ("Teatern", "Biljetterna till i kväll – rad {seat} – finns i appen. Dörrarna öppnar 18.30 ☺", 4),
    ("72401", "Tack för ditt bidrag på 50 kr! Ditt stöd gör skillnad.", 3),
)
_REPLIES = ("JA", "STOPP", "AVBOKA", "Tack!", "Hej, när kommer paketet?", "Ja takk 👍", "Vad gäller det här?", "ROST 3")


@dataclass(frozen=True, slots=True)
class Report:
    """One part's report on its way: `code`, when it was true and when it came in. `repeated` counts repetitions."""

    part: int | None
    code: int
    occurred_at: Millis
    received_at: Millis
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """A message with one recipient. `answer` is the code of the answer to the send, None where none came."""

    sent_at: Millis
    answered_at: Millis
    source: str
    destination: str
    text: str
    parts: int
    message_id: str
    answer: int | None
    tariff: str | None = None
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A message from a handset."""

    received_at: Millis
    message_id: str
    source: str
    destination: str
    text: str


@dataclass(slots=True)
class Week:
    sent: list[Sent] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    strangers: list[Sent] = field(default_factory=list)
    """Messages somebody else sent through the same account: only their reports are ours."""


def week(now: Millis, messages: int) -> Week:
    """About `messages` messages in the seven days before `now`, the incident's and the last minutes' among them."""
    chance = random.Random(5)
    whole = Week()
    moments = sorted(now - offset for offset in _offsets(chance, now, messages))
    incident = range(now - _INCIDENT_ENDS - _INCIDENT_LASTS, now - _INCIDENT_ENDS)
    moments = sorted([*moments, *(chance.choice(incident) for _ in range(messages // 50))])
    for moment in moments:
        sent = _one(chance, moment, now, bad=moment in incident)
        whole.sent.append(sent)
        if chance.random() < 0.035 and sent.reports:
            answered = sent.reports[-1].received_at + chance.randrange(20_000, 20 * MINUTE)
            if answered < now:
                number = "SE-72401" if sent.source == "72401" else "SE-71100"
                whole.replies.append(
                    Reply(answered, _message_id(chance), sent.destination, number, chance.choice(_REPLIES))
                )
    whole.strangers = [
        _one(chance, now - chance.randrange(MINUTE, 7 * DAY), now, bad=False) for _ in range(max(3, messages // 120))
    ]
    return whole


def _offsets(chance: random.Random, now: Millis, messages: int) -> Iterator[Millis]:
    """How long before now each message was sent: busy by day and quiet at night, in UTC."""
    hours = [_HOURS[(now - age * HOUR) // HOUR % 24] for age in range(7 * 24)]
    for age in chance.choices(range(7 * 24), weights=hours, k=messages):
        yield age * HOUR + chance.randrange(1_000, HOUR)


def _one(chance: random.Random, sent_at: Millis, now: Millis, *, bad: bool) -> Sent:
    source, template, _ = chance.choices(_TEXTS, weights=[weight for *_, weight in _TEXTS])[0]
    text = template.format(
        code=chance.randrange(1_000, 9_999),
        order=f"AC{chance.randrange(100_000, 999_999)}",
        amount=f"{chance.randrange(200, 9_900) / 100:.2f}",
        seat=f"{chance.randrange(1, 20)}, plats {chance.randrange(1, 30)}",
    )
    premium = source == "72401"
    prefix, shape, _ = chance.choices(_NUMBERS, weights=[weight for *_, weight in _NUMBERS])[0]
    if premium or source == "Paketet":
        prefix, shape = "+46", "70xxxxxxx"
    if bad:
        prefix, shape = "+47", "4xxxxxxx"
    destination = prefix + "".join(str(chance.randrange(10)) if digit == "x" else digit for digit in shape)
    ends = _INCIDENT_ENDS_AS if bad else _PREMIUM_ENDS if premium else _ENDS
    code = chance.choices([end for end, _ in ends], weights=[weight for _, weight in ends])[0]
    answer: int | None = code if code in codes.ANSWERED_AT_ONCE else codes.SENT
    if chance.random() < 0.001:
        answer = None
    sent = Sent(
        sent_at=sent_at,
        answered_at=sent_at + (20_000 if answer is None else chance.randrange(60, 900)),
        source=source,
        destination=destination,
        text=text,
        parts=count_parts(text),
        message_id=_message_id(chance),
        answer=answer,
        tariff="SEK5000" if premium else None,
    )
    if answer != codes.SENT:
        return sent
    return _with_reports(chance, sent, code, now, slow=bad)


def _with_reports(chance: random.Random, sent: Sent, code: int, now: Millis, *, slow: bool) -> Sent:
    reports = []
    for part in range(sent.parts):
        number = part if sent.parts > 1 else None
        latency = int(chance.lognormvariate(8.1, 0.7)) + (45_000 if slow else 0)  # about 3.3 s, with a long tail
        if code == 1002:
            latency += 6 * HOUR
        occurred = sent.answered_at + latency
        if chance.random() < 0.04:
            between = sent.answered_at + latency // 3
            reports.append(Report(number, codes.SENT, between, between + chance.randrange(80, 400)))
        if chance.random() < 0.002:
            continue  # its final report never came
        repeated = chance.choices((0, 1, 3), weights=(985, 12, 3))[0]
        reports.append(Report(number, code, occurred, occurred + chance.randrange(80, 900), repeated))
    came = tuple(report for report in reports if report.received_at < now)
    return Sent(
        sent.sent_at, sent.answered_at, sent.source, sent.destination, sent.text, sent.parts, sent.message_id,
        sent.answer, sent.tariff, came,
    )  # fmt: skip


def _message_id(chance: random.Random) -> str:
    return chance.choice(string.ascii_letters) + "".join(chance.choices(string.ascii_letters + string.digits, k=7))
