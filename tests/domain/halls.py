"""Halls with people in them, without any record."""

from dataclasses import replace
from typing import Any

from queue_server.domain.hall import Hall
from queue_server.domain.tickets import State, Ticket
from queue_server.domain.windows import Window
from tests.makers import NINE, a_catalogue, a_ticket, minutes


def a_hall(*tickets: Ticket, clerks: tuple[int, ...] = (), **policy: Any) -> Hall:
    """A hall with these tickets, and with the clerks of these windows at work."""
    hall = Hall(a_catalogue(**policy))
    for ticket in tickets:
        hall.put(ticket)
    for window in clerks:
        hall.put(Window(window, clerk=f"C{window}"))
    return hall


def people(count: int, queue: str = "life", letter: str = "A") -> list[Ticket]:
    """So many waiting tickets, a minute between two."""
    offset = 0 if letter == "A" else 500
    return [
        a_ticket(f"{letter}{n:03d}", arrived=NINE - minutes(count - n), queue=queue, id=offset + n)
        for n in range(1, count + 1)
    ]


def busy(hall: Hall, window: int) -> None:
    """Put somebody at a window."""
    number = 900 + window
    serving = a_ticket(f"Z{number}", id=number, queue="pickup", state=State.SERVING, window=window)
    hall.put(serving)
    hall.put(replace(hall.windows[window], current=number))
