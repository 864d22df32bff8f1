"""The kiosk's own tickets go to the server: all of them, once, in the order of issue."""

import logging
from typing import Any

import pytest

from kiosk_client.hand_in import AT_ONCE, FIRST_PAUSE_S, LOOK_EVERY_S, HandIn
from kiosk_client.running import remarks_on
from kiosk_client.server import Body, Refused, Unreached
from tests.clients.own_kiosk import AN_ID, PASSPORT, OwnKiosk, opening
from tests.clients.test_own_series import KEY

LOST = Unreached("lost", may_have_arrived=True)


class FakeServer:
    """Takes tickets as the contract says; `deaf` loses the next answers after it has understood."""

    def __init__(self) -> None:
        self.tickets: dict[str, Body] = {}
        self.batches: list[list[Body]] = []
        self.deaf = 0
        self.refuses: dict[str, str] = {}
        self.unreadable: set[str] = set()
        self.copies: list[tuple[str, str]] = []
        self.uncounted: dict[str, Exception] = {}

    def hand_in(self, items: list[Body]) -> Body:
        self.batches.append(items)
        if self.unreadable & {item["number"] for item in items}:
            raise Refused(422, {"code": "bad_value", "message": "?"})
        answers = {item["public_id"]: self._taken(item) for item in items}
        if self.deaf:
            self.deaf -= 1
            raise LOST
        return answers

    def _taken(self, item: Body) -> Body:
        if item["number"] in self.refuses:
            return {"error": {"code": self.refuses[item["number"]], "message": "?"}}
        known = self.tickets.setdefault(item["public_id"], item)
        assert known == item, "sent again, a ticket says the same"
        return {"public_id": item["public_id"], "number": item["number"], "ahead": 3}

    def reprint(self, public_id: str, key: str, language: str) -> Body:
        if key in self.uncounted:
            raise self.uncounted[key]
        self.copies.append((public_id, key))
        return {"public_id": public_id, "number": "?", "reprints": 1}


class Kiosk:
    """Own numbers and the way to the server."""

    def __init__(self) -> None:
        self.server = FakeServer()
        self.own = OwnKiosk().hear()
        self.online = True
        self.renewed: list[Body] = []
        kept, clock = self.own.own.kept, self.own.clock
        self.way = HandIn(
            self.server.hand_in, self.server.reprint, kept, clock, lambda: self.online, self.renewed.append
        )

    def numbers(self) -> list[str]:
        return [item["number"] for item in self.server.tickets.values()]


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk()


def test_ten_minutes_of_numbers_go_in_once_and_in_true_order(kiosk: Kiosk) -> None:
    given = []
    for _ in range(120):
        given.append(kiosk.own.take()["number"])
        kiosk.own.times.pass_by(5)
    kiosk.own.hear(opening("2026-11-23T09:10:00+08:00"))
    assert kiosk.way.go_on() == LOOK_EVERY_S
    times = [item["issued_at"] for item in kiosk.server.tickets.values()]
    assert (kiosk.numbers(), times) == (given, sorted(times))
    assert [len(batch) for batch in kiosk.server.batches] == [AT_ONCE, AT_ONCE, 20]
    assert len(kiosk.renewed) == 120


def test_a_lost_answer_is_asked_for_again_with_the_same_words(kiosk: Kiosk) -> None:
    kiosk.own.take()
    kiosk.server.deaf = 2
    pauses = [kiosk.way.go_on() for _ in range(3)]
    assert pauses == [FIRST_PAUSE_S, 2 * FIRST_PAUSE_S, LOOK_EVERY_S]
    assert (len(kiosk.server.batches), len(kiosk.server.tickets), len(kiosk.renewed)) == (3, 1, 1)


def test_a_new_number_during_the_hand_in_waits_behind_the_older_ones(kiosk: Kiosk) -> None:
    kiosk.own.take()
    kiosk.server.deaf = 1
    kiosk.way.go_on()
    kiosk.own.take()
    kiosk.way.go_on()
    assert kiosk.numbers() == ["B-K1-01", "B-K1-02"]


def test_a_killed_kiosk_goes_on_handing_in(kiosk: Kiosk) -> None:
    kiosk.own.take()
    kiosk.server.deaf = 1
    kiosk.way.go_on()
    kiosk.own.times.power_cut(off_s=60)
    kiosk.own.start()
    kiosk.own.hear(opening("2026-11-23T09:01:00+08:00"))
    again = HandIn(
        kiosk.server.hand_in, kiosk.server.reprint, kiosk.own.own.kept, kiosk.own.clock, lambda: True, print
    )
    again.go_on()
    assert (kiosk.numbers(), kiosk.own.own.kept.waiting()) == (["B-K1-01"], 0)


