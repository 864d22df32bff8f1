"""Where things are in the hall: which windows a queue has today, and in which zone to look for them."""

from collections import Counter

from queue_server.domain.hall import Hall
from queue_server.domain.tickets import Ticket


def windows_for(hall: Hall, queue: str) -> list[int]:
    """Numbers of the windows where a queue may be called today, ascending; windows that are shut left out."""
    return [n for n, w in sorted(hall.windows.items()) if not w.shut and queue in hall.queues_of(w)]


def zone_of_window(hall: Hall, number: int | None) -> str | None:
    """The zone of a window; None for one that the catalogue does not know any more."""
    place = None if number is None else hall.catalogue.windows.get(number)
    return place.zone if place else None


def zone_of_ticket(hall: Hall, ticket: Ticket) -> str | None:
    """Where its visitor should look: the zone of its window, else the one with most windows of its queue."""
    if (number := ticket.window or ticket.to_window) is not None:
        return zone_of_window(hall, number)
    return zone_of_queue(hall, ticket.queue)


def zone_of_queue(hall: Hall, queue: str) -> str | None:
    """The zone with most windows of a queue as they are planned."""
    zones = Counter(zone_of_window(hall, n) for n in hall.catalogue.windows_of(queue))
    return zones.most_common(1)[0][0] if zones else None


def hall_of_queue(hall: Hall, queue: str) -> str:
    """The hall of a queue; empty for a queue that the catalogue does not know any more."""
    place = hall.catalogue.queues.get(queue)
    return place.hall if place else ""
