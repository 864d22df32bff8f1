"""The short story that is played before messages are recorded: a few visits, a call, a recall, a held ticket.

It is played on the centre's own catalogue with a clock that stands still.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from queue_server.actions import access, alarms, calling, days, issuing, moving, sessions
from queue_server.actions.desk import Seat
from queue_server.actions.ports import Tx
from queue_server.boards.rooms import Moment, parse
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Token, TokenKind
from queue_server.live.centre import CentreLive
from queue_server.store.memory import MemoryStore
from tests.boards.a_hall import NINE
from tests.boards.full_hall import its_catalogue

CENTRE = "dalang"
ALARM = "00112233445566778899aabbccddeeff"
TICKET = "0123456789abcdef0123456789abcdef"
CLERK, WINDOW, QUEUE = "DL006", 6, "zh-minsheng"


@dataclass
class StandingClock:
    """A clock that goes on only when it is told to."""

    now: Any = NINE
    speed: float = 1.0

    def hall_now(self) -> Any:
        return self.now

    real_now = hall_now


@dataclass
class Story:
    """The hall in which it happens."""

    clock: StandingClock = field(default_factory=StandingClock)

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock, {CENTRE: its_catalogue()})

    def act(self, by: str, work: Callable[[Tx], object], later_s: float = 20) -> None:
        self.clock.now += timedelta(seconds=later_s)
        with self.store.begin(CENTRE, by) as tx:
            work(tx)

    @property
    def hall(self) -> Hall:
        """The hall as it is now."""
        return self.store.hall(CENTRE)

    def play(self) -> None:
        seat = Seat(WINDOW, CLERK)
        self.act("system", days.tick)
        self.act(f"clerk:{CLERK}", lambda tx: sessions.sign_in(tx, CLERK, WINDOW, False, "key"))
        kiosk = Token("kiosk", TokenKind.DEVICE, "QK-N1", self.clock.now, device_kind="kiosk")
        self.act("administrator:admin", lambda tx: access.give_token(tx, kiosk))
        for number in range(5):
            self.act("device:QK-N1", partial(_issue, number))
        self.act(f"clerk:{CLERK}", lambda tx: calling.call_next(tx, seat, None))
        self.act(f"clerk:{CLERK}", lambda tx: moving.hold(tx, seat, _current(tx), "取原件"))
        self.act(f"clerk:{CLERK}", lambda tx: calling.call_next(tx, seat, None))
        self.act(f"clerk:{CLERK}", lambda tx: calling.recall(tx, seat, _current(tx)))
        self.act(f"clerk:{CLERK}", lambda tx: alarms.raise_alarm(tx, seat, ALARM), later_s=2)
        self.act("guide:guide", lambda tx: alarms.acknowledge_alarm(tx, ALARM, "guide"), later_s=2)

    def envelope(self, room: str, *, full: bool = False) -> dict[str, Any]:
        """A room's envelope as the socket sends it."""
        live = CentreLive(self.store.recent_calls(CENTRE), NINE)
        at = Moment(self.clock.now, self.clock.now, "http://hall.example")
        told: dict[str, Any] = json.loads(
            live.envelope(self.store.hall(CENTRE), parse(room), at, self.clock.speed, full=full)
        )
        return told


def _issue(number: int, tx: Tx) -> None:
    visitor_class = VisitorClass.ELDERLY if number == 3 else VisitorClass.ORDINARY
    wanted = issuing.Wanted(queue=QUEUE, visitor_class=visitor_class, by_guide=True)
    issuing.issue(tx, wanted, TICKET if number == 1 else f"{number:032x}")


def _current(tx: Tx) -> str | None:
    current = tx.hall.current(tx.hall.windows[WINDOW])
    return current.public_id if current else None
