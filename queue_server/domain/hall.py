"""The hall in memory: what is true now in one centre, with the look-ups that the rules need.

A `Hall` is a plain container: it is changed only through `put`, which answers with the undoing change, so
that a refused or failed act leaves no trace. Every look-up is kept current by `put`; none scans the day's
history.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from .alarms import Alarm
from .appointments import Appointment
from .bookings import Bookings
from .calendar import half_day
from .catalogue import Catalogue
from .counters import Counters
from .devices import DeviceNow
from .lines import Lines
from .open_reminders import OpenReminders
from .orders import KioskOrders
from .pace import Pace
from .reminders import Reminder
from .slots import Slot, slots_of
from .tally import Tally
from .tickets import AT_WINDOW, State, Ticket
from .tokens import Invitation, Login, Token
from .windows import HallNow, Window

Undo = Callable[[], None]
Shelved = HallNow | Token | Login | Invitation | KioskOrders | DeviceNow | Alarm | Reminder
Thing = Ticket | Window | Shelved | Counters | Appointment

MOST_SLOTS = 2_000
"""Days of queues whose slots are remembered: a year of them is asked for by nobody."""

SHELVES: Mapping[type, tuple[str, str]] = {
    HallNow: ("halls", "code"),
    Token: ("tokens", "key"),
    Login: ("logins", "name"),
    Invitation: ("invitations", "device"),
    KioskOrders: ("orders", "kiosk"),
    DeviceNow: ("devices", "device"),
    Alarm: ("alarms", "key"),
    Reminder: ("reminders", "key"),
}
"""The hall's shelves of things that are only kept: which, and the field that tells them apart."""


