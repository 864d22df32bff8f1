"""The recorded messages in this folder: what the server says, for tests of clients and pages alone.

A short story is played on the centre's own catalogue with a clock that stands still. Record again, after a
change of the wire that is meant, with `python -m tests.wire.recording`, and look at the difference.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from queue_server.actions import access, calling, days, issuing, moving, sessions
from queue_server.actions.desk import Seat
from queue_server.actions.ports import Tx
from queue_server.boards.rooms import Moment, parse
from queue_server.domain.classes import VisitorClass
from queue_server.domain.refusals import UnknownRoom
from queue_server.domain.tokens import Token, TokenKind
from queue_server.live.centre import CentreLive
from queue_server.live.errors import error_object
from queue_server.store.memory import MemoryStore
from tests.boards.a_hall import NINE
from tests.boards.full_hall import its_catalogue

HERE = Path(__file__).parent
CENTRE = "dalang"
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
    """What happened before the messages were recorded: a few visits, a call, a recall, a held ticket."""

    clock: StandingClock = field(default_factory=StandingClock)

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock, {CENTRE: its_catalogue()})

    def act(self, by: str, work: Callable[[Tx], object], later_s: float = 20) -> None:
        self.clock.now += timedelta(seconds=later_s)
        with self.store.begin(CENTRE, by) as tx:
            work(tx)

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

    def envelope(self, room: str, *, full: bool = False) -> dict[str, Any]:
        """A room's envelope as the socket sends it."""
        live = CentreLive(self.store.recent_calls(CENTRE), NINE)
        at = Moment(self.clock.now, self.clock.now, "http://hall.example")
        told: dict[str, Any] = json.loads(
            live.envelope(self.store.hall(CENTRE), parse(room), at, self.clock.speed, full=full)
        )
        return told


def record() -> dict[str, dict[str, Any]]:
    """Every message by the name of its file."""
    story = Story()
    story.play()
    zone = its_catalogue().windows[WINDOW].zone
    hall = story.envelope(f"hall:{its_catalogue().windows[WINDOW].hall}")
    return {
        "hall": hall,
        "zone": story.envelope(f"zone:{zone}"),
        "window": story.envelope(f"window:{WINDOW}"),
        "window_of_clerk": story.envelope(f"window:{WINDOW}", full=True),
        "queue": story.envelope(f"queue:{QUEUE}"),
        "ticket": story.envelope(f"ticket:{TICKET}"),
        "ticket_called": story.envelope(f"ticket:{0:032x}"),
        "devices": story.envelope("devices", full=True),
        "desk": story.envelope("desk", full=True),
        "windows": story.envelope("windows", full=True),
        "pulse": {"server_time": hall["server_time"], "rooms": {hall["room"]: hall["seq"]}},
        "error": error_object(UnknownRoom(room="hall:X"), "zh"),
    }


def _issue(number: int, tx: Tx) -> None:
    visitor_class = VisitorClass.ELDERLY if number == 3 else VisitorClass.ORDINARY
    wanted = issuing.Wanted(queue=QUEUE, visitor_class=visitor_class, by_guide=True)
    issuing.issue(tx, wanted, TICKET if number == 1 else f"{number:032x}")


def _current(tx: Tx) -> str | None:
    current = tx.hall.current(tx.hall.windows[WINDOW])
    return current.public_id if current else None


if __name__ == "__main__":
    for name, message in record().items():
        text = json.dumps(message, ensure_ascii=False, indent=2)
        (HERE / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
