"""A listener's proof that it missed no call."""

from collections import Counter

from crowd.chain import Chain, missed
from crowd.views import Call, Envelope


def a_call(seq: int, prev: int, number: str = "A001", recall: bool = False) -> Call:
    """A call to window 7."""
    return Call(seq, prev, number, 7, recall)


def a_board(seq: int, *calls: Call) -> Envelope:
    """A hall's board with these calls."""
    return Envelope("dalang/hall:N", seq, {}, calls)


def test_calls_before_the_first_board_are_nobodys_business() -> None:
    chain = Chain()
    assert chain.accept(a_board(10, a_call(8, 5), a_call(9, 8)))
    assert not chain.seen


def test_a_call_that_names_the_one_before_is_accepted() -> None:
    chain = Chain(known=10)
    assert chain.accept(a_board(12, a_call(9, 8), a_call(12, 9, "A002")))
    assert chain.seen == {(7, "A002", False): 1}


def test_the_same_call_on_two_boards_counts_once() -> None:
    chain = Chain(known=10)
    chain.accept(a_board(12, a_call(12, 9)))
    chain.accept(a_board(13, a_call(12, 9)))
    assert chain.seen.total() == 1


def test_two_calls_on_one_board_are_both_seen() -> None:
    chain = Chain(known=10)
    assert chain.accept(a_board(14, a_call(14, 12, "A002"), a_call(12, 9, "A001")))
    assert chain.seen == {(7, "A001", False): 1, (7, "A002", False): 1}


def test_a_gap_is_noticed_and_nothing_is_taken() -> None:
    chain = Chain(known=10)
    assert not chain.accept(a_board(20, a_call(20, 15)))
    assert (chain.known, chain.seen.total()) == (10, 0)


def test_a_filled_gap_goes_on() -> None:
    chain = Chain(known=10)
    assert chain.accept(a_board(20, a_call(15, 9, "A002"), a_call(20, 15, "A003")))
    assert chain.known == 20


def test_a_recall_is_a_call_of_its_own() -> None:
    made = Counter({(7, "A001", False): 1, (7, "A001", True): 2})
    chain = Chain(known=0)
    chain.accept(a_board(3, a_call(1, 0), a_call(2, 1, recall=True)))
    assert missed(made, chain.seen) == {(7, "A001", True): 1}