class Hall:
    """The live state of one centre."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.seq = 0
        self.last_at: datetime | None = None
        self.counters = Counters()
        self.tickets: dict[int, Ticket] = {}
        self.windows: dict[int, Window] = {n: Window(n) for n in catalogue.windows}
        self.halls: dict[str, HallNow] = {code: HallNow(code) for code in catalogue.halls}
        self.tokens: dict[str, Token] = {}
        self.logins: dict[str, Login] = {}
        self.invitations: dict[str, Invitation] = {}
        self.orders: dict[str, KioskOrders] = {}
        self.devices: dict[str, DeviceNow] = {}
        self.alarms: dict[str, Alarm] = {}
        self.reminders: dict[str, Reminder] = {}
        self.favours: dict[str, list[tuple[int, bool]]] = defaultdict(list)
        self.by_public: dict[str, int] = {}
        self.by_number: dict[str, int] = {}
        self.held: set[int] = set()
        self.live_of_person: dict[str, set[int]] = defaultdict(set)
        self.at_window_of_person: Counter[str] = Counter()
        self.issued_in: Counter[tuple[str, date, str]] = Counter()
        self.paces: dict[str, Pace] = {}
        self.tally = Tally()
        self.appointments: dict[str, Appointment] = {}
        self.bookings = Bookings()
        self.open_reminders = OpenReminders()
        self._slots: dict[tuple[str, date], list[Slot]] = {}
        self._lines = Lines()
        self._clerks: dict[str, int] = {}
        self._open_for: dict[str, list[int]] = defaultdict(list)
        self._served: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._having: dict[str, list[int]] = {}

    def adopt(self, catalogue: Catalogue) -> Undo:
        """Work by another version of the catalogue from now on; every look-up follows it."""
        old = self.catalogue
        added_windows = [n for n in catalogue.windows if n not in self.windows]
        added_halls = [h for h in catalogue.halls if h not in self.halls]
        self._turn_to(catalogue)
        self.windows.update({n: Window(n) for n in added_windows})
        self.halls.update({h: HallNow(h) for h in added_halls})

        def undo() -> None:
            for number in added_windows:
                del self.windows[number]
            for code in added_halls:
                del self.halls[code]
            self._turn_to(old)

        return undo

    def _turn_to(self, catalogue: Catalogue) -> None:
        for ticket in self.tickets.values():
            self._unindex(ticket)
        for appointment in self.appointments.values():
            self.bookings.leave(appointment, self._booked_half)
        self.catalogue = catalogue
        self._slots.clear()
        self._served.clear()
        self._having.clear()
        for ticket in self.tickets.values():
            self._index(ticket)
        for appointment in self.appointments.values():
            self.bookings.join(appointment, self._booked_half)
        self._open_for.clear()
        for window in self.windows.values():
            self._open_up(window)

    # --- changes -------------------------------------------------------------------------------

    def put(self, thing: Thing) -> Undo:
        """Make `thing` true; the answer takes it back."""
        if isinstance(thing, Ticket):
            return self._put_ticket(thing)
        if isinstance(thing, Window):
            return self._put_window(thing)
        if isinstance(thing, Counters):
            return self._put_counters(thing)
        if isinstance(thing, Appointment):
            return self._put_appointment(thing)
        if isinstance(thing, Reminder):
            return self._put_reminder(thing)
        shelf, key = self.shelf_of(thing)
        return _put_on(shelf, key, thing)

    def shelf_of(self, thing: Shelved) -> tuple[dict[str, Any], str]:
        """Where a thing of no look-ups (or a reminder) is kept, and under which of its fields."""
        shelf, key = SHELVES[type(thing)]
        return getattr(self, shelf), getattr(thing, key)

    def learn(self, queue: str, served_s: float) -> Undo:
        """Let one service time improve what the waits of a queue are reckoned with."""
        old = self.paces.get(queue)
        self.paces[queue] = (old or Pace(0, self.pace_s(queue))).after(served_s)

        def undo() -> None:
            if old is None:
                del self.paces[queue]
            else:
                self.paces[queue] = old

        return undo

    def pace_s(self, queue: str) -> float:
        """Mean seconds of one service in a queue: learned, else the catalogue's."""
        pace = self.paces.get(queue)
        return pace.mean_s if pace else float(self.catalogue.queues[queue].avg_service_s)

    def sweep(self) -> None:
        """After a day was opened: forget tickets, bookings, reminders and favours that ended before it."""
        today = self.counters.business_date
        for ticket in list(self.tickets.values()):
            if not ticket.live and ticket.business_date != today:
                self.forget(ticket)
        kept = (r for r in self.reminders.values() if not r.over or r.seq >= self.counters.day_seq)
        self.reminders = {r.key: r for r in kept}
        self.open_reminders = OpenReminders(self.reminders.values())
        for appointment in list(self.appointments.values()):
            if today is not None and appointment.date < today and not appointment.open:
                self._drop_appointment(appointment)
        for queue, line in self.favours.items():
            self.favours[queue] = [(seq, f) for seq, f in line if seq >= self.counters.day_seq]

    def favours_today(self, queue: str, last: int | None = None) -> list[bool]:
        """Whether today's `next` calls of a queue favoured a class, oldest first; all, or the `last` ones."""
        line = self.favours.get(queue, [])
        recent = line if last is None else line[max(0, len(line) - last) :]
        return [favoured for seq, favoured in recent if seq >= self.counters.day_seq]

    def forget(self, ticket: Ticket) -> None:
        """Drop an ended ticket of an earlier day from memory; the record keeps it."""
        self._unindex(ticket)
        del self.tickets[ticket.id]

    def note_favour(self, queue: str, seq: int, favoured: bool) -> Undo:
        """Remember whether a `next` call of a queue favoured a class; the cap looks back on them."""
        line = self.favours[queue]
        line.append((seq, favoured))
        return lambda: line.remove((seq, favoured))

    def drop_favour(self, queue: str, seq: int) -> Undo:
        """Forget the favour of a call that was undone."""
        line = self.favours[queue]
        gone = [(s, f) for s, f in line if s == seq]
        for item in gone:
            line.remove(item)

        def undo() -> None:
            line.extend(gone)
            line.sort()

        return undo

    def _put_ticket(self, ticket: Ticket) -> Undo:
        old = self.tickets.get(ticket.id)
        if old is not None and _names_of(old) == _names_of(ticket):
            self._go_on_as(old, ticket)
            return lambda: self._go_on_as(ticket, old)
        if old is not None:
            self._unindex(old)
        namesakes = self.by_public.get(ticket.public_id), self.by_number.get(ticket.number)
        self.tickets[ticket.id] = ticket
        self._index(ticket)
        if old is None:
            return lambda: self._never_had(ticket, *namesakes)
        return lambda: _drop(self._put_ticket(old))

    def _go_on_as(self, old: Ticket, ticket: Ticket) -> None:
        """A ticket moves on under its old names: only what moves is looked up anew."""
        self._unindex_state(old)
        self.tickets[ticket.id] = ticket
        self._index_state(ticket)

    def _never_had(self, ticket: Ticket, same_public_id: int | None, same_number: int | None) -> None:
        """Forget a ticket whose act failed; who had its names before has them again."""
        self.forget(ticket)
        if same_public_id is not None:
            self.by_public[ticket.public_id] = same_public_id
        if same_number is not None:
            self.by_number[ticket.number] = same_number

    def _put_window(self, window: Window) -> Undo:
        old = self.windows.get(window.number)
        if old is not None and old.clerk is not None and self._clerks.get(old.clerk) == old.number:
            del self._clerks[old.clerk]
        if window.clerk is not None:
            self._clerks[window.clerk] = window.number
        self.windows[window.number] = window
        if old is None or old.queues_today != window.queues_today:
            self._having.clear()
        before = () if old is None else self._open_queues(old)
        if before != self._open_queues(window):
            for queue in before:
                self._open_for[queue].remove(window.number)
            self._open_up(window)
        if old is None:
            return lambda: self._never_had_window(window.number)
        return lambda: _drop(self._put_window(old))

    def _never_had_window(self, number: int) -> None:
        del self.windows[number]
        self._having.clear()

    def _open_up(self, window: Window) -> None:
        for queue in self._open_queues(window):
            insort(self._open_for[queue], window.number)

    def _open_queues(self, window: Window) -> tuple[str, ...]:
        return self.served_queues(window) if window.open else ()

    def _put_counters(self, counters: Counters) -> Undo:
        old, self.counters = self.counters, counters

        def undo() -> None:
            self.counters = old

        return undo

    def _put_appointment(self, appointment: Appointment) -> Undo:
        old = self.appointments.get(appointment.id)
        if old is not None:
            self.bookings.leave(old, self._booked_half)
        self.appointments[appointment.id] = appointment
        self.bookings.join(appointment, self._booked_half)
        if old is None:
            return lambda: self._drop_appointment(appointment)
        return lambda: _drop(self._put_appointment(old))

    def _put_reminder(self, reminder: Reminder) -> Undo:
        turn_back = self.open_reminders.turn(self.reminders.get(reminder.key), reminder)
        take_off = _put_on(self.reminders, reminder.key, reminder)

        def undo() -> None:
            turn_back()
            take_off()

        return undo

    def _drop_appointment(self, appointment: Appointment) -> None:
        self.bookings.leave(appointment, self._booked_half)
        del self.appointments[appointment.id]

    def _booked_half(self, queue: str, starts_at: datetime) -> str:
        return half_day(self.catalogue, queue, starts_at)

    def _index(self, t: Ticket) -> None:
        self.by_public[t.public_id] = t.id
        if self._is_newest(t):
            self.by_number[t.number] = t.id
        if t.state is not State.CANCELLED:
            self.issued_in[(t.first_queue, t.business_date, self._half(t))] += 1
        self._index_state(t)

    def _index_state(self, t: Ticket) -> None:
        self.tally.add(t, 1)
        for person in t.persons:
            if t.live:
                self.live_of_person[person].add(t.id)
            if t.state in AT_WINDOW:
                self.at_window_of_person[person] += 1
        if t.state is State.HELD:
            self.held.add(t.id)
        if t.state is State.WAITING:
            self._lines.join(t, self.effective_at(t))

    def _unindex(self, t: Ticket) -> None:
        if self.by_public.get(t.public_id) == t.id:
            del self.by_public[t.public_id]
        if self.by_number.get(t.number) == t.id:
            del self.by_number[t.number]
        if t.state is not State.CANCELLED:
            self.issued_in[(t.first_queue, t.business_date, self._half(t))] -= 1
        self._unindex_state(t)

    def _unindex_state(self, t: Ticket) -> None:
        self.tally.add(t, -1)
        for person in t.persons:
            self.live_of_person[person].discard(t.id)
            if t.state in AT_WINDOW:
                self.at_window_of_person[person] -= 1
        self.held.discard(t.id)
        if t.state is State.WAITING:
            self._lines.leave(t, self.effective_at(t))

    def _is_newest(self, t: Ticket) -> bool:
        """A number means the ticket of the newest day: one of an earlier day may be handed in after it."""
        same = self.tickets.get(self.by_number.get(t.number, 0))
        return same is None or (same.business_date, same.id) <= (t.business_date, t.id)

    def _half(self, t: Ticket) -> str:
        return half_day(self.catalogue, t.first_queue, t.slot_at or t.issued_at)

    # --- look-ups ------------------------------------------------------------------------------

    def effective_at(self, t: Ticket) -> datetime:
        """The effective arrival by class alone; windows' own head starts are not in it."""
        return t.arrived_at - timedelta(seconds=self.class_head_start_s(t))

    def class_head_start_s(self, t: Ticket) -> int:
        """Seconds by which the ticket's class is ahead; 0 for a revived ticket."""
        return self.catalogue.policy.head_start(t.visitor_class) if t.head_started else 0

    def waiting(self, queue: str) -> Iterator[Ticket]:
        """The waiting tickets of a queue in effective order."""
        return (self.tickets[i] for _, i in self._lines.by_effective.get(queue, ()))

    def waiting_by_arrival(self, queue: str) -> Iterator[Ticket]:
        """The waiting tickets of a queue by arrival alone, class head starts set aside."""
        return (self.tickets[i] for _, i in self._lines.by_arrival.get(queue, ()))

    def slots(self, queue: str, day: date) -> list[Slot]:
        """The slots of a date, as the catalogue has them. Raises NotBookable."""
        if (queue, day) not in self._slots:
            if len(self._slots) >= MOST_SLOTS:
                self._slots.clear()
            self._slots[queue, day] = slots_of(self.catalogue, queue, day)
        return self._slots[queue, day]

    def waiting_count(self, queue: str) -> int:
        """How many wait in a queue."""
        return len(self._lines.by_effective.get(queue, ()))

    def unbound_count(self, queue: str) -> int:
        """How many wait in a queue for any of its windows, and not for one alone."""
        return self.waiting_count(queue) - self._lines.bound_of.get(queue, 0)

    def oldest_arrival(self, queue: str) -> datetime | None:
        """When the longest-waiting visitor of a queue arrived; who lets others pass is not waited for now."""
        return self._lines.oldest_present(queue)

    def ahead(self, t: Ticket) -> int | None:
        """Waiting tickets of the same queue with a smaller effective arrival; None unless it waits.

        Whose visitor is away is not counted: it lets others pass.
        """
        if t.state is not State.WAITING:
            return None
        return self._lines.ahead(t, self.effective_at(t))

    def away(self) -> list[Ticket]:
        """Waiting tickets whose visitors let others pass, by id."""
        return [self.tickets[i] for i in self._lines.everybody_away()]

    def away_ahead(self, t: Ticket) -> int:
        """Tickets whose visitors are away and, once back, have their place before a waiting ticket."""
        return self._lines.away_ahead(t, self.effective_at(t))

    def bound_to(self, window: int) -> Iterator[Ticket]:
        """Waiting tickets that were transferred to this window."""
        return (self.tickets[i] for i in sorted(self._lines.bound.get(window, ())))

    def sent_to(self, window: int) -> list[Ticket]:
        """Live tickets that are called only at this window, now or when they are back in line."""
        return [t for t in self.tickets.values() if t.to_window == window and t.live]

    def window_of_clerk(self, employee_no: str) -> Window | None:
        """The window at which a clerk is signed in."""
        number = self._clerks.get(employee_no)
        return None if number is None else self.windows[number]

    def current(self, window: Window) -> Ticket | None:
        """The ticket that is called to or served at a window."""
        return None if window.current is None else self.tickets[window.current]

    def queues_of(self, window: Window) -> tuple[str, ...]:
        """The window's queues today, home queue first."""
        place = self.catalogue.windows.get(window.number)
        return window.queues_today if window.queues_today is not None else (place.queues if place else ())

    def windows_having(self, queue: str) -> Sequence[int]:
        """Numbers of the windows that have a queue today, ascending, whether or not a clerk sits there."""
        if not self._having:
            for number, window in sorted(self.windows.items()):
                for each in self.queues_of(window):
                    self._having.setdefault(each, []).append(number)
        return self._having.get(queue, ())

    def served_queues(self, window: Window) -> tuple[str, ...]:
        """The window's queues that its clerk has the skill for; none without a clerk."""
        clerk = self.catalogue.staff.get(window.clerk) if window.clerk else None
        if clerk is None:
            return ()
        queues = self.queues_of(window)
        known = self._served.get((clerk.employee_no, queues))
        if known is None:
            known = self._served[clerk.employee_no, queues] = tuple(q for q in queues if q in clerk.skills)
        return known

    def windows_serving(self, queue: str) -> list[Window]:
        """Windows that are open and serve a queue, paused ones included, by number."""
        return [self.windows[n] for n in self._open_for.get(queue, ())]

    def evacuated(self, window: Window) -> bool:
        """Whether the window stands in a hall that is evacuated, and so is closed for the time being."""
        place = self.catalogue.windows.get(window.number)
        return place is not None and self.halls[place.hall].evacuated

    def windows_in(self, hall: str) -> list[Window]:
        """All windows of a hall by number."""
        places = self.catalogue.windows
        return [w for n, w in sorted(self.windows.items()) if n in places and places[n].hall == hall]

    def hall_of(self, queue: str) -> str:
        """The hall where a queue is served."""
        return self.catalogue.queues[queue].hall

    def live_tickets(self) -> Iterable[Ticket]:
        """Every ticket whose visit still goes on."""
        return [t for t in self.tickets.values() if t.live]


def _names_of(t: Ticket) -> tuple[object, ...]:
    """Under what a ticket is found and counted that seldom changes in its life."""
    return t.public_id, t.number, t.business_date, t.first_queue, t.issued_at, t.state is State.CANCELLED


def _put_on(shelf: dict[str, Any], key: str, thing: object) -> Undo:
    old = shelf.get(key)
    shelf[key] = thing
    if old is None:
        return lambda: _drop(shelf.pop(key))
    return lambda: shelf.__setitem__(key, old)


def _drop(_: object) -> None:
    return None
