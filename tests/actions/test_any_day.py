"""Any day in the hall: whatever people do in whatever order, the promises of the glossary hold."""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from queue_server.actions import alarms, calling, ending, moving, places, sessions, undoing, visitors
from queue_server.actions.days import tick
from queue_server.actions.desk import Seat
from queue_server.actions.handing_in import hand_in
from queue_server.actions.permitted import allowed
from queue_server.domain.callable import choose_for, heads_at, is_callable, shortlist
from queue_server.domain.classes import VisitorClass
from queue_server.domain.hall import Hall
from queue_server.domain.ordering import Cap, Choice, choose
from queue_server.domain.refusals import Refusal
from queue_server.domain.tickets import AT_WINDOW, State, Ticket
from queue_server.domain.windows import Window
from queue_server.store.replay import Replay
from tests.actions.town import Town
from tests.makers import a_paper

CLAIMED = [VisitorClass.ORDINARY, VisitorClass.ELDERLY, VisitorClass.SERVICEMAN]
WINDOWS = st.integers(1, 5)
VERBS = [ending.start, ending.finish, ending.missed, ending.next_step, calling.recall, undoing.undo]
KEYS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "next": (calling.call_next, ()),
    "recall": (calling.recall, ()),
    "start": (ending.start, ()),
    "missed": (ending.missed, ()),
    "finish": (ending.finish, ()),
    "hold": (moving.hold, ("copy",)),
    "next-step": (ending.next_step, ()),
    "undo": (undoing.undo, ()),
    "pause": (places.pause, ("rest",)),
    "unpause": (places.unpause, ()),
    "sign-out": (sessions.sign_out, ()),
}
VISITORS_VERBS = ["cancel", "revive", "away", "away", "back", "requeue", "reprint", "class"]
LARGEST = timedelta(seconds=900 + 180)


