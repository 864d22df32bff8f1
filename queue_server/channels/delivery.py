"""Delivers reminders after they were recorded: each once, tried a few times, never in anybody's way.

Who is due is asked once a second, of the hall in memory; a transaction begins only when somebody is. The
record says that a reminder was handed to its channel before it is: what is lost on the way is not told twice.
"""

import logging
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from queue_server.actions.ports import Channel, Clock, Message, NotDelivered, StoreFailed, Tx, Writer
from queue_server.actions.reminding import anything_due, remind
from queue_server.domain.refusals import Refusal
from queue_server.outside import Outside

from .telling import message_of

EVERY_S = 1.0
"""Real seconds between two looks at who is due."""

WITHIN_S = 10.0
"""Real seconds that a channel may take for one try."""

PAUSES_S = (2.0, 10.0)
"""Real seconds after the first try and the second; there are three."""

TOO_LATE = timedelta(minutes=3)
"""Real time after which news of a place in line is no news, and is let go."""

AT_ONCE = 4
"""Messages that are on their way at a time on each channel."""

log = logging.getLogger(__name__)


class Runtime(Protocol):
    """The loop."""

    def spawn(self, fn: Callable[[], object]) -> None: ...
    def sleep(self, seconds: float) -> None: ...


class Lead(Protocol):
    """Whether this server does what only one of an installation must do."""

    @property
    def leads(self) -> bool: ...


class Reminding:
    """A server's reminders. Without a channel it does nothing.

    `open_address(centre, sealed)` gives an address as it was sealed, None where the secret is another one.
    `outcomes` counts by channel, kind and outcome: delivered, failed or late.
    """

    def __init__(
        self,
        runtime: Runtime,
        writer: Writer,
        clock: Clock,
        centres: Callable[[], Sequence[str]],
        channels: Mapping[str, Channel],
        lead: Lead,
        outside: Mapping[str, Outside],
        open_address: Callable[[str, str], str | None],
        base_url: str,
    ) -> None:
        self._runtime = runtime
        self._writer = writer
        self._clock = clock
        self._centres = centres
        self._channels = channels
        self._lead = lead
        self._outside = outside
        self._open_address = open_address
        self._base_url = base_url
        self._stopped = False
        self._waiting: dict[str, deque[tuple[datetime, Message]]] = {name: deque() for name in channels}
        self.outcomes: Counter[tuple[str, str, str]] = Counter()

    @property
    def reaches(self) -> bool:
        """Whether there is any channel."""
        return bool(self._channels)

    def start(self) -> None:
        """Begin in the background."""
        if not self._channels:
            return
        self._runtime.spawn(self._run)
        for name in self._channels:
            for _ in range(AT_ONCE):
                self._runtime.spawn(partial(self._carry, name))

    def stop(self) -> None:
        """End after the present round; what was not delivered is lost, and not told twice."""
        self._stopped = True

    def _run(self) -> None:
        while not self._stopped:
            self.look_around()
            self._runtime.sleep(EVERY_S)

    def look_around(self) -> None:
        """Look at every centre, where this server is the one that leads."""
        for centre in self._centres() if self._lead.leads else ():
            self.look(centre)

    def look(self, centre: str) -> None:
        """Record who of a centre is due, and hand the messages to their channels."""
        try:
            if self._writer.look(centre, lambda hall: anything_due(hall, self._clock.hall_now())):
                for name, message in self._writer.act(centre, "system", lambda tx: self._due(centre, tx)):
                    self._waiting[name].append((self._clock.real_now(), message))
        except (Refusal, StoreFailed, TimeoutError) as failure:
            log.warning("reminders of %s could not be looked through this time: %s", centre, failure)
        except Exception:  # of whatever kind: the next second tries again
            log.exception("reminders of %s could not be looked through this time", centre)

    def _due(self, centre: str, tx: Tx) -> list[tuple[str, Message]]:
        """In the writer's thread. A channel that this installation has no more tells nobody."""
        found = []
        for due in remind(tx):
            channel = due.reminder.channel
            address = self._open_address(centre, due.reminder.address)
            if channel not in self._channels or address is None:
                log.error("a reminder has no way to its visitor: channel %s, seq %d", channel, due.seq)
                continue
            found.append((channel, message_of(tx.hall, due, address, self._base_url)))
        return found

    def _carry(self, name: str) -> None:
        """One message after the other, as long as the server runs."""
        while not self._stopped:
            if not self.carry_next(name):
                self._runtime.sleep(EVERY_S)

    def carry_next(self, name: str) -> bool:
        """Deliver what has waited longest for a channel; False when nothing does."""
        if not self._waiting[name]:
            return False
        since, message = self._waiting[name].popleft()
        outcome = self._deliver(name, since, message)
        self.outcomes[name, message.kind.value, outcome] += 1
        return True

    def _deliver(self, name: str, since: datetime, message: Message) -> str:
        channel = self._channels[name]
        for pause_s in (*PAUSES_S, None):
            if self._clock.real_now() - since > TOO_LATE:
                return "late"
            try:
                self._outside[name](WITHIN_S, channel.send, message)
            except (NotDelivered, TimeoutError) as failure:
                log.warning("a reminder was not delivered by %s, %s: %s", name, message.id, failure)
                if pause_s is None or (isinstance(failure, NotDelivered) and not failure.again):
                    return "failed"
                self._runtime.sleep(pause_s)
            except Exception:  # of whatever kind: the next message has its turn
                log.exception("a reminder could not be given to %s, %s", name, message.id)
                return "failed"
            else:
                return "delivered"
        return "failed"