def test_a_refused_ticket_is_kept_told_and_not_sent_again(
    kiosk: Kiosk, caplog: pytest.LogCaptureFixture
) -> None:
    kiosk.own.take()
    kiosk.own.take()
    kiosk.server.refuses = {"B-K1-01": "number_taken"}
    with caplog.at_level(logging.ERROR):
        kiosk.way.go_on()
    kiosk.way.go_on()
    assert (kiosk.numbers(), len(kiosk.server.batches)) == (["B-K1-02"], 1)
    assert "B-K1-01" in caplog.text
    told = remarks_on(kiosk.own.own.kept, kiosk.own.clock)
    assert told.detail == "not taken by the server: B-K1-01 (number_taken)"


def test_one_item_that_cannot_be_read_spoils_no_other(kiosk: Kiosk) -> None:
    given = [kiosk.own.take()["number"] for _ in range(9)]
    kiosk.server.unreadable = {"B-K1-04"}
    kiosk.way.go_on()
    assert kiosk.numbers() == [number for number in given if number != "B-K1-04"]
    assert kiosk.own.own.kept.troubles() == [("B-K1-04", "bad_value")]


def test_without_the_server_nothing_is_tried(kiosk: Kiosk) -> None:
    kiosk.own.take()
    kiosk.online = False
    assert (kiosk.way.go_on(), kiosk.server.batches) == (LOOK_EVERY_S, [])


def test_an_older_server_leaves_the_numbers_where_they_are(kiosk: Kiosk) -> None:
    kiosk.own.take()

    def unknown(items: list[Body]) -> Body:
        raise Refused(404, {"code": "not_found"})

    kept, clock = kiosk.own.own.kept, kiosk.own.clock
    assert HandIn(unknown, kiosk.server.reprint, kept, clock, lambda: True, print).go_on() == FIRST_PAUSE_S
    assert kept.waiting() == 1


def test_a_number_that_nobody_has_seen_is_handed_in_as_given_back(kiosk: Kiosk) -> None:
    kiosk.own.take("touch-0001")
    kiosk.own.own.kept.cancel("touch-0001")
    kiosk.way.go_on()
    assert [item.get("cancelled") for item in kiosk.server.tickets.values()] == [True]


def test_a_sealed_document_goes_with_its_ticket_and_is_forgotten_then(kiosk: Kiosk) -> None:
    kiosk.own.own.learn_key({"sealing_key": KEY})
    kiosk.own.take(service=PASSPORT, id_number=AN_ID)
    kiosk.way.go_on()
    (item,) = kiosk.server.tickets.values()
    assert item["id_sealed"] not in "\n".join(kiosk.own.spool._db.iterdump())


def test_what_is_handed_in_has_the_agreed_form(kiosk: Kiosk) -> None:
    kiosk.own.take(visitor_class="elderly", language="en", party="p1")
    kiosk.way.go_on()
    (item,) = kiosk.server.tickets.values()
    told: dict[str, Any] = {"number": "B-K1-01", "service": "SJ-0019", "visitor_class": "elderly"}
    told |= {"language": "en", "party": "p1", "issued_at": "2026-11-23T09:00:00.000+08:00", "clock": "sure"}
    assert {name: value for name, value in item.items() if name != "public_id"} == told


def test_copies_are_counted_when_their_ticket_is_in(kiosk: Kiosk) -> None:
    ticket = kiosk.own.take()
    kiosk.own.own.kept.copied({**ticket, "reprints": 1}, "again-0001", "zh")
    kiosk.own.own.kept.copied({"public_id": "online", "reprints": 2}, "again-0002", "zh")
    kiosk.way.go_on()
    assert kiosk.server.copies == [(ticket["public_id"], "again-0001"), ("online", "again-0002")]
    kiosk.way.go_on()
    assert len(kiosk.server.copies) == 2


@pytest.mark.parametrize("trouble", [Refused(401, {"code": "not_signed_in"}), LOST])
def test_a_copy_is_asked_for_until_the_server_decides_and_holds_up_no_other(
    kiosk: Kiosk, trouble: Exception
) -> None:
    for key in ("again-0001", "again-0002"):
        kiosk.own.own.kept.copied({"public_id": f"id of {key}"}, key, "zh")
    kiosk.server.uncounted = {"again-0001": trouble}
    assert kiosk.way.go_on() == FIRST_PAUSE_S
    assert kiosk.server.copies == [("id of again-0002", "again-0002")]
    kiosk.server.uncounted = {}
    kiosk.way.go_on()
    assert kiosk.server.copies[1:] == [("id of again-0001", "again-0001")]


def test_a_copy_that_the_server_will_never_count_is_let_go(kiosk: Kiosk) -> None:
    kiosk.own.own.kept.copied({"public_id": "gone"}, "again-0001", "zh")
    kiosk.server.uncounted = {"again-0001": Refused(404, {"code": "unknown_ticket"})}
    assert kiosk.way.go_on() == LOOK_EVERY_S
    assert list(kiosk.own.own.kept.copies()) == []
