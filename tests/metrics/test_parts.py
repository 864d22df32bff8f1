"""Parts are told by the codes that our own programs make, and by no others."""

import pytest

from display_client.panels.slots import Health, PanelState
from display_client.panels.wall import parts_of
from kiosk_client.parts import reader_parts
from kiosk_client.readers.read import Kind
from kiosk_client.readers.watching import Presence, ReaderState
from queue_server.metrics.parts import label_of

WINDOWS = {1, 7, 17}


@pytest.mark.parametrize("code", ["printer", "browser", "loudspeaker", "qr-2", "panel-17", "panel-17-2"])
def test_what_we_make_is_told(code: str) -> None:
    assert label_of(code, WINDOWS) == code


def test_panels_and_readers_are_told_as_their_programs_name_them() -> None:
    panels = [PanelState(window, "line 1", next(iter(Health)), 0.0) for window in (7, 7, 17)]
    readers = [ReaderState(f"evdev:/dev/x={kind}", next(iter(Presence)), 0.0) for kind in (*Kind, *Kind)]
    codes = [part["code"] for part in (*parts_of(panels), *reader_parts(readers))]
    assert len(set(codes)) == 3 + 2 * len(Kind)
    assert [label_of(code, WINDOWS) for code in codes] == codes


@pytest.mark.parametrize(
    "code",
    [
        "Mr Wang",
        "printer 110101199001011237",
        "qr-1",
        "qr-10",
        "panel-8",
        "panel-07",
        "panel-7-1",
        "panel-٧",
        "",
    ],
)
def test_what_anybody_may_say_is_not(code: str) -> None:
    assert label_of(code, WINDOWS) == "other"
