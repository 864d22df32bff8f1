"""Which rooms a commit touches: only those are pushed."""

from collections.abc import Iterable, Iterator

from queue_server.actions.ports import Change, Committed
from queue_server.domain.altered import altered
from queue_server.domain.calls import CallDone
from queue_server.domain.devices import DeviceNow
from queue_server.domain.facts import CatalogueImported
from queue_server.domain.hall import Hall
from queue_server.domain.tickets import AT_WINDOW, State, Ticket
from queue_server.domain.tokens import Token, TokenKind
from queue_server.domain.windows import HallNow, Window

from .places import hall_of_queue, zone_of_window
from .rooms import Kind, Room

Rooms = tuple[Room, ...]

DESK: Rooms = (Room(Kind.DESK),)
DEVICES: Rooms = (Room(Kind.DEVICES),)
ALARMS: Rooms = (Room(Kind.ALARMS),)

WITH_A_WINDOW = AT_WINDOW | {State.HELD}


def rooms_touched(hall: Hall, committed: Committed) -> dict[Room, int]:
    """Each room that looks different now, with the seq of the last fact that made it so."""
    groups: dict[int, tuple[Rooms, int]] = {}
    for group, seq in _touches(_Reach(hall), committed):
        known = groups.get(id(group))
        if known is None or known[1] < seq:
            groups[id(group)] = (group, seq)
    seqs: dict[Room, int] = {}
    for group, seq in groups.values():
        for room in group:
            if seqs.get(room, 0) <= seq:
                seqs[room] = seq
    return seqs


def _touches(reach: "_Reach", committed: Committed) -> Iterator[tuple[Rooms, int]]:
    for change in _in_the_end(committed.changes):
        for group in reach.of(change.old, change.new):
            yield group, getattr(change.new, "seq", 0)
    for call in committed.calls:
        yield rooms_of_call(call), call.seq
    for entry in committed.entries:
        if isinstance(entry.fact, CatalogueImported):
            yield tuple(reach.everything()), entry.seq


def _in_the_end(changes: Iterable[Change]) -> Iterable[Change]:
    """What became of each ticket and window, however often it was changed: only that can be seen."""
    whole: dict[tuple[type, int], Change] = {}
    others: list[Change] = []
    for change in changes:
        new = change.new
        if not isinstance(new, Ticket | Window):
            others.append(change)
            continue
        key = (type(new), new.id if isinstance(new, Ticket) else new.number)
        first = whole.get(key)
        whole[key] = change if first is None else Change(first.old, new)
    return [*whole.values(), *others]


def rooms_of_call(call: CallDone) -> Rooms:
    """The rooms in which a call is shown or spoken."""
    return (
        Room(Kind.HALL, call.hall),
        Room(Kind.ZONE, call.zone),
        Room(Kind.WINDOW, str(call.window)),
        Room(Kind.QUEUE, call.queue),
        Room(Kind.TICKET, call.public_id),
    )


