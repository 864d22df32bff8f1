"""The hall told again from its facts alone: what must be true if the journal is true.

Every fact is a move of the domain's state table; a move that the table does not have is a flaw. What facts do
not tell (who a person is, a window's reasons and undo) is left out of the comparison.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from queue_server.domain import facts as f
from queue_server.domain.alarms import Alarm
from queue_server.domain.classes import VisitorClass
from queue_server.domain.counters import Counters
from queue_server.domain.devices import DeviceNow, Said
from queue_server.domain.orders import KioskOrders
from queue_server.domain.refusals import Refusal
from queue_server.domain.reminders import Reminder
from queue_server.domain.tickets import AT_WINDOW, State, Ticket
from queue_server.domain.windows import HallNow, HallState, StaffAlarm, Window
from queue_server.store.flaws import Flaw, flaw
from queue_server.store.replay_bookings import ReplayedBookings

Move = Callable[[Ticket, Any, f.Entry], Ticket]

MOVES: Mapping[type[f.Fact], Move] = {
    f.TicketCalled: lambda t, x, e: t.call(x.window, x.clerk, e.at),
    f.TicketRecalled: lambda t, x, e: t.recall(),
    f.ServiceStarted: lambda t, x, e: t.start(e.at),
    f.ServiceFinished: lambda t, x, e: t.finish(e.at),
    f.StepFinished: lambda t, x, e: t.go_on(x.steps, x.queue, x.arrived_at, x.callable_from, e.at),
    f.TicketMissed: lambda t, x, e: t.miss(e.at),
    f.TicketHeld: lambda t, x, e: t.hold("", e.at),
    f.TicketResumed: lambda t, x, e: t.resume(x.window, x.clerk, e.at),
    f.TicketRequeued: lambda t, x, e: t.requeue(x.arrived_at, e.at),
    f.TicketTransferred: lambda t, x, e: t.transfer(x.queue, x.to_window, x.arrived_at, "", e.at),
    f.WindowGivenUp: lambda t, x, e: replace(t, to_window=None),
    f.TicketCancelled: lambda t, x, e: t.cancel(e.at),
    f.TicketRevived: lambda t, x, e: t.revive(x.arrived_at, e.at),
    f.VisitorWentAway: lambda t, x, e: t.go_away(x.away_until),
    f.AwayEnded: lambda t, x, e: t.be_back(),
    f.TicketExpired: lambda t, x, e: replace(t.expire(e.at), carried_over=x.carried_over),
    f.TicketReprinted: lambda t, x, e: replace(t, reprints=x.reprints),
    f.ClassSet: lambda t, x, e: replace(t, visitor_class=VisitorClass(x.visitor_class)),
}

WINDOW_MOVES: Mapping[type[f.Fact], Callable[[Window, Any, f.Entry], Window]] = {
    f.ClerkSignedIn: lambda w, x, e: replace(w, clerk=x.clerk, paused=None),
    f.ClerkSignedOut: lambda w, x, e: replace(w, clerk=None, paused=None),
    f.WindowWasPaused: lambda w, x, e: replace(w, paused=x.reason),
    f.WindowUnpaused: lambda w, x, e: replace(w, paused=None),
    f.WindowArranged: lambda w, x, e: replace(w, shut=x.shut, queues_today=x.queues),
    f.StaffAlarmRaised: lambda w, x, e: replace(w, alarm=StaffAlarm(x.alarm, x.clerk, e.at)),
    f.StaffAlarmAcknowledged: lambda w, x, e: replace(w, alarm=_seen(w.alarm, x, e)),
    f.StaffAlarmReset: lambda w, x, e: replace(w, alarm=None),
}

HALL_MOVES: Mapping[type[f.Fact], Callable[[HallNow, Any, f.Entry], HallNow]] = {
    f.HallTurned: lambda h, x, e: replace(h, state=HallState(x.state), since=e.at),
    f.NoticePut: lambda h, x, e: replace(h, notice=x.notice),
    f.EvacuationSet: lambda h, x, e: replace(h, evacuated=x.on, evacuation_text=x.text),
}


@dataclass(frozen=True, slots=True)
class Version:
    """A catalogue version that the journal speaks of."""

    number: int
    digest: str


class Replay:
    """The hall as the facts make it. `apply` every entry in order; it yields what is wrong."""

    def __init__(self, persons_of: Mapping[int, Sequence[str]] | None = None) -> None:
        self.seq = 0
        self.counters = Counters()
        self.tickets: dict[int, Ticket] = {}
        self.windows: dict[int, Window] = {}
        self.halls: dict[str, HallNow] = {}
        self.versions: list[Version] = []
        self.tokens: dict[str, bool] = {}
        self.logins: set[str] = set()
        self.invitations: dict[str, f.DeviceInvited | None] = {}
        self.orders: dict[str, KioskOrders] = {}
        self.devices: dict[str, DeviceNow] = {}
        self.alarms: dict[str, Alarm] = {}
        self.reminders: dict[str, Reminder] = {}
        self.undone_calls: set[int] = set()
        self.handed_in: dict[tuple[date, str], set[int]] = {}
        self.bookings = ReplayedBookings()
        self._persons_of = persons_of or {}
        self._earlier: dict[int, list[Ticket]] = {}
        self._last_call: dict[int, int] = {}
        self._present: dict[str, set[int]] = {}

    def apply(self, entry: f.Entry) -> Iterator[Flaw]:
        """One more entry."""
        if entry.seq != self.seq + 1:
            yield flaw("journal_gap", seq=entry.seq, expected=self.seq + 1)
        self.seq = entry.seq
        fact = entry.fact
        if isinstance(fact, f.TicketIssued):
            yield from self._issue(fact, entry)
        elif isinstance(fact, f.TicketHandedIn):
            yield from self._hand_in(fact, entry)
        elif type(fact) in MOVES:
            yield from self._move(fact, entry)
        elif isinstance(fact, f.ActUndone):
            yield from self._undo(fact, entry)
        elif isinstance(fact, f.VisitorErased):
            self._erase(fact, entry)
        elif self.bookings.knows(fact):
            yield from self.bookings.apply(fact, entry)
        else:
            self._change_place(fact, entry)

    def settle(self, ticket: int) -> None:
        """Forget a ticket that was compared and that no fact will touch any more."""
        del self.tickets[ticket]
        self._earlier.pop(ticket, None)
        self._last_call.pop(ticket, None)

    # --- tickets -------------------------------------------------------------------------------

    def _issue(self, fact: f.TicketIssued, entry: f.Entry) -> Iterator[Flaw]:
        ticket = fact.issued
        counters = self.counters.counted(ticket.series)
        if ticket.serial != counters.serial(ticket.series) or ticket.business_date != counters.business_date:
            yield flaw("serial_gap", number=ticket.number, seq=entry.seq)
        yield from self._bear(ticket, counters, entry)

    def _hand_in(self, fact: f.TicketHandedIn, entry: f.Entry) -> Iterator[Flaw]:
        """A kiosk that died takes numbers with it, so its series may have gaps; a repeat is a flaw."""
        ticket = fact.issued
        serials = self.handed_in.setdefault((ticket.business_date, ticket.series), set())
        if ticket.serial in serials:
            yield flaw("number_twice", number=ticket.number, seq=entry.seq)
        serials.add(ticket.serial)
        yield from self._bear(ticket, self.counters.with_ticket(), entry)

    def _bear(self, ticket: Ticket, counters: Counters, entry: f.Entry) -> Iterator[Flaw]:
        if ticket.id != counters.last_ticket:
            yield flaw("ticket_id_gap", ticket=ticket.id, expected=counters.last_ticket)
        if ticket.state is not State.WAITING:
            yield flaw("born_wrong", number=ticket.number, seq=entry.seq, state=ticket.state.value)
        self.counters = counters
        self._set(replace(ticket.without_person(), seq=entry.seq))

    def _move(self, fact: Any, entry: f.Entry) -> Iterator[Flaw]:
        ticket = self.tickets.get(fact.ticket)
        if ticket is None:
            yield flaw("unknown_ticket", ticket=fact.ticket, seq=entry.seq, kind=entry.kind)
            return
        if isinstance(fact, f.TicketCalled | f.TicketResumed):
            yield from self._must_be_alone(ticket, entry)
        try:
            moved = MOVES[type(fact)](ticket, fact, entry)
        except Refusal:
            yield flaw(
                "illegal_move", number=ticket.number, seq=entry.seq, kind=entry.kind, state=ticket.state.value
            )
            return
        if isinstance(fact, f.TicketCalled):
            self._last_call[ticket.id] = entry.seq
        self._set(replace(moved, seq=entry.seq))
        yield from self._come_and_go(ticket, moved, entry)

    def _must_be_alone(self, ticket: Ticket, entry: f.Entry) -> Iterator[Flaw]:
        for person in self._persons(ticket):
            others = self._present.get(person, set()) - {ticket.id}
            for other in others:
                yield flaw(
                    "person_twice", number=ticket.number, other=self.tickets[other].number, seq=entry.seq
                )

    def _come_and_go(self, old: Ticket, new: Ticket, entry: f.Entry) -> Iterator[Flaw]:
        """A window has at most one ticket, and lets go of it when it moves on."""
        if old.state in AT_WINDOW and new.state not in AT_WINDOW and old.window is not None:
            self._put(replace(self._window(old.window), current=None), entry)
        if old.state not in AT_WINDOW and new.state in AT_WINDOW and new.window is not None:
            window = self._window(new.window)
            if window.current is not None:
                yield flaw("two_at_window", window=new.window, number=new.number, seq=entry.seq)
            if window.clerk != new.clerk:
                yield flaw("not_signed_in", window=new.window, number=new.number, seq=entry.seq)
            self._put(replace(window, current=new.id), entry)

    def _undo(self, fact: f.ActUndone, entry: f.Entry) -> Iterator[Flaw]:
        for restored in (told.without_person() for told in fact.restored):
            now = self.tickets.get(restored.id)
            if now is None or restored not in self._earlier.get(restored.id, ()):
                yield flaw("undone_to_nowhere", number=restored.number, seq=entry.seq)
                continue
            if restored.state is State.WAITING and now.state in AT_WINDOW:
                self.undone_calls.add(self._last_call.get(restored.id, 0))
            self._set(replace(restored, seq=entry.seq))
        self._put(replace(self._window(fact.window), current=fact.current), entry)

    def _erase(self, fact: f.VisitorErased, entry: f.Entry) -> None:
        """What it lost was never told; that it was touched was."""
        if ticket := self.tickets.get(fact.ticket):
            self._set(replace(ticket, seq=entry.seq))

    def _set(self, ticket: Ticket) -> None:
        old = self.tickets.get(ticket.id)
        self.tickets[ticket.id] = ticket
        self._earlier.setdefault(ticket.id, []).append(ticket)
        was, is_now = old is not None and old.state in AT_WINDOW, ticket.state in AT_WINDOW
        if was != is_now:
            for person in self._persons(ticket):
                present = self._present.setdefault(person, set())
                present.add(ticket.id) if is_now else present.discard(ticket.id)

    def _persons(self, ticket: Ticket) -> Sequence[str]:
        return self._persons_of.get(ticket.id, ())

    # --- places, days, access ------------------------------------------------------------------

    def _change_place(self, fact: Any, entry: f.Entry) -> None:
        if type(fact) in WINDOW_MOVES:
            self._put(WINDOW_MOVES[type(fact)](self._window(fact.window), fact, entry), entry)
        elif type(fact) in HALL_MOVES:
            hall = self.halls.get(fact.hall) or HallNow(fact.hall)
            self.halls[fact.hall] = replace(HALL_MOVES[type(fact)](hall, fact, entry), seq=entry.seq)
        elif isinstance(fact, f.DayOpened):
            self.counters = Counters(self.counters.last_ticket, fact.business_date, False, entry.seq)
        elif isinstance(fact, f.DayClosed):
            self.counters = replace(self.counters, day_closed=True)
        elif isinstance(fact, f.CatalogueImported):
            self.versions.append(Version(fact.version, fact.digest))
        else:
            self._change_access(fact)
            self._change_device(fact, entry)
            self._change_reminder(fact)

    def _change_access(self, fact: f.Fact) -> None:
        if isinstance(fact, f.TokenGiven):
            self.tokens[fact.key] = True
        elif isinstance(fact, f.TokenRevoked):
            self.tokens[fact.key] = False
        elif isinstance(fact, f.LoginSet):
            self.logins.add(fact.name)
        elif isinstance(fact, f.DeviceInvited):
            self.invitations[fact.device] = fact
        elif isinstance(fact, f.InvitationEnded):
            self.invitations[fact.device] = None
        elif isinstance(fact, f.PaperOrdered | f.PaperBegun | f.PaperSettled):
            self.orders[fact.kiosk] = _paper(self._orders(fact.kiosk), fact)

    def _change_device(self, fact: f.Fact, entry: f.Entry) -> None:
        if isinstance(fact, f.PartsSeen):
            self.devices[fact.device] = replace(self._device(fact.device), parts=fact.parts)
        elif isinstance(fact, f.DeviceOrdered | f.DeviceOrderWentOn):
            self.devices[fact.device] = self._device(fact.device).with_order(fact.order)
        elif isinstance(fact, f.MachineSet):
            said = Said(fact.state, entry.at)
            self.devices[fact.machine] = replace(self._device(fact.machine), said=said)
        elif isinstance(fact, f.AlarmRaised | f.AlarmCleared):
            self.alarms[fact.alarm.key] = replace(fact.alarm, seq=0)

    def _change_reminder(self, fact: f.Fact) -> None:
        if not isinstance(fact, f.ReminderAsked | f.ReminderTold | f.ReminderEnded):
            return
        key = f"{fact.ticket}/{fact.channel}"
        known = self.reminders.get(key)
        if isinstance(fact, f.ReminderAsked):
            told = known.told if known else ()
            self.reminders[key] = Reminder(fact.ticket, fact.channel, fact.wish, told)
        elif known is not None:
            self.reminders[key] = known.tell(fact.kind) if isinstance(fact, f.ReminderTold) else known.end()

    def _device(self, code: str) -> DeviceNow:
        return self.devices.get(code) or DeviceNow(code)

    def _orders(self, kiosk: str) -> KioskOrders:
        return self.orders.get(kiosk) or KioskOrders(kiosk)

    def _window(self, number: int) -> Window:
        return self.windows.get(number) or Window(number)

    def _put(self, window: Window, entry: f.Entry) -> None:
        self.windows[window.number] = replace(window, seq=entry.seq)


def _seen(alarm: StaffAlarm | None, fact: f.StaffAlarmAcknowledged, entry: f.Entry) -> StaffAlarm | None:
    """The alarm with who comes; none that was never raised, so that the comparison finds it."""
    return replace(alarm, seen_by=fact.seen_by, seen_at=entry.at) if alarm else None


def _paper(orders: KioskOrders, fact: f.PaperOrdered | f.PaperBegun | f.PaperSettled) -> KioskOrders:
    if isinstance(fact, f.PaperOrdered):
        return orders.with_new(fact.order)
    if isinstance(fact, f.PaperBegun):
        return orders.begun(fact.order, fact.until)
    return orders.settled(fact.order, fact.state)
