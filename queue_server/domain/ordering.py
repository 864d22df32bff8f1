"""Who is next: one rule, explained to anybody.

    effective arrival(ticket, window) = arrived_at - head_start[class] - window_head_start[queue]

The smallest wins; among equals the lower ticket id. This is the urgency-number discipline of J. R. Jackson,
"Some problems in queueing with dynamic priorities", Naval Research Logistics Quarterly 7 (1960): priority
that grows with waiting and can starve nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .classes import VisitorClass
from .policy import STRICT_HEAD_START_S, Policy
from .tickets import Ticket


@dataclass(frozen=True, slots=True)
class HeadStarts:
    """Head starts in seconds as they count at one window: by class, and by queue of this window."""

    by_class: Mapping[VisitorClass, int]
    by_queue: Mapping[str, int] = field(default_factory=dict)

    def class_s(self, ticket: Ticket, capped: frozenset[str] = frozenset()) -> int:
        """The class head start of a ticket; none for a revived one or in a capped queue."""
        if not ticket.head_started or ticket.queue in capped:
            return 0
        return self.by_class.get(ticket.visitor_class, 0)

    def window_s(self, ticket: Ticket) -> int:
        """By how much this window prefers the ticket's queue."""
        return self.by_queue.get(ticket.queue, 0)

    def effective_arrival(self, ticket: Ticket, capped: frozenset[str] = frozenset()) -> datetime:
        """The arrival that decides at this window."""
        ahead = self.class_s(ticket, capped) + self.window_s(ticket)
        return ticket.arrived_at - timedelta(seconds=ahead) if ahead else ticket.arrived_at

    def place(self, ticket: Ticket, capped: frozenset[str] = frozenset()) -> tuple[datetime, int]:
        """What tickets are compared by: the smallest is called first."""
        return self.effective_arrival(ticket, capped), ticket.id


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `k` of the last `n` calls of a queue may favour a class."""

    k: int
    n: int

    def reached(self, favours: Sequence[bool]) -> bool:
        """Whether k of the previous n-1 calls of the queue were favoured."""
        previous = favours[-(self.n - 1) :] if self.n > 1 else ()
        return sum(previous) >= self.k


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen ticket, whether a class head start made the difference, and the capped queues."""

    ticket: Ticket
    favoured: bool
    capped: frozenset[str] = frozenset()


def window_head_starts(policy: Policy, window: int, queues: Sequence[str]) -> dict[str, int]:
    """Head start in seconds of each queue at a window: the home queue's, and a day for a strict queue."""
    starts = {q: policy.home_queue_head_start_s if i == 0 else 0 for i, q in enumerate(queues)}
    for queue in queues:
        if (queue, window) in policy.strict_queues:
            starts[queue] += STRICT_HEAD_START_S
    return starts


def in_turn(
    tickets: Iterable[Ticket], heads: HeadStarts, capped: frozenset[str] = frozenset()
) -> list[Ticket]:
    """All of them in the order in which `next_up` would take one after the other."""
    return sorted(tickets, key=lambda t: heads.place(t, capped))


def next_up(
    tickets: Iterable[Ticket], heads: HeadStarts, capped: frozenset[str] = frozenset()
) -> Ticket | None:
    """The ticket with the earliest effective arrival; among equals, the one issued first."""
    return min(tickets, key=lambda t: heads.place(t, capped), default=None)


def choose(
    tickets: Sequence[Ticket], heads: HeadStarts, favours: Mapping[str, Sequence[bool]], cap: Cap
) -> Choice | None:
    """The next ticket under the cap on favoured calls; None where nobody can be called.

    A call is favoured if with all class head starts zero another ticket would have been chosen. While the
    chosen ticket is favoured and its queue's cap is reached, the choice is made again with that queue's
    class head starts zero.
    """
    by_arrival = next_up(tickets, HeadStarts({}, heads.by_queue))
    capped: frozenset[str] = frozenset()
    while True:
        chosen = next_up(tickets, heads, capped)
        if chosen is None or by_arrival is None:
            return None
        favoured = chosen.id != by_arrival.id
        if not favoured or chosen.queue in capped or not cap.reached(favours.get(chosen.queue, ())):
            return Choice(chosen, favoured, capped)
        capped |= {chosen.queue}