class _Reach:
    """How far a change is seen in a hall, in groups of rooms.

    What many changes of one commit touch is looked up once, and is then the same tuple.
    """

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._rooms_around: dict[int, Rooms] = {}
        self._rooms_seeing: dict[str, Rooms] = {}

    def of(self, old: object, new: object) -> Iterator[Rooms]:
        """The rooms of one thing's change."""
        if isinstance(new, Ticket | Window | HallNow):
            yield DESK
        if isinstance(new, Ticket):
            yield from self._ticket(old if isinstance(old, Ticket) else None, new)
        elif isinstance(new, Window):
            yield from self._window(old if isinstance(old, Window) else None, new)
        elif isinstance(new, HallNow):
            yield from self._hall_now(new)
        elif isinstance(new, DeviceNow) or (isinstance(new, Token) and new.kind is not TokenKind.STAFF):
            yield DEVICES

    def everything(self) -> Iterator[Room]:
        """Every room but those of tickets, which a new catalogue reaches when they move next."""
        for code in self._hall.catalogue.halls:
            yield Room(Kind.HALL, code)
        for code in self._hall.catalogue.zones:
            yield Room(Kind.ZONE, code)
        for code in self._hall.catalogue.queues:
            yield Room(Kind.QUEUE, code)
        for number in self._hall.catalogue.windows:
            yield Room(Kind.WINDOW, str(number))
        yield Room(Kind.DESK)
        yield Room(Kind.WINDOWS)
        yield Room(Kind.ALARMS)
        yield Room(Kind.DEVICES)

    def _ticket(self, old: Ticket | None, new: Ticket) -> Iterator[Rooms]:
        yield (Room(Kind.TICKET, new.public_id),)
        moved = _place_in_line(old) != _place_in_line(new)
        for ticket in (old, new) if moved else ():
            if ticket is None:
                continue
            if ticket.state is State.WAITING:
                yield self._seeing(ticket.queue)
                if ticket.to_window is not None:
                    yield (Room(Kind.WINDOW, str(ticket.to_window)),)
            elif ticket.state is State.HELD:
                yield tuple(self._windows(ticket.queue))
        for ticket in (old, new):
            if ticket is not None and ticket.state in WITH_A_WINDOW and ticket.window is not None:
                yield self._around(ticket.window)

    def _window(self, old: Window | None, new: Window) -> Iterator[Rooms]:
        if (old.alarm if old else None) != new.alarm:
            yield ALARMS
            if old is not None and altered(old, alarm=new.alarm, seq=new.seq) == new:
                # An alarm changes nothing that the hall may notice.
                yield (Room(Kind.WINDOW, str(new.number)),)
                return
        yield self._around(new.number)
        if old is not None and _helps(old) == _helps(new):
            return
        for queue in {q for w in (old, new) if w is not None for q in self._hall.queues_of(w)}:
            yield (Room(Kind.QUEUE, queue), *self._boards(queue))

    def _hall_now(self, now_in: HallNow) -> Iterator[Rooms]:
        yield (Room(Kind.HALL, now_in.code), Room(Kind.WINDOWS))
        for window in self._hall.windows_in(now_in.code):
            yield self._around(window.number)
            yield tuple(Room(Kind.QUEUE, queue) for queue in self._hall.queues_of(window))
        for code, queue_place in self._hall.catalogue.queues.items():
            if queue_place.hall == now_in.code:  # its people wait here, whoever serves it today
                yield (Room(Kind.QUEUE, code),)

    def _around(self, window: int) -> Rooms:
        """A window, its zone and its hall, and the board of all windows."""
        if window not in self._rooms_around:
            place = self._hall.catalogue.windows.get(window)
            seen = (Room(Kind.ZONE, place.zone), Room(Kind.HALL, place.hall)) if place else ()
            self._rooms_around[window] = (Room(Kind.WINDOW, str(window)), Room(Kind.WINDOWS), *seen)
        return self._rooms_around[window]

    def _seeing(self, queue: str) -> Rooms:
        """The board of a queue, and every one that counts its waiting tickets."""
        if queue not in self._rooms_seeing:
            seen = (Room(Kind.QUEUE, queue), *self._boards(queue), *self._windows(queue))
            self._rooms_seeing[queue] = tuple(dict.fromkeys(seen))
        return self._rooms_seeing[queue]

    def _boards(self, queue: str) -> Iterator[Room]:
        if code := hall_of_queue(self._hall, queue):
            yield Room(Kind.HALL, code)
        for number in self._hall.windows_having(queue):
            if (zone := zone_of_window(self._hall, number)) is not None:
                yield Room(Kind.ZONE, zone)

    def _windows(self, queue: str) -> Iterator[Room]:
        for number in self._hall.windows_having(queue):
            yield Room(Kind.WINDOW, str(number))


def _place_in_line(ticket: Ticket | None) -> tuple[object, ...]:
    """What a queue's boards show of a ticket, and what decides its place in line."""
    if ticket is None or ticket.state not in {State.WAITING, State.HELD}:
        return ()
    return (
        ticket.state,
        ticket.queue,
        ticket.arrived_at,
        ticket.visitor_class,
        ticket.head_started,
        ticket.callable_from,
        ticket.away_until,
        ticket.to_window,
        ticket.note,
        ticket.since if ticket.state is State.HELD else None,
    )


def _helps(window: Window) -> tuple[object, ...]:
    """What decides whether a window counts as open for its queues."""
    return (window.clerk, window.shut, window.paused, window.queues_today)
