"""The centre's policy: every value that the rules need and that a centre may change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from .classes import VisitorClass
from .names import Names

STRICT_HEAD_START_S = 86_400
"""A strict queue is ahead of the window's others by a day; the guarantee does not cover it."""


@dataclass(frozen=True, slots=True)
class Extended:
    """Opening on one weekday beyond the hall's own hours; `weekday` 0 is Monday."""

    weekday: int
    open: time
    close: time


class VisitKind(StrEnum):
    """Where a booked visit takes place: in the hall, at the visitor's home, or by an agent who is sent."""

    HALL = "hall"
    HOME = "home"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class QueuePolicy:
    """What one queue does differently from the rest.

    `slot_minutes` and `places_per_slot` take the place of what [appointments] says; `visit` is what a booking
    in this queue is.
    """

    real_name: bool = False
    quota_per_half_day: int | None = None
    extended: tuple[Extended, ...] = ()
    carry_over: bool = False
    wait_target_s: int | None = None
    bookable: bool = True
    slot_minutes: int | None = None
    places_per_slot: int | None = None
    visit: VisitKind = VisitKind.HALL


@dataclass(frozen=True, slots=True)
class BookingPolicy:
    """How places are booked. Durations in seconds unless they say otherwise.

    Each day at `release_at` the day `days_ahead` days later opens. A slot has `per_window` places for each
    window that is planned for its queue. `early_s` and `late_s` are around the slot's start: who checks in
    between counts as arrived at it. `book_until_s` and `change_until_s` (to move; to cancel there is time
    until the start) are before it.
    So many as `missed_limit` bookings missed within `missed_days` shut a document out of booking for
    `ban_days` after the last one. A place that is given back can be booked again after a random time between
    `back_least_s` and `back_most_s`. `holds_per_address` places at most are kept at once for one address.
    `proof_bits` is the proof of work that a hold costs, 0 for none.
    """

    days_ahead: int = 7
    release_at: time = time(8)
    slot_minutes: int = 30
    per_window: int = 2
    early_s: int = 900
    late_s: int = 900
    hold_s: int = 180
    book_until_s: int = 900
    change_until_s: int = 3600
    per_person_day: int = 2
    moves: int = 2
    missed_limit: int = 3
    missed_days: int = 15
    ban_days: int = 15
    back_least_s: int = 60
    back_most_s: int = 1800
    holds_per_address: int = 20
    proof_bits: int = 0


@dataclass(frozen=True, slots=True)
class Policy:
    """Values of policy.toml; durations in seconds. `may_pick`: employee numbers, "*" for every clerk.

    `rating_reasons` are the reasons of each level of a rating by their codes; `rating_list_version` names the
    list, so that a code is understood years later. `booking` is None where nothing can be booked. The days of
    a follow-up are working days; `measures` is what can be done about a bad rating, by codes that are never
    used for something else.
    """

    head_start_s: Mapping[VisitorClass, int] = field(default_factory=dict)
    returning_days: int = 15
    home_queue_head_start_s: int = 180
    may_pick: tuple[str, ...] = ("*",)
    strict_queues: frozenset[tuple[str, int]] = frozenset()
    walking_same_hall_s: int = 60
    walking_other_hall_s: int = 300
    cap_k: int = 2
    cap_n: int = 3
    recalls: int = 2
    recall_after_s: int = 30
    revive_behind: int = 3
    revive_not_before_s: int = 1800
    revivals: int = 1
    scenario_prefix: str = "X"
    offline_series: str = "{prefix}-{offline_code}-"
    keep_arrival_s: int = 1800
    away_s: int = 600
    aways: int = 2
    last_ticket_before_close_s: int = 0
    during_lunch: bool = True
    walk_in_share: float = 0.4
    live_tickets_per_person: int = 1
    tickets_at_once: int = 2
    queues: Mapping[str, QueuePolicy] = field(default_factory=dict)
    pause_reasons: Mapping[str, Names] = field(default_factory=dict)
    wait_target_s: int = 1200
    personal_data_days: int = 30
    journal_years: int = 3
    rating_open_days: int = 15
    rating_list_version: str = ""
    rating_reasons: Mapping[str, Mapping[str, Names]] = field(default_factory=dict)
    booking: BookingPolicy | None = None
    contact_days: int = 1
    resolve_days: int = 5
    latest_days: int = 15
    measures: Mapping[str, Names] = field(default_factory=dict)

    def queue(self, code: str) -> QueuePolicy:
        """The exceptions of one queue; the defaults where it has none."""
        return self.queues.get(code, QueuePolicy())

    def target_s(self, queue: str) -> int:
        """Seconds that nobody should wait longer in a queue: its own target, else the centre's."""
        own = self.queue(queue).wait_target_s
        return self.wait_target_s if own is None else own

    def head_start(self, visitor_class: VisitorClass) -> int:
        """Head start of a class in seconds; 0 where policy names none."""
        return self.head_start_s.get(visitor_class, 0)
