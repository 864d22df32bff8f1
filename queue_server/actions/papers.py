"""Paper at a kiosk: ordered by a guide, printed by the kiosk's agent, which says what became of it."""

from collections.abc import Iterator
from datetime import timedelta

from queue_server.actions.ports import Tx
from queue_server.domain.facts import PaperBegun, PaperOrdered, PaperSettled
from queue_server.domain.hall import Hall
from queue_server.domain.orders import GOOD_FOR, KioskOrders, Order, PaperState
from queue_server.domain.refusals import BadValue, UnknownDevice
from queue_server.domain.tickets import Ticket
from queue_server.domain.tokens import Token, TokenKind

PRINTS_WITHIN = timedelta(minutes=1)
"""Real time within which a kiosk says what became of a paper that it has begun."""


def order_paper(tx: Tx, ticket: Ticket, kiosk: str, order_id: str) -> Order:
    """Let a paper come out at a kiosk: the original, or the reprint that was just counted.

    Raises BadValue for a kiosk that the catalogue does not have, UnknownDevice for one that was not let in.
    """
    if kiosk not in tx.hall.catalogue.kiosks:
        raise BadValue(field="at", why="the catalogue has no such kiosk")
    if kiosk_token(tx.hall, kiosk) is None:
        raise UnknownDevice(device=kiosk)
    order = Order(order_id, ticket.id, ticket.reprints, tx.real_now + GOOD_FOR)
    tx.record(PaperOrdered(ticket.id, kiosk, order), _of(tx.hall, kiosk).with_new(order))
    return order


def begin_paper(tx: Tx, kiosk: str, order_id: str) -> None:
    """The kiosk prints an order now, and nobody is told it again; said again, it changes nothing."""
    orders = _of(tx.hall, kiosk)
    order = orders.find(order_id)
    if order is not None and order.state is PaperState.ORDERED:
        until = tx.real_now + PRINTS_WITHIN
        tx.record(PaperBegun(kiosk, order_id, until), orders.begun(order_id, until))


def settle_paper(tx: Tx, kiosk: str, order_id: str, state: PaperState) -> None:
    """What became of an order; told again, or of an order that nobody remembers, it changes nothing."""
    orders = _of(tx.hall, kiosk)
    order = orders.find(order_id)
    if order is not None and not order.settled:
        tx.record(PaperSettled(kiosk, order_id, state), orders.settled(order_id, state))


def papers_to_print(tx: Tx, kiosk: str) -> Iterator[tuple[Order, Ticket]]:
    """The open orders of a kiosk, oldest first. A ticket that ended meanwhile needs no paper."""
    for order in _of(tx.hall, kiosk).open_at(tx.real_now):
        ticket = tx.hall.tickets.get(order.ticket)
        if ticket is not None and ticket.live:
            yield order, ticket


def kiosk_token(hall: Hall, kiosk: str) -> Token | None:
    """The token with which a kiosk speaks; None for one that may not."""
    tokens = hall.tokens.values()
    found = (t for t in tokens if t.kind is TokenKind.DEVICE and t.subject == kiosk and not t.revoked)
    return next(found, None)


def _of(hall: Hall, kiosk: str) -> KioskOrders:
    return hall.orders.get(kiosk) or KioskOrders(kiosk)
