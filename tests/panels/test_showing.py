"""What a room's envelopes put on the panels over its windows."""

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from display_client.panels.content import NOTHING_KNOWN, Sign, WindowContent
from display_client.panels.showing import Showing
from display_client.panels.wall import PanelWall
from wire.boards import Envelope

NINE = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class Told:
    """A wall that remembers what each window was told last."""

    windows = frozenset({7, 8})

    def __init__(self) -> None:
        self.now: dict[int, WindowContent] = {}

    def show(self, window: int, content: WindowContent) -> None:
        self.now[window] = content

    def show_nothing_known(self) -> None:
        self.now = dict.fromkeys(self.windows, NOTHING_KNOWN)


def an_envelope(
    state: str = "called", number: str | None = "A012", *calls: tuple[int, str], hall: str = "open"
) -> Envelope:
    """Window 7 is so, and 8 is idle; calls of window 7 by seq and number."""
    told: dict[str, Any] = {
        "room": "dalang/hall:N",
        "seq": 50,
        "server_time": NINE,
        "hall_time": NINE,
        "speed": 1,
        "board": {
            "state": hall,
            "windows": [
                {"window": 7, "state": state, "number": number},
                {"window": 8, "state": "idle", "number": None},
            ],
            "queues": [],
            "notice": None,
        },
        "calls": [
            {"seq": seq, "prev": None, "number": each, "window": 7, "zone": "N2", "at": NINE, "recall": False}
            for seq, each in calls
        ],
    }
    return Envelope.model_validate(told)


@pytest.fixture
def wall() -> Told:
    return Told()


@pytest.fixture
def showing(wall: Told) -> Showing:
    return Showing(cast("PanelWall", wall))


def test_a_called_window_shows_its_call_and_others_how_they_are(wall: Told, showing: Showing) -> None:
    showing.see(an_envelope("called", "A012", (41, "A011"), (48, "A012")))
    assert wall.now == {7: WindowContent(Sign.CALLED, "A012", 48), 8: WindowContent(Sign.IDLE)}


def test_a_recall_is_another_call_and_one_that_is_forgotten_is_the_same(wall: Told, showing: Showing) -> None:
    showing.see(an_envelope("called", "A012", (48, "A012")))
    showing.see(an_envelope("called", "A012", (48, "A012"), (49, "A012")))
    recalled = wall.now[7]
    showing.see(an_envelope("called", "A012"))
    assert (recalled.call, wall.now[7]) == (49, recalled)


@pytest.mark.parametrize("state", ["closed", "idle", "called", "serving", "paused"])
def test_every_state_of_a_window_has_its_sign(wall: Told, showing: Showing, state: str) -> None:
    showing.see(an_envelope(state, None))
    assert wall.now[7].sign.value == state


def test_while_a_hall_is_left_all_panels_say_so(wall: Told, showing: Showing) -> None:
    showing.see(an_envelope("called", "A012", (48, "A012"), hall="evacuation"))
    assert set(wall.now.values()) == {WindowContent(Sign.LEAVE)}


def test_a_silent_server_sends_people_to_the_screen_until_it_speaks(wall: Told, showing: Showing) -> None:
    showing.see(an_envelope())
    showing.lose()
    assert set(wall.now.values()) == {NOTHING_KNOWN}
    showing.see(an_envelope())
    assert wall.now[7].number == "A012"


def test_a_panel_over_a_window_of_another_room_is_named_once(
    wall: Told, showing: Showing, caplog: pytest.LogCaptureFixture
) -> None:
    wall.windows = frozenset({7, 99})
    showing.see(an_envelope())
    showing.see(an_envelope())
    assert [record.getMessage() for record in caplog.records] == ["no such window in this screen's room: 99"]
