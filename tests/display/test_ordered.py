"""What a manager orders a screen to do: begun only when the server has heard so, and each once."""

import pytest

from display_client.ordered import Ordered
from display_client.panels.wall import PanelWall
from wire.devices import DeviceOrder, OrderTold, OrderWord
from wire.obeying import Body


def an_order(kind: OrderWord = "restart", part: str | None = None, order: str = "o1") -> Body:
    return DeviceOrder(order=order, kind=kind, part=part, good_for_s=55).model_dump()


@pytest.fixture
def restarts() -> list[str]:
    return []


@pytest.fixture
def ordered(restarts: list[str]) -> Ordered:
    return Ordered(None, lambda: restarts.append("anew"))


def test_a_restart_begins_only_when_the_server_has_heard_that_it_does(
    ordered: Ordered, restarts: list[str]
) -> None:
    ordered.note_new([an_order()])
    told = ordered.to_tell()
    assert (told, restarts) == ([{"order": "o1", "state": "begun"}], [])
    ordered.told(told)
    assert restarts == ["anew"]


def test_an_order_that_is_told_again_is_done_once(ordered: Ordered, restarts: list[str]) -> None:
    for _ in range(2):
        ordered.note_new([an_order()])
        ordered.told(ordered.to_tell())
    assert restarts == ["anew"]


@pytest.mark.parametrize("part", ["panel-7", "loudspeaker", "panel-x", None])
def test_what_cannot_be_tested_here_has_failed(ordered: Ordered, part: str | None) -> None:
    ordered.note_new([an_order("test", part)])
    ordered.told(ordered.to_tell())
    (told,) = ordered.to_tell()
    assert (told["state"], told["detail"]) == ("failed", "cannot test")
    ordered.told([told])
    assert ordered.to_tell() == []


def test_a_restart_waits_for_what_else_was_ordered(ordered: Ordered, restarts: list[str]) -> None:
    ordered.note_new([an_order(), an_order("test", "panel-7", "o2")])
    for _ in range(2):
        ordered.told(ordered.to_tell())
        assert restarts == []
    ordered.told(ordered.to_tell())
    assert restarts == ["anew"]


class Stubborn(PanelWall):
    """A wall whose panels do what the test says."""

    windows = frozenset({7})
    took = False
    breaks = False

    def __init__(self) -> None:
        super().__init__(())

    def test(self, window: int) -> None:
        if self.breaks:
            raise OSError("the line\nis gone\x00")

    def took_test(self, window: int) -> bool:
        return self.took


def test_an_order_that_breaks_has_failed_and_ends_no_heartbeat() -> None:
    wall = Stubborn()
    wall.breaks = True
    ordered = Ordered(wall, lambda: None)
    ordered.note_new([an_order("test", "panel-7"), an_order("test", "panel-9", "o2")])
    ordered.told(ordered.to_tell())
    first, second = ordered.to_tell()
    assert (OrderTold.model_validate(first).detail, second["detail"]) == ("the line is gone", "cannot test")


def test_a_panel_under_test_is_waited_for_until_it_has_blinked() -> None:
    wall = Stubborn()
    ordered = Ordered(wall, lambda: None)
    ordered.note_new([an_order("test", "panel-7")])
    ordered.told(ordered.to_tell())
    assert (ordered.to_tell(), ordered.waiting) == ([], True)
    wall.took = True
    told = ordered.to_tell()
    assert [each["state"] for each in told] == ["done"]
    ordered.told(told)
    assert ordered.waiting is False
