"""A town with a clock that tests turn, on the record in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

from queue_server.actions.days import tick
from queue_server.actions.desk import Seat
from queue_server.actions.issuing import Wanted, issue
from queue_server.actions.sessions import sign_in
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.tickets import Ticket
from queue_server.domain.windows import Window
from queue_server.store.memory import MemoryStore
from queue_server.store.unit import ReadCatalogue
from tests.makers import NINE, a_catalogue

T = TypeVar("T")


@dataclass
class TurnedClock:
    """Both times, moved by hand together or apart."""

    hall: datetime = NINE
    real: datetime = NINE
    speed: float = 1.0

    def hall_now(self) -> datetime:
        return self.hall

    def real_now(self) -> datetime:
        return self.real

    def on(self, seconds: float) -> None:
        self.hall += timedelta(seconds=seconds)
        self.real += timedelta(seconds=seconds)


@dataclass
class Town:
    """`town.act(action, ...)` is one act; a second passes before each."""

    catalogue: Catalogue = field(default_factory=a_catalogue)
    clock: TurnedClock = field(default_factory=TurnedClock)
    read_catalogue: ReadCatalogue | None = None

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock, {"town": self.catalogue}, self.read_catalogue)
        self._ids = count(1)
        self.act(tick)

    @property
    def hall(self) -> Hall:
        return self.store.hall("town")

    def act(self, action: Callable[..., T], *args: Any) -> T:
        """Do it in a transaction of its own; refusals come through."""
        self.clock.on(1)
        return self.act_now(action, *args)

    def act_now(self, action: Callable[..., T], *args: Any) -> T:
        """Do it while the clock stands."""
        with self.store.begin("town") as tx:
            return action(tx, *args)

    def issue(self, queue: str = "life", **wanted: Any) -> Ticket:
        """A ticket for a queue, unless something else is wanted."""
        wish = Wanted(**wanted) if {"service", "scenario"} & wanted.keys() else Wanted(queue=queue, **wanted)
        return self.act(issue, wish, f"id-{next(self._ids)}")

    def sign_in(self, window: int = 1, clerk: str | None = None, *, take_over: bool = False) -> Seat:
        """A clerk at a window: its own, unless named."""
        seat = Seat(window, clerk or f"C{window}")
        self.act(sign_in, seat.clerk, window, take_over, f"token-{next(self._ids)}")
        return seat

    def press(self, action: Callable[..., Window], seat: Seat, *args: Any) -> Ticket | None:
        """A window command as the clerk sees it now; the ticket that is current afterwards."""
        window = self.act(action, seat, self.seen(seat), *args)
        return self.hall.current(window)

    def seen(self, seat: Seat) -> str | None:
        """What the clerk sees as current."""
        current = self.hall.current(self.hall.windows[seat.window])
        return current.public_id if current else None

    def now(self, ticket: Ticket) -> Ticket:
        """The ticket as it is now."""
        return self.hall.tickets[ticket.id]

    def facts(self) -> list[str]:
        """The names of everything that happened."""
        return [entry.kind for entry in self.store.journal("town")]

    def until(self, moment: datetime) -> "Town":
        """Let time pass until a moment, and let the clock's own facts happen."""
        self.clock.on((moment - self.clock.hall).total_seconds())
        self.act(tick)
        return self

    def later(self, seconds: float) -> "Town":
        """Let time pass."""
        self.clock.on(seconds)
        return self
