import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from queue_server.boards.calls import Call, CallLog
from queue_server.boards.envelope import LARGEST, encode, envelope, fitted
from queue_server.boards.rooms import Moment, board_of, parse
from queue_server.domain.hall import Hall
from queue_server.domain.windows import Window
from wire.boards import Envelope

from .a_hall import NINE, a_call, a_hall
from .full_hall import a_full_hall, calls_in

AT = Moment(NINE, NINE + timedelta(hours=5), "http://hall.example")


def an_envelope(hall: Hall, room: str = "hall:N", calls: list[Call] | None = None) -> dict[str, Any]:
    place = parse(room)
    return envelope(hall, place, board_of(hall, place, AT), calls or [], AT, 60.0)


def test_an_envelope_has_the_shape_of_the_wire() -> None:
    told = an_envelope(a_hall(1), calls=CallLog([a_call(3)]).recent(parse("hall:N"), NINE))
    assert set(told) == set(Envelope.model_fields)
    Envelope.model_validate(told)


def test_both_clocks_are_told() -> None:
    told = an_envelope(a_hall())
    assert told["hall_time"] == "2026-11-23T09:00:00.000+08:00"
    assert told["server_time"] == "2026-11-23T14:00:00.000+08:00"
    assert (told["speed"], json.dumps(told["speed"])) == (60, "60")


def test_the_seq_is_that_of_the_hall_when_it_was_read() -> None:
    hall = a_hall()
    hall.seq = 48213
    assert an_envelope(hall)["seq"] == 48213


def test_a_call_is_told_with_its_chain_and_hall_time() -> None:
    log = CallLog([a_call(3), a_call(9, "B002", 7)])
    assert an_envelope(a_hall(), calls=log.recent(parse("hall:N"), NINE))["calls"][1] == {
        "seq": 9,
        "prev": 3,
        "number": "B002",
        "window": 7,
        "zone": "N2",
        "at": "2026-11-23T09:00:00+08:00",
        "recall": False,
    }


def many_calls(count: int) -> list[Call]:
    return [Call(n, replace(a_call(n + 1), number="A001")) for n in range(count)]


def test_a_screen_gets_as_many_calls_as_fit_and_six_at_least() -> None:
    wide = an_envelope(a_hall(), calls=many_calls(24))
    narrow = wide | {"board": wide["board"] | {"notice": {"zh": "长" * 1200}}}
    tight = wide | {"board": wide["board"] | {"notice": {"zh": "长" * 5000}}}
    kept = [len(fitted(e, 6)["calls"]) for e in (wide, narrow, tight)]
    assert kept[0] == 24
    assert 6 <= kept[1] < 24
    assert kept[2] == 6
    assert len(encode(fitted(narrow, 6)).encode()) <= LARGEST


def test_what_does_not_fit_is_the_oldest() -> None:
    wide = an_envelope(a_hall(), calls=many_calls(24))
    tight = wide | {"board": {"notice": "x" * 5000}}
    assert [c["seq"] for c in fitted(tight, 6)["calls"]] == [19, 20, 21, 22, 23, 24]


def test_calls_that_nobody_was_told_of_are_never_left_out() -> None:
    wide = an_envelope(a_hall(), calls=many_calls(24)) | {"board": {"notice": "x" * 5000}}
    assert len(fitted(wide, 9)["calls"]) == 9


def hall_envelope(hall: Hall, code: str, calls: int) -> str:
    room = parse(f"hall:{code}")
    recent = CallLog(calls_in(hall, code, calls)).recent(room, NINE)
    at = Moment(NINE, NINE)
    return encode(fitted(envelope(hall, room, board_of(hall, room, at), recent, at, 1.0), 6))


KB = 1024


def test_a_hall_at_its_busiest_hour_stays_below_five_kilobytes_with_its_calls() -> None:
    hall = a_full_hall(waiting=2)
    places = [n for n, place in hall.catalogue.windows.items() if place.hall == "S"]
    for number in places[::5]:  # on a Monday some 44 of the larger hall's 54 windows serve at once
        hall.put(Window(number))
    told = hall_envelope(hall, "S", 24)
    assert len(told.encode()) < 5 * KB
    assert len(json.loads(told)["calls"]) >= 6


@pytest.mark.parametrize(("code", "most"), [("N", LARGEST), ("S", 5200)])
def test_with_every_window_serving_and_every_queue_long_it_is_hardly_more(code: str, most: int) -> None:
    told = hall_envelope(a_full_hall(waiting=20), code, 24)
    assert len(told.encode()) < most
    assert len(json.loads(told)["calls"]) >= 6
