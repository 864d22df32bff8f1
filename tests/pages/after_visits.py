"""Visits that are done and rated in a real hall, for the tests of the managers' pages."""

from typing import Any

from tests.pages.test_phone import Desk
from tests.servers import RunningHall

SLOW = {"level": "dissatisfied", "reasons": ["slow", "unclear"], "text": "等了很久，两个窗口说法不一样"}


def done(desk: Desk) -> dict[str, Any]:
    """A visit that is done."""
    ticket = desk.take()
    desk.call(ticket)
    desk.press("finish", ticket["public_id"])
    return ticket


def rated(hall: RunningHall, rating: dict[str, Any] | None = None) -> dict[str, Any]:
    """A visit that its visitor rated: badly, unless told otherwise."""
    desk = Desk(hall.run)
    ticket = done(desk)
    desk.tell(f"/tickets/{ticket['public_id']}/ratings", rating or SLOW)
    return ticket
