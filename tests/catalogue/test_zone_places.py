"""Where zones are on the hall's map: an optional table, and a limit that an older policy does not name."""

from queue_server.catalogue import Fault, difference, read
from queue_server.domain.catalogue import ZonePlace
from queue_server.web.catalogue_view import catalogue_view
from tests.catalogue.folders import DALANG, HARBOUR, Files, problems_of, with_cell, with_text

FILE = "zone_places.csv"
HEADER = b"zone,x,y,width,depth\n"


def placed(row: bytes) -> Files:
    return {**HARBOUR, FILE: HEADER + row + b"\n"}


def fault_of(files: Files) -> tuple[Fault, str, int, int]:
    (problem,) = problems_of(files)
    return problem.fault, problem.file, problem.line, problem.column


def test_every_zone_of_dalang_has_its_place() -> None:
    dalang = read(DALANG, 1)
    assert dalang.zone_places.keys() == dalang.zones.keys()
    assert dalang.zone_places["N2"] == ZonePlace("N2", 7, 33, 17, 6)


def test_the_catalogue_tells_where_a_zone_is() -> None:
    (zone,) = catalogue_view(read(placed(b"A,1.5,2,10,4"), 1))["zones"]
    assert zone["place"] == {"x": 1.5, "y": 2, "width": 10, "depth": 4}


def test_a_centre_without_the_table_invents_no_place() -> None:
    (zone,) = catalogue_view(read(HARBOUR, 1))["zones"]
    assert zone["place"] is None


def test_a_place_of_no_zone_is_told_at_its_place() -> None:
    assert fault_of(placed(b"B,1,2,3,4")) == (Fault.UNKNOWN_REFERENCE, FILE, 2, 1)


def test_a_zone_is_on_the_map_once() -> None:
    assert fault_of(placed(b"A,1,2,3,4\nA,5,6,7,8")) == (Fault.REPEATED, FILE, 3, 1)


def test_a_zone_has_a_size() -> None:
    assert fault_of(placed(b"A,1,2,0,4")) == (Fault.OUT_OF_RANGE, FILE, 2, 4)


def test_a_zone_that_moves_is_a_change() -> None:
    before, after = read(DALANG, 1), read(with_cell(DALANG, FILE, 2, "x", "4"), 2)
    (changed,) = difference(before, after).changed
    assert (changed.kind, changed.key, changed.name, changed.old, changed.new) == (
        *("zone_places", "N1", "x"),
        *("3.0", "4.0"),
    )


def test_a_policy_that_does_not_say_allows_two_tickets_at_once() -> None:
    assert read(DALANG, 1).policy.tickets_at_once == 2


def test_a_policy_may_say_how_many_tickets_one_touch_takes() -> None:
    files = with_text(DALANG, "policy.toml", "[issuing]\n", "[issuing]\ntickets_at_once = 4\n")
    assert catalogue_view(read(files, 1))["tickets_at_once"] == 4
