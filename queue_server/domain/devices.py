"""Devices under watch: their parts, what they were ordered to do, and what somebody said of a machine."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

TAKEN_WITHIN = timedelta(minutes=1)
"""Real time within which a device takes an order; one that does not is silent, and is not told it later."""

DONE_WITHIN = timedelta(minutes=3)
"""Real time within which a device says what became of an order that it has begun."""

KEPT = 6
"""Orders that are remembered of one device, the newest."""

SILENT = "silent"
"""The state of a device that has spoken before and does not any more; the server's word, not the device's."""

CLOCK_WRONG = "clock_wrong"
"""The state of a device that is well but for its clock; the server's word too."""

WELL = "ok"
"""The state of a device or part with which nothing is the matter."""

NEVER_HEARD = "unknown"
"""The state of a device that has not been heard from."""

OFF = "off"
"""The state of a PAD at whose window nobody is signed in."""

NO_TROUBLE = frozenset({WELL, NEVER_HEARD, OFF, "no_printer"})
"""States for which nobody has to go there. A kiosk may stand there without a printer."""

RESTART = "restart"
"""The order by which a device's program begins anew."""

PAD = "PAD-"
"""What the code of a PAD begins with; the number of its window follows."""


def is_trouble(state: str) -> bool:
    """Whether somebody has to go there; a word that the server does not know is one."""
    return state not in NO_TROUBLE


@dataclass(frozen=True, slots=True)
class Trouble:
    """The newest state that was not well, and when it began, in hall time."""

    state: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Part:
    """A printer, loudspeaker, panel, browser or reader of a device, as the device told of it.

    `paper` is ok, near_end, out, or None where there is none or nobody knows. `since`: hall time.
    """

    code: str
    kind: str
    state: str
    since: datetime
    detail: str = ""
    paper: str | None = None
    last_error: Trouble | None = None

    def after(self, before: "Part | None") -> "Part":
        """Told again: the same state goes on since when it was, and the last trouble is remembered."""
        since = before.since if before is not None and before.state == self.state else self.since
        error = before.last_error if before is not None else None
        if is_trouble(self.state) and (before is None or before.state != self.state or error is None):
            error = Trouble(self.state, self.detail, since)
        return replace(self, since=since, last_error=error)


class OrderState(StrEnum):
    """What is known of an order to a device. Only the first one is still told to it."""

    ASKED = "asked"
    BEGUN = "begun"
    """The device has taken it: it is told nobody again, whatever becomes of the device."""
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class DeviceOrder:
    """Something that a device, or a part of it, shall do once: `test` or `restart`.

    `until` is real time: until when it may be taken, and once begun, until when its end is awaited.
    `asked_at` and `changed_at` are hall time, `begun_at` is real time.
    """

    id: str
    order: str
    until: datetime
    asked_at: datetime
    part: str | None = None
    state: OrderState = OrderState.ASKED
    detail: str = ""
    changed_at: datetime | None = None
    begun_at: datetime | None = None

    def open_at(self, real_now: datetime) -> bool:
        """Whether it shall still be told."""
        return self.state is OrderState.ASKED and real_now <= self.until

    def under_way_at(self, real_now: datetime) -> bool:
        """Whether the device has taken it, and its end is still awaited."""
        return self.state is OrderState.BEGUN and real_now <= self.until

    @property
    def settled(self) -> bool:
        """Whether the device has said what became of it."""
        return self.state in {OrderState.DONE, OrderState.FAILED}

    def begin(self, now: datetime, real_now: datetime) -> "DeviceOrder":
        """The device has taken it."""
        until = real_now + DONE_WITHIN
        return replace(self, state=OrderState.BEGUN, until=until, changed_at=now, begun_at=real_now)

    def end(self, state: OrderState, detail: str, now: datetime) -> "DeviceOrder":
        """What became of it."""
        return replace(self, state=state, detail=detail, changed_at=now)


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a self-service machine, and since when it is so in hall time."""

    state: str
    since: datetime


@dataclass(frozen=True)
class DeviceNow:
    """What is known of a device beside what its token's details tell."""

    device: str
    parts: tuple[Part, ...] = ()
    orders: tuple[DeviceOrder, ...] = ()
    said: Said | None = None
    seq: int = 0

    def part(self, code: str) -> Part | None:
        """The part with this code."""
        return next((part for part in self.parts if part.code == code), None)

    def find(self, order: str) -> DeviceOrder | None:
        """The order with this id."""
        return next((each for each in self.orders if each.id == order), None)

    def with_order(self, order: DeviceOrder) -> "DeviceNow":
        """An order that is new, or went on; the oldest is forgotten."""
        if self.find(order.id) is None:
            return replace(self, orders=(*self.orders, order)[-KEPT:])
        return replace(self, orders=tuple(order if o.id == order.id else o for o in self.orders))
