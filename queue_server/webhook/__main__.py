"""The program beside the server that sends alarms, and ratings to a platform.

It ends when the server does: its standard input closes.

A process of its own, because sockets of the server belong to its loop, and because a receiver that hangs must
not be able to hold up the hall in any way.
"""

import logging
import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from typing import Protocol

from config.settings import Settings
from queue_server.actions.ports import StoreFailed
from queue_server.catalogue import read
from queue_server.clock import RealClock
from queue_server.loglines import log_in_json_lines
from queue_server.store.marks import RecordMarks
from queue_server.store.ratings_out import ExportMarks
from queue_server.store.sql import SqlStore
from queue_server.webhook.mark import MARKS, Marks
from queue_server.webhook.rating_delivery import OwnForm, RatingDelivery
from queue_server.webhook.sender import Delivery, NotTaken, Sender

LOOK_EVERY_S = 2.0

log = logging.getLogger("queue_server.webhook")


def main() -> None:
    """Send until the server has gone."""
    settings = Settings.from_environment(os.environ)
    log_in_json_lines(level=logging.getLevelNamesMapping()[settings.log_level])
    clock = RealClock()
    with closing(SqlStore(settings.database_url, clock, read)) as store:
        deliveries = list(_deliveries(settings, store, clock.real_now))
        pauses = dict.fromkeys(range(len(deliveries)), 0.0)
        while not _server_has_gone(min(pauses.values())):
            passed_s = min(pauses.values())
            for each, delivery in enumerate(deliveries):
                pauses[each] -= passed_s
                if pauses[each] <= 0:
                    pauses[each] = one_round(delivery)


class ToDeliver(Protocol):
    """Something that is sent bit by bit, and again after a pause that grows."""

    def deliver(self) -> None: ...
    def pause_s(self) -> float: ...


def _deliveries(settings: Settings, store: SqlStore, now: Callable[[], datetime]) -> Iterator[ToDeliver]:
    """Alarms and ratings, where somebody takes them; neither waits for the other's receiver."""
    if settings.webhook_url:
        sender = Sender(settings.webhook_url, settings.webhook_secret or "", now)
        in_file = store.one_writer
        yield Delivery(store, sender, Marks(settings.data / MARKS) if in_file else RecordMarks(store, now))
    if settings.ratings_url:
        sender = Sender(settings.ratings_url, settings.ratings_secret or "", now)
        yield RatingDelivery(store, OwnForm(sender), ExportMarks(store, now))


def one_round(delivery: ToDeliver) -> float:
    """Send what there is; says after how many seconds comes the next round."""
    try:
        delivery.deliver()
    except (NotTaken, StoreFailed) as problem:
        pause_s = delivery.pause_s()
        log.warning("a message was not taken (%s); again in %.0f s", problem, pause_s)
        return pause_s
    except Exception:  # nobody starts this program again before the server: it must outlive a full disk too
        log.exception("nothing could be sent this time")
        return delivery.pause_s()
    return LOOK_EVERY_S


def _server_has_gone(within_s: float) -> bool:
    readable, _, _ = select.select([sys.stdin], [], [], within_s)
    return bool(readable) and not os.read(sys.stdin.fileno(), 1)


if __name__ == "__main__":
    main()
