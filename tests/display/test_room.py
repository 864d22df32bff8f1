"""What a loudspeaker hears of its room: every call once and in order, none missed unnoticed."""

from datetime import UTC, datetime

from display_client.room import Room
from wire.boards import Call

AT = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)


def calls(*chain: tuple[int, int | None]) -> list[Call]:
    return [
        Call(seq=seq, prev=prev, number=f"A{seq:03d}", window=7, zone="N2", at=AT, recall=False)
        for seq, prev in chain
    ]


def seqs(found: list[Call]) -> list[int]:
    return [call.seq for call in found]


def test_what_was_called_before_is_no_news() -> None:
    assert Room().heard(calls((10, None), (12, 10))) == []


def test_each_call_is_news_once() -> None:
    room = Room()
    room.heard([])
    assert seqs(room.heard(calls((11, None), (12, 11)))) == [11, 12]
    assert room.heard(calls((11, None), (12, 11))) == []


def test_calls_behind_a_gap_wait_until_it_is_filled() -> None:
    room = Room()
    room.heard(calls((10, None)))
    assert (room.heard(calls((14, 12))), room.gap_after) == ([], 10)
    assert seqs(room.heard(calls((12, 10), (14, 12)))) == [12, 14]
    assert room.gap_after is None


def test_a_gap_that_nobody_can_fill_is_given_up() -> None:
    room = Room()
    room.heard(calls((10, None)))
    room.heard(calls((14, 12)))
    assert (seqs(room.given_up()), room.gap_after) == ([14], None)


def test_after_a_restart_nothing_is_spoken_twice_and_nothing_is_left_out() -> None:
    room = Room(known_to=12)
    assert seqs(room.heard(calls((10, None), (12, 10), (15, 12)))) == [15]


def test_an_envelope_that_comes_late_is_no_step_back() -> None:
    room = Room(known_to=10)
    room.heard(calls((12, 10), (14, 12)))
    assert room.heard(calls((12, 10))) == []
    assert room.heard(calls((12, 10), (14, 12))) == []
