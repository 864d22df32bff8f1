"""The browser is kept on its page, whatever becomes of it."""

from dataclasses import dataclass, field
from typing import Any

from display_client.chromium import Health
from display_client.devtools import NoAnswer
from display_client.keeper import LONGEST_PAUSE_S, START_S, Keeper, State
from tests.display.speaking import Clock

PAGE = "http://hall.example/c/dalang/hall/N?voice=1"
ERROR_PAGE = "chrome-error://chromewebdata/"


@dataclass
class Paper:
    """A browser that is what the test says it is."""

    shows: str = PAGE
    drawn: bool = True
    is_alive: bool = True
    frozen: bool = False
    led: list[str] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)

    def health(self, within_s: float) -> Health:
        if self.frozen:
            raise NoAnswer("the browser does not answer")
        return Health(self.shows, self.drawn)

    def show(self, address: str) -> None:
        self.led.append(address)

    def tell(self, event: str, detail: dict[str, Any]) -> None:
        if self.frozen:
            raise NoAnswer("the browser does not answer")
        self.told.append(detail)

    def close(self) -> None:
        self.is_alive = False


class Shelf:
    """Every browser that was started, and a keeper whose time is moved by hand."""

    def __init__(self, *, missing: bool = False) -> None:
        self.clock = Clock()
        self.started: list[Paper] = []
        self.missing = missing
        self.keeper = Keeper(self.start, PAGE, self.clock)

    def start(self, address: str) -> Paper:
        if self.missing:
            raise OSError("there is no browser")
        self.started.append(Paper())
        return self.started[-1]

    def looks(self, count: int, every_s: float = 3.0) -> State:
        for _ in range(count):
            self.keeper.look()
            self.clock.pass_by(every_s)
        return self.keeper.state


def a_showing_shelf() -> Shelf:
    shelf = Shelf()
    assert shelf.looks(2) is State.SHOWING
    return shelf


def test_a_page_that_draws_is_left_alone() -> None:
    shelf = a_showing_shelf()
    assert (shelf.looks(100), len(shelf.started), shelf.started[0].led) == (State.SHOWING, 1, [])


def test_a_browser_that_ended_is_started_again() -> None:
    shelf = a_showing_shelf()
    shelf.started[0].is_alive = False
    assert shelf.looks(1) is State.WAITING
    assert (shelf.keeper.works, shelf.looks(2), shelf.keeper.restarts) == (False, State.SHOWING, 1)


def test_a_frozen_browser_is_ended_and_started_again() -> None:
    shelf = a_showing_shelf()
    shelf.started[0].frozen = True
    shelf.looks(3)
    assert (shelf.started[0].is_alive, len(shelf.started), shelf.keeper.state) == (False, 2, State.SHOWING)


def test_a_browser_on_another_page_is_led_back_without_a_restart() -> None:
    shelf = a_showing_shelf()
    shelf.started[0].shows = ERROR_PAGE
    assert shelf.looks(4) is State.LOST
    shelf.started[0].shows = PAGE
    assert (shelf.looks(1), shelf.started[0].led, len(shelf.started)) == (State.SHOWING, [PAGE], 1)


def test_a_slow_browser_has_time_to_begin() -> None:
    shelf = Shelf()
    shelf.looks(1)
    shelf.started[0].frozen = True
    assert shelf.looks(5) is State.STARTING
    shelf.clock.pass_by(START_S)
    assert shelf.looks(1) is State.WAITING


def test_a_browser_that_fails_again_and_again_is_tried_less_often_but_for_ever() -> None:
    shelf = Shelf(missing=True)
    shelf.looks(1200, every_s=1.0)
    assert 1200 / LONGEST_PAUSE_S <= shelf.keeper.restarts <= 1200 / LONGEST_PAUSE_S + 8


def test_a_page_that_cannot_be_told_costs_nothing() -> None:
    shelf = a_showing_shelf()
    shelf.keeper.tell("yimen:voice", {"seq": 1})
    shelf.started[0].frozen = True
    shelf.keeper.tell("yimen:voice", {"seq": 2})
    assert shelf.started[0].told == [{"seq": 1}]


def test_a_keeper_that_stops_ends_its_browser() -> None:
    shelf = a_showing_shelf()
    shelf.keeper.stop()
    assert (shelf.started[0].is_alive, shelf.keeper.state) == (False, State.STOPPED)
