"""Reports repeated, reordered, before the answer and with damaged ids: a plain model beside the store."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from console.domain.callbacks.event import Event
from console.domain.callbacks.filter import Filter
from console.domain.message import Message, Outcome
from console.domain.state import AWAITED, UNKNOWN, Observation, State, combine, latest
from console.store.arrivals import record_arrivals
from console.store.database import Database
from console.store.events import newest, totals
from console.store.joining import MOST_BY_REFERENCE
from console.store.messages import message, messages, record_answer, record_sending
from tests.store.rows import BUFFERED, DELIVERED, FAILED, NOW, arrival, report, sending

# Ids of which some are one another in the other base, another case or without zeros; which are 66 and which 0x42?
IDS = ("QX91ab", "qx91AB", "00QX77", "171", "ab", "0AB", "1234", "42", "66", "000042", "0", "7$x")
EVERYTHING = Filter()
NUMBERS = ("+46700000001", "+46700000002")
STATES = st.sampled_from([DELIVERED, FAILED, BUFFERED, None])


def _damaged(sent: str, how: str) -> str:
    digits, hexadecimal = sent.isdecimal(), all(c in "0123456789abcdefABCDEF" for c in sent)
    return {
        "upper": sent.upper(),
        "lower": sent.lower(),
        "stripped": sent.lstrip("0") or sent,
        "padded": "00" + sent,
        "hex": f"{int(sent):X}" if digits else sent,
        "decimal": str(int(sent, 16)) if hexadecimal else sent,
    }.get(how, sent)


def _could_be(sent: str, reported: str) -> bool:
    """The rules in other words than the program's."""
    one, other = sent.lower().lstrip("0"), reported.lower().lstrip("0")
    if one == other:
        return True
    for decimal, hexadecimal in ((one, other), (other, one)):
        try:
            if int(decimal or "0") == int(hexadecimal or "0", 16):
                return True
        except ValueError:
            continue
    return False


@dataclass
class Sent:
    message: Message
    provider_id: str
    answered: bool = False


@dataclass
class Told:
    event: Event
    sequence: int
    repeats: int = 0


class ReportsAndAnswers(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.database = Database(self.folder / "switchroom.db")
        self.sent: list[Sent] = []
        self.told: dict[str, Told] = {}

    def teardown(self) -> None:
        self.database.close()
        shutil.rmtree(self.folder)

    @precondition(lambda self: len(self.sent) < len(IDS))
    @rule(number=st.sampled_from(NUMBERS), segments=st.integers(1, 3))
    def send(self, number: str, segments: int) -> None:
        new = sending(f"01M{len(self.sent):02}", [number], segments)
        self.sent.append(Sent(new, IDS[len(self.sent)]))
        self.database.write_now(lambda connection: record_sending(connection, new))

    @precondition(lambda self: any(not one.answered for one in self.sent))
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from([one for one in self.sent if not one.answered]))
        one.answered = True
        self.database.write_now(
            lambda connection: record_answer(
                connection,
                one.message.id,
                0,
                outcome=Outcome.ACCEPTED,
                state=AWAITED,
                code=1005,
                provider_ids=[one.provider_id],
                answered_at=NOW,
            )
        )

    @rule(
        about=st.lists(
            st.tuples(
                st.sampled_from(IDS),
                st.sampled_from(["", "", "upper", "lower", "stripped", "padded", "hex", "decimal"]),
                st.sampled_from([*NUMBERS, None]),
                st.sampled_from([None, 0, 1, 4]),
                STATES,
                st.integers(0, 3),
            ),
            min_size=1,
            max_size=4,
        ),
        repeated=st.lists(st.integers(0, 30), max_size=2),
    )
    def come(
        self,
        about: list[tuple[str, str, str | None, int | None, State | None, int]],
        repeated: list[int],
    ) -> None:
        events = [
            report(_damaged(sent, how), state, destination=number, part=part, occurred_at=NOW + second * 1000)
            for sent, how, number, part, state, second in about
        ]
        told_before = [one.event for one in self.told.values()]
        batch = events + [(told_before + events)[index % len(told_before + events)] for index in repeated]
        before = self.database.read_now(totals)
        recorded = self.database.write_now(
            lambda connection: record_arrivals(connection, [arrival(event) for event in batch], "test")
        )
        assert recorded.repeated == len(repeated)
        assert self.database.read_now(totals).events == before.events + len(events)
        for event in batch:
            if event.dedup_key in self.told:
                self.told[event.dedup_key].repeats += 1
            else:
                self.told[event.dedup_key] = Told(event, len(self.told))

    def owner(self, event: Event) -> Sent | None:
        answered = [one for one in self.sent if one.answered]
        reported = event.provider_message_id
        assert reported is not None
        for one in answered:
            if one.provider_id == reported:
                return one
        could_be = [
            one
            for one in answered
            if _could_be(one.provider_id, reported) and event.destination in (None, one.message.recipients[0].to)
        ]
        return could_be[0] if len(could_be) == 1 else None

    @invariant()
    def the_store_says_what_the_model_says(self) -> None:
        stored = self.database.read_now(lambda connection: newest(connection, EVERYTHING, NOW, 1000))
        assert len(stored) == len(self.told)
        owned: dict[str, list[tuple[int, Told]]] = {one.message.id: [] for one in self.sent}
        for row in stored:
            told = self.told[row.event.dedup_key]
            owner = self.owner(told.event)
            assert row.message == (owner.message.id if owner else None), row
            assert (row.matched_by is None) == (owner is None)
            assert (row.matched_by == "exact") == (
                owner is not None and owner.provider_id == told.event.provider_message_id
            )
            assert row.repeats == told.repeats
            if owner:
                owned[owner.message.id].append((row.id, told))
        assert self.database.read_now(totals).unmatched == sum(row.message is None for row in stored)
        trees = {tree.id: tree for tree in self.database.read_now(lambda connection: messages(connection, now=NOW))}
        for one in self.sent:
            (recipient,) = trees[one.message.id].recipients
            if not one.answered:
                assert recipient.parts == ()
                assert recipient.outcome is Outcome.SENDING
                continue
            reports = owned[one.message.id]
            indices = set(range(one.message.segments)) | {
                told.event.part for _, told in reports if told.event.part is not None
            }
            assert [part.index for part in recipient.parts] == sorted(indices)
            for part in recipient.parts:
                mine = [(number, told) for number, told in reports if told.event.part in (None, part.index)]
                assert part.events == tuple(number for number, _ in mine)
                assert part.provider_message_id == one.provider_id
                seen = [Observation(AWAITED, 0, 0, 1005)] + [
                    Observation(told.event.state, told.event.occurred_at or 0, number, told.event.code)
                    for number, told in mine
                    if told.event.state is not None
                ]
                news = latest(seen)
                assert news is not None
                assert (part.state, part.code) == (news.state, news.code)
            assert recipient.state == combine(part.state for part in recipient.parts)
            assert trees[one.message.id].state == recipient.state


