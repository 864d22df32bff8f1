"""Several centres beside each other, and what is not to be known."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from prometheus_client.exposition import generate_latest
from prometheus_client.registry import CollectorRegistry

from queue_server.actions.access import give_token, token_key
from queue_server.actions.days import tick
from queue_server.actions.desk import Seat
from queue_server.actions.devices import heard_from
from queue_server.actions.ending import missed
from queue_server.actions.handing_in import hand_in
from queue_server.actions.moving import transfer
from queue_server.actions.sessions import sign_in
from queue_server.actions.visitors import revive
from queue_server.actions.watching import parts_told
from queue_server.domain.devices import Part
from queue_server.domain.tokens import Token, TokenKind
from queue_server.hearing import Hearing
from queue_server.metrics.halls import Halls
from queue_server.metrics.record import Record
from queue_server.metrics.visits import Visits
from queue_server.store.memory import MemoryStore
from queue_server.store.writer import CentreWriter
from tests.makers import NINE, a_catalogue, a_paper
from tests.metrics.reading import Figures, read, value
from tests.metrics.threads import Threads
from tests.store.town import Answer, StillClock, press_next, take


@dataclass
class TwoCentres:
    """A town and a city on one server."""

    clock: StillClock
    writer: CentreWriter
    hearing: Hearing
    halls: Halls
    registry: CollectorRegistry

    def act(self, centre: str, work: Any, by: str = "device:K1") -> Any:
        return self.writer.act(centre, by, work)

    def figures(self) -> Figures:
        self.halls.look()
        return read(generate_latest(self.registry).decode())


@contextmanager
def two_centres(*known: str) -> Iterator[TwoCentres]:
    clock, hearing = StillClock(), Hearing()
    store = MemoryStore(clock, {"town": a_catalogue(), "city": a_catalogue()})
    visits = Visits(store.centres())
    writer = CentreWriter(store, Answer, lambda news, _: visits.committed(news))
    halls = Halls(Threads(), writer, clock, hearing, lambda: known or store.centres())
    registry = CollectorRegistry()
    for collector in (visits, halls, Record(writer)):
        registry.register(collector)
    writer.start()
    for centre in store.centres():
        writer.act(centre, "system", tick)
    try:
        yield TwoCentres(clock, writer, hearing, halls, registry)
    finally:
        writer.stop()


def test_each_centre_is_counted_for_itself() -> None:
    with two_centres() as both:
        both.act("town", take)
        both.act("town", take)
        both.act("city", take, by="guide:chen")
        said = both.figures()
    assert value(said, "yimen_tickets_issued_total", centre="town", origin="kiosk") == 2
    assert value(said, "yimen_tickets_issued_total", centre="city", origin="guide") == 1
    assert value(said, "yimen_waiting_tickets", centre="town", queue="life") == 2
    assert value(said, "yimen_waiting_tickets", centre="city", queue="life") == 1


def test_a_wait_is_hall_time_from_issue_to_the_first_call() -> None:
    with two_centres() as both:
        both.act("city", take)
        both.clock.move(minutes=12)
        assert value(both.figures(), "yimen_longest_wait_seconds", centre="city", queue="life") == 720
        both.act("city", lambda tx: sign_in(tx, "C1", 1, True, "key"))
        both.act("city", lambda tx: press_next(tx, Seat(1, "C1")))
        said = both.figures()
    assert value(said, "yimen_wait_seconds_sum", centre="city") == 720
    assert value(said, "yimen_wait_seconds_bucket", centre="city", le="600.0") == 0
    assert value(said, "yimen_wait_seconds_bucket", centre="city", le="900.0") == 1
    assert value(said, "yimen_windows", centre="city", state="called") == 1
    assert value(said, "yimen_wait_seconds_count", centre="town") == 0


def longest(both: TwoCentres, queue: str) -> float | None:
    return value(both.figures(), "yimen_longest_wait_seconds", centre="town", queue=queue)


def test_after_a_transfer_the_wait_in_the_new_line_alone_counts() -> None:
    with two_centres() as both:
        ticket = both.act("town", take).public_id
        both.act("town", lambda tx: sign_in(tx, "C1", 1, True, "key"))
        both.act("town", lambda tx: sign_in(tx, "C2", 2, True, "other key"))
        both.clock.move(minutes=12)
        both.act("town", lambda tx: press_next(tx, Seat(1, "C1")))
        both.clock.move(minutes=3)
        both.act("town", lambda tx: transfer(tx, Seat(1, "C1"), ticket, "permits", None, ""))
        both.clock.move(minutes=5)
        assert (longest(both, "life"), longest(both, "permits")) == (0, 300)
        both.act("town", lambda tx: press_next(tx, Seat(2, "C2")))
        said = both.figures()
    assert value(said, "yimen_wait_seconds_count", centre="town") == 2
    assert value(said, "yimen_wait_seconds_sum", centre="town") == 720 + 300


def test_a_number_that_is_back_has_waited_since_then_and_not_as_long_as_the_one_before_it() -> None:
    with two_centres() as both:
        ticket = both.act("town", take).public_id
        both.act("town", lambda tx: sign_in(tx, "C1", 1, True, "key"))
        both.act("town", lambda tx: press_next(tx, Seat(1, "C1")))
        both.act("town", take)
        both.act("town", lambda tx: missed(tx, Seat(1, "C1"), ticket))
        both.clock.move(minutes=20)
        both.act("town", lambda tx: revive(tx, ticket, by_guide=True))
        both.act("town", lambda tx: press_next(tx, Seat(1, "C1")))
        both.clock.move(minutes=1)
        assert longest(both, "life") == 60


def test_a_number_of_a_kiosk_that_was_cut_off_is_told_apart() -> None:
    with two_centres() as both:
        both.act("town", lambda tx: hand_in(tx, "K1", a_paper()))
        said = both.figures()
    assert value(said, "yimen_tickets_issued_total", centre="town", origin="handed_in") == 1
    assert value(said, "yimen_tickets_issued_total", centre="town", origin="kiosk") == 0


def test_a_device_is_told_by_words_that_we_know() -> None:
    key = token_key("of K1")

    def told(state: str) -> Any:
        return lambda tx: heard_from(tx, key, state, "", "1")

    with two_centres() as both:
        token = Token(key, TokenKind.DEVICE, "K1", NINE, device_kind="kiosk")
        both.act("town", lambda tx: give_token(tx, token))
        both.act("town", told("cover_open"))
        both.hearing.note("town", "K1", (NINE, NINE))
        known = both.figures()
        both.act("town", told("ticket A001 of Mr Wang is stuck"))
        unknown = both.figures()
    where = {"centre": "town", "device": "K1", "part": "", "kind": "kiosk"}
    assert value(known, "yimen_device_state", **where, state="cover_open") == 1
    assert value(unknown, "yimen_device_state", **where, state="other") == 1
    heard = value(known, "yimen_device_last_heard_timestamp_seconds", centre="town", device="K1")
    assert heard == NINE.timestamp()


def test_a_part_is_told_by_codes_that_we_make() -> None:
    key = token_key("of K1")
    parts = [
        Part(code, "printer", "paper_out", NINE) for code in ("printer", "ID 110101199001011237", "x1", "x2")
    ]
    with two_centres() as both:
        token = Token(key, TokenKind.DEVICE, "K1", NINE, device_kind="kiosk")
        both.act("town", lambda tx: give_token(tx, token))
        both.act("town", lambda tx: heard_from(tx, key, "ok", "", "1"))
        both.act("town", lambda tx: parts_told(tx, "K1", parts))
        said = both.figures()
    told = [dict(labels) for name, labels in said if name == "yimen_device_state"]
    here = [each["part"] for each in told if (each["centre"], each["device"]) == ("town", "K1")]
    assert sorted(here) == ["", "other", "printer"]


def test_a_centre_that_cannot_be_read_hides_no_other() -> None:
    with two_centres("town", "nowhere") as both:
        said = both.figures()
    assert value(said, "yimen_centre_up", centre="nowhere") == 0
    assert value(said, "yimen_centre_up", centre="town") == 1
    assert value(said, "yimen_waiting_tickets", centre="town", queue="life") == 0


def test_acts_that_were_refused_are_counted() -> None:
    with two_centres() as both:
        before = both.figures()
        refused = both.writer.act_each("town", "device:K1", [lambda tx: take(tx, service="no such")])
        after = both.figures()
    assert len(refused) == 1
    assert value(before, "yimen_acts_refused_total", lane="all") == 0
    assert value(after, "yimen_acts_refused_total", lane="all") == 1
