"""A ticket's life: states and the moves between them. A move returns the new ticket or refuses."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .altered import altered
from .classes import VisitorClass
from .refusals import WrongState


class State(StrEnum):
    """Where a ticket stands in its life."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    MISSED = "missed"
    DONE = "done"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


LIVE = frozenset({State.WAITING, State.CALLED, State.SERVING, State.HELD, State.MISSED})
AT_WINDOW = frozenset({State.CALLED, State.SERVING})


class StepState(StrEnum):
    """A scenario's step: still to come, the one now, or done."""

    PENDING = "pending"
    CURRENT = "current"
    DONE = "done"


@dataclass(frozen=True)
class Step:
    """One service of a ticket and the queue where it is handled."""

    service: str
    queue: str
    state: StepState = StepState.PENDING


@dataclass(frozen=True)
class Ticket:
    """One visit's place in line. Times are aware UTC; `id` grows with issue within a centre.

    `slot_at` is the start of the booked slot whose place it uses: its quota is that half-day's.
    """

    id: int
    public_id: str
    business_date: date
    series: str
    serial: int
    number: str
    queue: str
    issued_at: datetime
    arrived_at: datetime
    since: datetime
    state: State = State.WAITING
    first_queue: str = ""
    service: str | None = None
    scenario: str | None = None
    steps: tuple[Step, ...] = ()
    visitor_class: VisitorClass = VisitorClass.ORDINARY
    head_started: bool = True
    language: str = "zh"
    callable_from: datetime | None = None
    away_until: datetime | None = None
    aways: int = 0
    to_window: int | None = None
    window: int | None = None
    clerk: str | None = None
    called_at: datetime | None = None
    started_at: datetime | None = None
    recalls: int = 0
    revivals: int = 0
    reprints: int = 0
    party: str | None = None
    person: str | None = None
    person_mask: str | None = None
    returning_from: str | None = None
    carried_over: bool = False
    issued_by: str | None = None
    note: str = ""
    seq: int = 0
    slot_at: datetime | None = None

    @property
    def live(self) -> bool:
        """Whether the visit still goes on (waiting, called, serving, held or missed)."""
        return self.state in LIVE

    @property
    def persons(self) -> list[str]:
        """Under what the visitor is known: ID hash and party."""
        if not self.person and not self.party:
            return []
        return [p for p in (self.person and f"id:{self.person}", self.party and f"party:{self.party}") if p]

    def must_be(self, *states: State) -> None:
        """Refuse unless the ticket is in one of `states`."""
        if self.state not in states:
            raise WrongState(number=self.number, state=self.state.value)

    # --- moves; each is one row of the state table in docs/glossary.md -------------------------

    def call(self, window: int, clerk: str, at: datetime) -> "Ticket":
        """waiting -> called."""
        self.must_be(State.WAITING)
        return altered(
            self,
            state=State.CALLED,
            window=window,
            clerk=clerk,
            called_at=at,
            started_at=None,
            recalls=0,
            since=at,
            callable_from=None,
            away_until=None,
        )

    def recall(self) -> "Ticket":
        """called -> called, counted; the count guides the clerk and never refuses."""
        self.must_be(State.CALLED)
        return altered(self, recalls=self.recalls + 1)

    def start(self, at: datetime) -> "Ticket":
        """called -> serving."""
        self.must_be(State.CALLED)
        return altered(self, state=State.SERVING, started_at=at, since=at)

    def finish(self, at: datetime) -> "Ticket":
        """called or serving -> done, with the step that is current; steps that were never reached stay so."""
        self.must_be(State.CALLED, State.SERVING)
        steps = tuple(
            altered(s, state=StepState.DONE) if s.state is StepState.CURRENT else s for s in self.steps
        )
        return altered(self, state=State.DONE, steps=steps, since=at, to_window=None)

    def miss(self, at: datetime) -> "Ticket":
        """called -> missed."""
        self.must_be(State.CALLED)
        return altered(self, state=State.MISSED, since=at)

    def hold(self, note: str, at: datetime) -> "Ticket":
        """called or serving -> held, bound to its window until it comes back."""
        self.must_be(State.CALLED, State.SERVING)
        return altered(self, state=State.HELD, note=note or self.note, since=at)

    def resume(self, window: int, clerk: str, at: datetime) -> "Ticket":
        """held -> serving; the time away does not count as service, so the start moves on by it."""
        self.must_be(State.HELD)
        started_at = at if self.started_at is None else self.started_at + (at - self.since)
        return altered(self, state=State.SERVING, window=window, clerk=clerk, started_at=started_at, since=at)

    def requeue(self, arrived_at: datetime, at: datetime) -> "Ticket":
        """held -> waiting in its queue with the arrival that the moves rule keeps."""
        self.must_be(State.HELD)
        return self._back_in_line(arrived_at, at)

    def revive(self, arrived_at: datetime, at: datetime) -> "Ticket":
        """missed -> waiting behind the third; no class head start applies afterwards."""
        self.must_be(State.MISSED)
        back = self._back_in_line(arrived_at, at)
        return altered(back, head_started=False, revivals=self.revivals + 1)

    def transfer(
        self, queue: str, to_window: int | None, arrived_at: datetime, note: str, at: datetime
    ) -> "Ticket":
        """waiting, called or serving -> waiting elsewhere."""
        self.must_be(State.WAITING, State.CALLED, State.SERVING)
        moved = altered(self._back_in_line(arrived_at, at), queue=queue, to_window=to_window)
        return altered(moved, note=note or self.note)

    def go_on(
        self, steps: tuple[Step, ...], queue: str, arrived_at: datetime, callable_from: datetime, at: datetime
    ) -> "Ticket":
        """called or serving -> waiting in the queue of the next step."""
        self.must_be(State.CALLED, State.SERVING)
        moved = altered(self._back_in_line(arrived_at, at), steps=steps, queue=queue)
        return altered(moved, callable_from=callable_from, to_window=None)

    def go_away(self, until: datetime) -> "Ticket":
        """waiting -> waiting, not callable until then; its arrival stays, and others pass."""
        self.must_be(State.WAITING)
        return altered(self, away_until=until, aways=self.aways + 1)

    def be_back(self) -> "Ticket":
        """waiting -> waiting, callable again."""
        self.must_be(State.WAITING)
        return altered(self, away_until=None)

    def cancel(self, at: datetime) -> "Ticket":
        """waiting, called, held or missed -> cancelled; a visit being served is finished, not cancelled."""
        self.must_be(State.WAITING, State.CALLED, State.HELD, State.MISSED)
        return altered(self, state=State.CANCELLED, since=at, to_window=None, away_until=None)

    def expire(self, at: datetime) -> "Ticket":
        """waiting, held or missed -> expired at day close."""
        self.must_be(State.WAITING, State.HELD, State.MISSED)
        return altered(self, state=State.EXPIRED, since=at, to_window=None, away_until=None)

    def _back_in_line(self, arrived_at: datetime, at: datetime) -> "Ticket":
        """Waiting again; a ticket that was sent to one window still is."""
        return altered(
            self,
            state=State.WAITING,
            arrived_at=arrived_at,
            since=at,
            window=None,
            clerk=None,
            called_at=None,
            started_at=None,
            recalls=0,
            callable_from=None,
            away_until=None,
        )

    @property
    def personal(self) -> bool:
        """Whether something here leads to a person: whose it is, or what a clerk wrote down about it."""
        return bool(self.person or self.person_mask or self.party or self.note)

    def without_person(self) -> "Ticket":
        """The ticket as facts tell it and as retention leaves it: nothing leads to a person."""
        return altered(self, person=None, person_mask=None, party=None, note="")