ReportsAndAnswers.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestReportsAndAnswers = ReportsAndAnswers.TestCase


def answered(database: Database, message_id: str, position: int = 0, **given: object) -> None:
    values = {"outcome": Outcome.ACCEPTED, "state": AWAITED, "answered_at": NOW, **given}
    database.write_now(lambda connection: record_answer(connection, message_id, position, **values))  # type: ignore[arg-type] # mixed on purpose


def told(database: Database, *events: Event, account: str | None = "acme") -> None:
    database.write_now(
        lambda connection: record_arrivals(connection, [arrival(event, account=account) for event in events], "test")
    )


def sent(database: Database, new: Message) -> None:
    database.write_now(lambda connection: record_sending(connection, new))


def test_an_account_or_provider_claims_only_its_own(database: Database) -> None:
    sent(database, sending("01A"))
    answered(database, "01A", provider_ids=["QX91"])
    told(database, report("QX91"), account="other")
    told(database, report("QX91", provider="livelink"))
    told(database, report("QX91"), account=None)
    part = database.read_now(lambda connection: message(connection, "01A")).recipients[0].parts[0]
    assert part.events == (3,)


def test_an_id_used_again_goes_to_the_number_it_names_else_to_the_last_sent(database: Database) -> None:
    for name, number, at in (
        ("01A", "+46700000001", NOW),
        ("01B", "+46700000002", NOW + 1),
        ("01C", "+46700000001", NOW + 2),
    ):
        sent(database, sending(name, [number], sent_at=at))
        answered(database, name, provider_ids=["7"])
    told(database, report("7", destination="+46700000002"), report("7"), report("7", destination="46700000001"))
    trees = database.read_now(lambda connection: messages(connection, now=NOW))
    assert {tree.id: tree.recipients[0].parts[0].events for tree in trees} == {"01A": (), "01B": (1,), "01C": (2, 3)}


def test_several_ids_are_one_part_each(database: Database) -> None:
    sent(database, sending("01A", segments=2))
    told(database, report("P2", FAILED))
    answered(database, "01A", provider_ids=["P1", "P2"])
    told(database, report("P1"))
    parts = database.read_now(lambda connection: message(connection, "01A")).recipients[0].parts
    assert [(part.provider_message_id, part.state) for part in parts] == [("P1", DELIVERED), ("P2", FAILED)]


def test_a_lost_answer_is_made_good_by_the_reference(database: Database) -> None:
    sent(database, sending("01A", ["+46700000001", "+46700000002"], reference="ord-7"))
    lost = UNKNOWN
    for position in (0, 1):
        answered(database, "01A", position, outcome=Outcome.UNKNOWN, state=lost)
    told(database, report("QX9", reference="ord-7", destination="46700000002", part=0))
    told(database, report("QX8", reference="ord-7"), report("QX7", reference="ord-8", destination="46700000002"))
    told(database, report("QX9", BUFFERED, part=0))
    first, second = database.read_now(lambda connection: message(connection, "01A")).recipients
    assert (first.parts, first.state) == ((), lost)
    assert [(part.provider_message_id, part.state, part.events) for part in second.parts] == [
        ("QX9", DELIVERED, (1, 4))
    ]
    stored = database.read_now(lambda connection: newest(connection, EVERYTHING, NOW, 10))
    assert [row.matched_by for row in stored] == ["reference", None, None, "exact"]


def test_a_reference_shared_by_very_many_means_nobody(database: Database) -> None:
    numbers = [f"+4670{number:07}" for number in range(MOST_BY_REFERENCE + 1)]
    sent(database, sending("01A", numbers, reference="campaign"))
    for position in range(len(numbers)):
        answered(database, "01A", position)
    told(database, report(None, reference="campaign", destination=numbers[5]))
    assert database.read_now(totals).unmatched == 1


def test_an_answer_with_a_final_code_is_not_undone_by_a_late_temporary_report(database: Database) -> None:
    sent(database, sending("01A"))
    answered(database, "01A", state=DELIVERED, code=1001, provider_ids=["QX91"])
    told(database, report("QX91", BUFFERED)._replace(code=1000))
    (part,) = database.read_now(lambda connection: message(connection, "01A")).recipients[0].parts
    assert (part.state, part.code, part.events) == (DELIVERED, 1001, (1,))
