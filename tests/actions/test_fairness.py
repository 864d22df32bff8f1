"""Mixed queues: walk-ins, people with a booking and people who return share one line, fairly.

`make fairness` plays ten thousand days.
"""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from queue_server.actions import booking, calling
from queue_server.domain.appointments import BookingState
from queue_server.domain.callable import choose_for, is_callable, shortlist
from queue_server.domain.classes import VisitorClass
from queue_server.domain.places_left import unpromised
from queue_server.domain.policy import QueuePolicy
from queue_server.domain.quotas import bookable as share_of
from queue_server.domain.quotas import quota_left
from queue_server.domain.refusals import Refusal
from queue_server.domain.slots import slots_of
from queue_server.domain.tickets import Ticket
from queue_server.store.replay import Replay
from tests.actions.bookings import BookingTown, bookable
from tests.makers import HEAD_STARTS, TUESDAY, at

LARGEST = timedelta(seconds=max(HEAD_STARTS.values()) + 180)
CLAIMED = st.sampled_from([VisitorClass.ORDINARY, VisitorClass.ELDERLY, VisitorClass.MATERNITY])
SLOTS = st.sampled_from([at(clock) for clock in ("09:30", "10:00", "10:30", "11:00", "14:00")])
DRAWS = st.sampled_from([0.0, 0.5, 1.0])
QUOTA = 12
PLACES = {"life": QueuePolicy(quota_per_half_day=QUOTA, places_per_slot=3)}
CAP = (2, 3)


class MixedDay(RuleBasedStateMachine):
    """People book, change their minds, come on time or not; others just come; a clerk calls."""

    def __init__(self) -> None:
        super().__init__()
        self.town = BookingTown(bookable(PLACES, share=0.5))
        self.done: list[Ticket] = []
        self.calls = 0

    @initialize()
    def morning(self) -> None:
        self.seat = self.town.sign_in(3)

    def trying(self, act: Any, *args: Any, **named: Any) -> Any:
        """What the rules refuse happens to nobody."""
        try:
            return act(*args, **named)
        except Refusal:
            return None

    def some(self, state: BookingState, which: int) -> Any:
        found = [a for a in self.town.hall.appointments.values() if a.state is state]
        return found[which % len(found)] if found else None

    @rule(starts_at=SLOTS)
    def book(self, starts_at: datetime) -> None:
        self.trying(self.town.book, starts_at)

    @rule(starts_at=SLOTS)
    def hold(self, starts_at: datetime) -> None:
        self.trying(self.town.hold, starts_at)

    @rule(which=st.integers(0, 9), draw=DRAWS)
    def give_back(self, which: int, draw: float) -> None:
        if found := self.some(BookingState.BOOKED, which):
            self.trying(self.town.act, booking.cancel, found.id, draw)

    @rule(which=st.integers(0, 9), starts_at=SLOTS, draw=DRAWS)
    def move(self, which: int, starts_at: datetime, draw: float) -> None:
        if found := self.some(BookingState.BOOKED, which):
            self.trying(self.town.move, found, starts_at, draw)

    @rule(which=st.integers(0, 9), claimed=CLAIMED)
    def come(self, which: int, claimed: VisitorClass) -> None:
        if found := self.some(BookingState.BOOKED, which):
            self.trying(self.town.come, found, visitor_class=claimed)

    @rule(claimed=CLAIMED)
    def walk_in(self, claimed: VisitorClass) -> None:
        self.trying(self.town.issue, visitor_class=claimed)

    @precondition(lambda self: self.done)
    @rule(which=st.integers(0, 9))
    def return_on_the_same_matter(self, which: int) -> None:
        earlier = self.done[which % len(self.done)]
        self.trying(self.town.issue, returning_from=earlier.public_id)

    @rule(minutes=st.sampled_from([1, 4, 9, 16, 31]))
    def wait(self, minutes: int) -> None:
        self.town.later(60 * minutes)

    @rule()
    def call(self) -> None:
        """Somebody is called if anybody can be, and nobody is overtaken beyond the largest head starts."""
        hall = self.town.hall
        window, now = hall.windows[3], self.town.clock.hall + timedelta(seconds=1)
        line = [t for t in hall.waiting("life") if is_callable(hall, t, window, now)]
        served = hall.current(window)
        called = self.town.press(calling.call_next, self.seat)
        self.done += [served] if served else []
        assert (called is None) == (not line)
        if called is not None:
            self.calls += 1
            assert all(called.arrived_at <= t.arrived_at + LARGEST for t in line)

    @invariant()
    def who_is_next_does_not_depend_on_who_looks(self) -> None:
        hall = self.town.hall
        now = self.town.clock.hall
        window = hall.windows[3]
        line = shortlist(hall, window, now)
        assert choose_for(hall, window, line) == choose_for(hall, window, line[::-1])

    @invariant()
    def a_row_of_calls_is_seldom_favoured(self) -> None:
        k, n = CAP
        favours = self.town.hall.favours_today("life")
        assert all(sum(favours[i : i + n]) <= k for i in range(len(favours)))

    @invariant()
    def bookings_leave_the_walk_in_share_and_nothing_is_promised_twice(self) -> None:
        hall, now = self.town.hall, self.town.clock.hall
        share = share_of(hall, "life")
        assert share == QUOTA // 2
        for half, clock in (("am", "09:00"), ("pm", "14:00")):
            assert hall.bookings.taken_in(("life", TUESDAY, half)) <= share
            assert (quota_left(hall, "life", at(clock), now) or 0) >= 0
        for slot in slots_of(hall.catalogue, "life", TUESDAY):
            assert len(hall.bookings.taken("life", slot.starts_at)) <= slot.places
            left = unpromised(hall, slot, now)
            assert left is not None
            assert left >= 0

    def teardown(self) -> None:
        """The journal tells the same day."""
        replay = Replay()
        flaws = [f for entry in self.town.store.journal("town") for f in replay.apply(entry)]
        assert flaws == []
        told = {name: a.without_person() for name, a in self.town.hall.appointments.items()}
        assert replay.bookings.all == told


MixedDay.TestCase.settings = settings(max_examples=settings().max_examples, stateful_step_count=30)
TestMixedDay = MixedDay.TestCase


@given(
    st.tuples(st.integers(-15, 60), st.integers(-15, 60)).map(sorted),
    CLAIMED,
)
def test_checking_in_earlier_never_harms(times: list[int], claimed: VisitorClass) -> None:
    """Two have booked the same time; from its first moment to long after its slot."""
    town = BookingTown()
    both = [town.book(at("10:00")), town.book(at("10:00"))]
    effective = []
    for minutes, booked in zip(times, both, strict=True):
        town.clock.hall = max(town.clock.hall, at("10:00") + timedelta(minutes=minutes))
        ticket, _ = town.come(booked, visitor_class=claimed)
        effective.append(town.hall.effective_at(ticket))
    assert effective[0] <= effective[1]
