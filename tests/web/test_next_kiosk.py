"""A kiosk without paper sends its visitors to the nearest one at which paper comes out."""

import pytest

from queue_server.catalogue import read
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Token, TokenKind
from queue_server.domain.windows import HallNow
from queue_server.web.next_kiosk import next_kiosk
from tests.catalogue.folders import DALANG
from tests.makers import NINE
from tests.web.site import Site, json_of


@pytest.fixture
def hall() -> Hall:
    """Dalang: QK-N1 and QK-N2 stand at the north hall's ticket point, QK-N3 at its information desk."""
    return Hall(read(DALANG, 1))


def has(hall: Hall, **states: str) -> Hall:
    """Kiosks that may speak and said how they are, by the end of their code."""
    for end, state in states.items():
        code = f"QK-{end}"
        hall.tokens[code] = Token(code, TokenKind.DEVICE, code, NINE, details={"state": state})
    return hall


def to_kiosk(hall: Hall, code: str, *silent: str) -> str | None:
    return next_kiosk(hall, code, lambda kiosk: kiosk not in silent)


def test_the_one_beside_it_is_the_nearest(hall: Hall) -> None:
    assert to_kiosk(has(hall, N1="paper_out", N2="ok", N3="ok", S1="ok"), "QK-N1") == "QK-N2"


def test_one_of_the_same_hall_is_nearer_than_any_of_the_other(hall: Hall) -> None:
    assert to_kiosk(has(hall, N2="cover_open", N3="paper_near_end", S1="ok"), "QK-N1") == "QK-N3"
    assert to_kiosk(has(hall, N3="silent"), "QK-N1") == "QK-S1"


def test_where_no_other_prints_there_is_none(hall: Hall) -> None:
    assert to_kiosk(has(hall, N1="ok", N2="printer_unreachable", N3="no_printer"), "QK-N1") is None


def test_a_screen_sends_nobody_anywhere(hall: Hall) -> None:
    assert to_kiosk(has(hall, N2="ok"), "LED-N0") is None


def test_one_that_is_not_heard_is_left_out(hall: Hall) -> None:
    assert to_kiosk(has(hall, N2="ok", N3="ok"), "QK-N1", "QK-N2") == "QK-N3"
    assert to_kiosk(has(hall, N2="ok", N3="ok"), "QK-N1", "QK-N2", "QK-N3") is None


def test_nobody_is_sent_into_a_hall_that_is_left(hall: Hall) -> None:
    has(hall, N2="ok", N3="ok", S1="ok").put(HallNow("N", evacuated=True))
    assert to_kiosk(hall, "QK-N1") == "QK-S1"
    hall.put(HallNow("S", evacuated=True))
    assert to_kiosk(hall, "QK-N1") is None


def test_fifteen_seconds_after_its_last_word_a_kiosk_is_named_no_more(site: Site) -> None:
    other = site.token(TokenKind.DEVICE, "K2", device_kind="kiosk")

    def told() -> str | None:
        token = site.kiosk()
        told = json_of(site.tell("/devices/current/heartbeat", {"state": "paper_out"}, token, key=None))
        return str(told["next_kiosk"]) if told["next_kiosk"] else None

    json_of(site.tell("/devices/current/heartbeat", {"state": "ok"}, other, key=None))
    site.later(seconds=15)
    assert told() == "K2"
    site.later(seconds=1)
    assert told() is None
    json_of(site.tell("/devices/current/heartbeat", {"state": "ok"}, other, key=None))
    assert told() == "K2"