class AnyDay(RuleBasedStateMachine):
    """Citizens, clerks, guides, a manager and the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.town = Town()
        self.published: list[str] = []

    @initialize()
    def morning(self) -> None:
        for window in self.town.hall.windows:
            self.town.sign_in(window)
        for queue in ["life", "permits", "cards", "life"]:
            self.published.append(self.town.issue(queue).public_id)
        self.published.append(self.town.issue(scenario="open").public_id)

    def does(self, action: Any, *args: Any) -> Any:
        """Do it; a refusal must leave no trace."""
        before = _picture(self.town.hall)
        try:
            return self.town.act(action, *args)
        except Refusal:
            assert _picture(self.town.hall) == before
            return None

    def press(self, action: Any, window: int, *args: Any) -> None:
        seat = Seat(window, self.town.hall.windows[window].clerk or "C1")
        self.does(action, seat, self.town.seen(seat), *args)

    @rule(
        wish=st.sampled_from(["life", "permits", "cards", "pickup", "open"]),
        of_class=st.sampled_from(CLAIMED),
        party=st.sampled_from([None, None, "p1", "p2"]),
    )
    def issue(self, wish: str, of_class: VisitorClass, party: str | None) -> None:
        wanted = {"scenario": wish} if wish == "open" else {"queue": wish}
        try:
            ticket = self.town.issue(**wanted, visitor_class=of_class, party=party)
        except Refusal:
            return
        self.published.append(ticket.public_id)

    @rule(
        queue=st.sampled_from(["life", "permits", "cards"]),
        serial=st.integers(1, 12),
        ago=st.sampled_from([-60, 1, 60, 3000, 80_000]),
        party=st.sampled_from([None, None, "p1"]),
        cancelled=st.sampled_from([False, False, True]),
    )
    def hand_in(self, queue: str, serial: int, ago: int, party: str | None, cancelled: bool) -> None:
        number = f"{self.town.hall.catalogue.queues[queue].prefix}-K1-{serial:02d}"
        issued, name = self.town.clock.hall - timedelta(seconds=ago), f"offline-{self.town.hall.seq}"
        paper = a_paper(number, issued=issued, queue=queue, party=party, cancelled=cancelled, public_id=name)
        if self.does(hand_in, "K1", paper):
            self.published.append(name)

    @rule(window=WINDOWS, clerk=WINDOWS, take_over=st.booleans())
    def sign_in(self, window: int, clerk: int, take_over: bool) -> None:
        self.does(sessions.sign_in, f"C{clerk}", window, take_over, f"k{self.town.hall.seq}")

    @rule(window=WINDOWS)
    def sign_out(self, window: int) -> None:
        self.does(sessions.sign_out, Seat(window, self.town.hall.windows[window].clerk or "C1"))

    @rule(window=WINDOWS)
    def call_another(self, window: int) -> None:
        self.call_next(window, calling.Outcome.FINISHED)

    @rule(window=WINDOWS, outcome=st.sampled_from(calling.Outcome))
    def next_of_any_outcome(self, window: int, outcome: calling.Outcome) -> None:
        self.call_next(window, outcome)

    def call_next(self, window: int, outcome: calling.Outcome) -> None:
        hall = self.town.hall
        sequence = hall.seq
        self.press(calling.call_next, window, outcome)
        called = hall.current(hall.windows[window])
        if hall.seq > sequence and called and called.state is State.CALLED:
            self._nobody_was_starved(hall, called, hall.windows[window])

    @rule(window=WINDOWS, verb=st.sampled_from(VERBS))
    def clerk_does(self, window: int, verb: Any) -> None:
        self.press(verb, window)

    @rule(window=WINDOWS, key=st.sampled_from(sorted(KEYS)))
    def a_lit_key_is_obeyed_and_a_dark_one_refused(self, window: int, key: str) -> None:
        self.town.act(tick)
        hall, clock = self.town.hall, self.town.clock
        lit = key in allowed(hall, hall.windows[window], clock.real)
        seat = Seat(window, hall.windows[window].clerk or "C1")
        verb, args = KEYS[key]
        try:
            self.town.act_now(verb, seat, *(() if key == "sign-out" else (self.town.seen(seat), *args)))
        except Refusal:
            obeyed = False
        else:
            obeyed = True
        assert obeyed == lit

    @rule(window=WINDOWS)
    def hold(self, window: int) -> None:
        self.press(moving.hold, window, "copy of the lease")

    @rule(window=WINDOWS, data=st.data())
    def resume_or_pick(self, window: int, data: st.DataObject) -> None:
        public_id = data.draw(st.sampled_from(self.published or ["none"]))
        if data.draw(st.booleans()):
            self.press(moving.resume, window, public_id)
        else:
            self.press(calling.pick, window, public_id, "asked for by the guide")

    @rule(window=WINDOWS, queue=st.sampled_from(["life", "permits", "cards"]), to=st.none() | WINDOWS)
    def transfer(self, window: int, queue: str, to: int | None) -> None:
        self.press(moving.transfer, window, None if to else queue, to, "")

    @rule(data=st.data(), verb=st.sampled_from(VISITORS_VERBS))
    def visitor_does(self, data: st.DataObject, verb: str) -> None:
        public_id = data.draw(st.sampled_from(self.published or ["none"]))
        verbs: dict[str, tuple[Any, ...]] = {
            "cancel": (visitors.cancel, public_id),
            "revive": (visitors.revive, public_id, False),
            "away": (visitors.go_away, public_id),
            "back": (visitors.come_back, public_id),
            "requeue": (visitors.requeue, public_id, None),
            "reprint": (visitors.reprint, public_id),
            "class": (visitors.set_class, public_id, VisitorClass.ELDERLY, True),
        }
        self.does(*verbs[verb])

    @rule(
        window=WINDOWS,
        verb=st.sampled_from(["pause", "unpause", "unpause", "shut", "open", "open", "queues"]),
    )
    def arrange(self, window: int, verb: str) -> None:
        if verb == "pause":
            self.press(places.pause, window, "rest")
        elif verb == "unpause":
            self.press(places.unpause, window)
        elif verb == "queues":
            self.does(places.arrange, window, None, ("cards", "life"))
        else:
            self.does(places.arrange, window, verb == "shut", None)

    @rule(window=WINDOWS, verb=st.sampled_from(["raise", "acknowledge", "reset"]))
    def ask_for_help(self, window: int, verb: str) -> None:
        alarm = f"help-at-{window}"
        verbs: dict[str, tuple[Any, ...]] = {
            "raise": (alarms.raise_alarm, Seat(window, f"C{window}"), alarm),
            "acknowledge": (alarms.acknowledge_alarm, alarm, "guide"),
            "reset": (alarms.reset_alarm, alarm),
        }
        self.does(*verbs[verb])

    @rule(hall=st.sampled_from("NS"), on=st.sampled_from([False] * 5 + [True]))
    def evacuate(self, hall: str, on: bool) -> None:
        self.does(places.set_evacuation, hall, on, None)

    @rule(seconds=st.sampled_from([5, 5, 45, 45, 400, 400, 2000, 40_000]))
    def time_passes(self, seconds: int) -> None:
        self.town.later(seconds)
        self.does(tick)

    def teardown(self) -> None:
        """In the evening the journal alone tells every ticket as it is, move by move of the state table."""
        record, replay = self.town.store.recorded["town"], Replay()
        assert [flaw for entry in record.journal for flaw in replay.apply(entry)] == []
        assert replay.tickets == {number: t.without_person() for number, t in record.tickets.items()}

    # --- what always holds ---------------------------------------------------------------------

    @invariant()
    def a_window_and_its_ticket_point_at_each_other(self) -> None:
        hall = self.town.hall
        at_windows = {t.id: t.window for t in hall.tickets.values() if t.state in AT_WINDOW}
        assert at_windows == {w.current: n for n, w in hall.windows.items() if w.current is not None}

    @invariant()
    def nobody_is_at_two_windows(self) -> None:
        parties = [t.party for t in self.town.hall.tickets.values() if t.state in AT_WINDOW and t.party]
        assert len(parties) == len(set(parties))

    @invariant()
    def numbers_have_no_gap_and_no_repeat(self) -> None:
        given = defaultdict(list)
        for ticket in sorted(self.town.store.recorded["town"].tickets.values(), key=lambda t: t.id):
            given[(ticket.business_date, ticket.series)].append(ticket.serial)
        for (_, series), serials in given.items():
            offline = series.endswith("-")
            assert len(set(serials)) == len(serials) if offline else serials == [*range(1, len(serials) + 1)]

    @invariant()
    def the_lines_are_what_a_recount_finds(self) -> None:
        hall = self.town.hall
        away = [t for t in hall.tickets.values() if t.away_until is not None]
        assert hall.away() == sorted(away, key=lambda t: t.id)
        for queue in hall.catalogue.queues:
            waiting = [t for t in hall.tickets.values() if t.queue == queue and t.state is State.WAITING]
            ranked = sorted(waiting, key=lambda t: (hall.effective_at(t), t.id))
            assert list(hall.waiting(queue)) == ranked
            present = [t for t in ranked if t.away_until is None]
            assert [hall.ahead(t) for t in present] == list(range(len(present)))
            serving = [w for w in hall.windows.values() if w.open and queue in hall.served_queues(w)]
            assert hall.windows_serving(queue) == sorted(serving, key=lambda w: w.number)
            having = [n for n, w in sorted(hall.windows.items()) if queue in hall.queues_of(w)]
            assert list(hall.windows_having(queue)) == having

    @invariant()
    def the_short_list_holds_the_choice(self) -> None:
        hall, now = self.town.hall, self.town.clock.hall
        for window in hall.windows.values():
            assert choose_for(hall, window, shortlist(hall, window, now)) == _choice_of_all(
                hall, window, self.town
            )

    def _nobody_was_starved(self, hall: Hall, called: Ticket, window: Window) -> None:
        for other in _callable_at(hall, window, self.town):
            assert called.arrived_at <= other.arrived_at + LARGEST


def _callable_at(hall: Hall, window: Window, town: Town) -> list[Ticket]:
    queues = hall.served_queues(window)
    return [
        t
        for t in hall.tickets.values()
        if t.state is State.WAITING
        and (t.queue in queues or t.to_window == window.number)
        and is_callable(hall, t, window, town.clock.hall)
    ]


def _choice_of_all(hall: Hall, window: Window, town: Town) -> Choice | None:
    policy = hall.catalogue.policy
    favours = {queue: hall.favours_today(queue) for queue in hall.catalogue.queues}
    everybody = _callable_at(hall, window, town)
    return choose(everybody, heads_at(hall, window), favours, Cap(policy.cap_k, policy.cap_n))


def _picture(hall: Hall) -> tuple[Any, ...]:
    shelves = (hall.tickets, hall.windows, hall.halls, hall.tokens, hall.by_public, hall.by_number)
    apart = (hall.held.copy(), [t.id for t in hall.away()])
    lines = {q: [t.id for t in hall.waiting(q)] for q in hall.catalogue.queues}
    favours = {q: list(line) for q, line in hall.favours.items() if line}
    counts = (+hall.issued_in, +hall.at_window_of_person, dict(hall.paces))
    return (hall.seq, hall.counters, lines, favours, counts, *(s.copy() for s in shelves), apart)


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=settings().max_examples, stateful_step_count=60)
