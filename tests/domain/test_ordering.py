"""Who is next."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.classes import VisitorClass
from queue_server.domain.ordering import Cap, HeadStarts, choose, next_up, window_head_starts
from queue_server.domain.tickets import Ticket
from tests.makers import HEAD_STARTS, NINE, a_policy, a_ticket, minutes

CAP = Cap(2, 3)
HEADS = HeadStarts(HEAD_STARTS, {"life": 180})
LARGEST = timedelta(seconds=max(HEAD_STARTS.values()) + 180)

tickets = st.builds(
    lambda n, ago, queue, of_class, started: a_ticket(
        f"A{n:03d}",
        arrived=NINE - timedelta(microseconds=ago),
        queue=queue,
        visitor_class=of_class,
        head_started=started,
    ),
    st.integers(1, 999),
    st.integers(0, 7_200_000_000),
    st.sampled_from(["life", "permits", "cards"]),
    st.sampled_from(VisitorClass),
    st.booleans(),
)
lines = st.lists(tickets, max_size=12, unique_by=lambda t: t.id)
favours = st.dictionaries(st.sampled_from(["life", "permits", "cards"]), st.lists(st.booleans(), max_size=5))


def test_an_elderly_visitor_overtakes_by_the_head_start_only() -> None:
    early = a_ticket("A001", arrived=NINE)
    within = a_ticket("A002", arrived=NINE + minutes(14), visitor_class=VisitorClass.ELDERLY)
    beyond = a_ticket("A003", arrived=NINE + minutes(16), visitor_class=VisitorClass.ELDERLY)
    assert next_up([early, within], HEADS) is within
    assert next_up([early, beyond], HEADS) is early


def test_among_equals_the_one_issued_first_is_next() -> None:
    first, second = a_ticket("A001"), a_ticket("A002")
    assert next_up([second, first], HEADS) is first


def test_a_window_prefers_its_home_queue_by_three_minutes() -> None:
    other = a_ticket("B001", arrived=NINE, queue="permits")
    home = a_ticket("A002", arrived=NINE + minutes(2))
    assert next_up([other, home], HEADS) is home
    assert next_up([other, a_ticket("A003", arrived=NINE + minutes(4))], HEADS) is other


def test_a_strict_queue_is_ahead_by_a_day() -> None:
    policy = a_policy(strict_queues=frozenset({("permits", 7)}))
    assert window_head_starts(policy, 7, ("life", "permits")) == {"life": 180, "permits": 86_400}
    assert window_head_starts(policy, 8, ("life", "permits")) == {"life": 180, "permits": 0}


def test_a_revived_ticket_has_no_class_head_start() -> None:
    early = a_ticket("A001", arrived=NINE)
    revived = a_ticket(
        "A002", arrived=NINE + minutes(1), visitor_class=VisitorClass.ELDERLY, head_started=False
    )
    assert next_up([early, revived], HEADS) is early


def test_after_two_favoured_calls_the_third_goes_by_arrival() -> None:
    early = a_ticket("A001", arrived=NINE)
    elder = a_ticket("A002", arrived=NINE + minutes(5), visitor_class=VisitorClass.ELDERLY)
    favoured = choose([early, elder], HEADS, {"life": [True, False]}, CAP)
    capped = choose([early, elder], HEADS, {"life": [True, True]}, CAP)
    assert favoured is not None
    assert (favoured.ticket, favoured.favoured) == (elder, True)
    assert capped is not None
    assert (capped.ticket, capped.favoured, capped.capped) == (early, False, frozenset({"life"}))


def test_a_capped_queue_leaves_the_other_queue_its_head_start() -> None:
    early = a_ticket("A001", arrived=NINE)
    elder = a_ticket("A002", arrived=NINE + minutes(5), visitor_class=VisitorClass.ELDERLY)
    soldier = a_ticket(
        "B003", arrived=NINE + minutes(6), queue="permits", visitor_class=VisitorClass.SERVICEMAN
    )
    choice = choose([early, elder, soldier], HeadStarts(HEAD_STARTS), {"life": [True, True]}, CAP)
    assert choice is not None
    assert (choice.ticket, choice.favoured) == (soldier, True)


def test_nobody_waiting_is_no_choice() -> None:
    assert choose([], HEADS, {}, CAP) is None


@given(lines, favours)
def test_somebody_waiting_is_always_called(line: list[Ticket], past: dict[str, list[bool]]) -> None:
    choice = choose(line, HEADS, past, CAP)
    assert (choice is None) == (not line)


@given(lines, favours, st.randoms(use_true_random=False))
def test_the_order_of_looking_does_not_matter(
    line: list[Ticket], past: dict[str, list[bool]], dice: Random
) -> None:
    shuffled = list(line)
    dice.shuffle(shuffled)
    assert choose(line, HEADS, past, CAP) == choose(shuffled, HEADS, past, CAP)


@given(lines, favours)
def test_nobody_is_overtaken_by_more_than_the_largest_head_starts(
    line: list[Ticket], past: dict[str, list[bool]]
) -> None:
    choice = choose(line, HEADS, past, CAP)
    if choice:
        assert all(choice.ticket.arrived_at <= t.arrived_at + LARGEST for t in line)


@given(lines, st.integers(1, 3_600_000_000))
def test_arriving_earlier_never_harms(line: list[Ticket], earlier: int) -> None:
    chosen = next_up(line, HEADS)
    if chosen:
        sooner = replace(chosen, arrived_at=chosen.arrived_at - timedelta(microseconds=earlier))
        assert next_up([sooner if t is chosen else t for t in line], HEADS) is sooner


@given(lines, favours)
def test_a_favoured_call_never_exceeds_the_cap(line: list[Ticket], past: dict[str, list[bool]]) -> None:
    choice = choose(line, HEADS, past, CAP)
    if choice and choice.favoured and CAP.reached(past.get(choice.ticket.queue, [])):
        assert choice.ticket.queue in choice.capped
