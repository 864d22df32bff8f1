"""One loudspeaker: every call once, in order, never two at once, nothing old."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from display_client.announcing import Announcer
from display_client.calls import TOO_OLD_S, Call
from display_client.chain import Chain
from display_client.loudspeaker import Heard, Loudspeaker, Told, Why
from display_client.quiet import Loudness
from tests.display.speaking import Clock, Listening, Speaker, a_call

HALL = ("cmn", "yue", "en")


@dataclass
class Stand:
    """A loudspeaker with a clock that its player moves, and everything that it told."""

    speaker: Loudspeaker
    player: Listening
    clock: Clock
    told: list[Told] = field(default_factory=list)

    def heard(self, heard: Heard) -> list[int]:
        return [told.call.seq for told in self.told if told.heard is heard]

    def reasons(self) -> set[Why | None]:
        return {told.why for told in self.told if told.heard is Heard.DROPPED}


def a_stand(
    languages: Sequence[str] = HALL,
    *,
    repeat: bool = False,
    seconds: float = 2.0,
    loudness: Callable[[], Loudness] = lambda: Loudness.VOICE,
) -> Stand:
    clock = Clock()
    player = Listening(clock.pass_by)
    announcer = Announcer(Chain([Speaker(seconds=seconds)], clock), languages, repeat=repeat)
    told: list[Told] = []
    speaker = Loudspeaker(announcer, player, told.append, loudness, clock)
    return Stand(speaker, player, clock, told)


def until_silent(stand: Stand) -> None:
    while stand.speaker.step():
        pass


def one_call_a_second(stand: Stand, count: int) -> list[Call]:
    """Calls of one second after the other, heard as soon as the clock has got there."""
    first = stand.clock.second
    calls = [a_call(seq, f"A{seq:03d}", seq % 34 + 1, first + seq) for seq in range(count)]
    waiting = list(calls)
    while waiting or len(stand.speaker._turns):
        while waiting and waiting[0].at <= stand.clock.second:
            stand.speaker.hear(waiting.pop(0))
        if not stand.speaker.step():
            stand.clock.pass_by(0.1)
    return calls


def test_sixty_calls_in_a_minute_are_each_spoken_once_in_order_or_dropped_and_told_so() -> None:
    stand = a_stand()
    calls = one_call_a_second(stand, 60)
    spoken, dropped = stand.heard(Heard.ENDS), stand.heard(Heard.DROPPED)
    assert spoken == sorted(set(spoken))
    assert sorted(spoken + dropped) == [call.seq for call in calls]
    assert stand.reasons() == {Why.TOO_OLD}
    assert len(spoken) >= 30


def test_nothing_is_begun_that_is_older_than_thirty_seconds() -> None:
    stand = a_stand()
    one_call_a_second(stand, 60)
    ages = [told.at - told.call.at for told in stand.told if told.heard is Heard.BEGINS]
    assert max(ages) <= TOO_OLD_S
    late = [told.at - told.call.at for told in stand.told if told.heard is Heard.DROPPED]
    assert min(late) > TOO_OLD_S


def test_a_hall_with_one_language_and_short_words_drops_nobody_at_twenty_a_minute() -> None:
    stand = a_stand(["cmn"], seconds=1.5)
    calls = [a_call(seq, at=stand.clock.second + 3 * seq) for seq in range(20)]
    for call in calls:
        stand.clock.second = max(stand.clock.second, call.at)
        stand.speaker.hear(call)
        until_silent(stand)
    assert stand.heard(Heard.DROPPED) == []


def test_a_call_is_spoken_in_every_language_of_the_hall_behind_a_chime() -> None:
    stand = a_stand()
    stand.speaker.hear(a_call(1, at=stand.clock.second))
    until_silent(stand)
    [(_, seconds)] = stand.player.played
    assert seconds == pytest.approx(1.42 + 0.15 + 3 * 2.0 + 2 * 0.4, abs=0.05)
    assert stand.told[0].voices == ("speaker",) * 3


def test_a_call_is_repeated_where_policy_says_so_and_nobody_waits() -> None:
    stand = a_stand(["cmn"], repeat=True)
    stand.speaker.hear(a_call(1, at=stand.clock.second))
    stand.speaker.hear(a_call(2, at=stand.clock.second))
    until_silent(stand)
    assert [seq for seq, _ in stand.player.played] == [1, 2, 2]


def test_the_more_wait_the_less_is_said_for_each() -> None:
    stand = a_stand()
    for seq in range(5):
        stand.speaker.hear(a_call(seq, at=stand.clock.second))
    until_silent(stand)
    lengths = [seconds for _, seconds in stand.player.played]
    assert lengths[0] < 3 < 8 < lengths[-1]
    assert lengths == sorted(lengths)


def test_a_recall_is_spoken_as_one() -> None:
    voice = Speaker()
    announcer = Announcer(Chain([voice]), ["en"])
    speaker = Loudspeaker(announcer, Listening(lambda seconds: None), lambda told: None)
    speaker.hear(a_call(1, at=time.monotonic(), recall=True))
    speaker.step()
    assert voice.said == ["Calling again, number A zero one two, please go to window seven"]


@pytest.mark.parametrize(("loudness", "played"), [(Loudness.CHIME, [1.57]), (Loudness.NOTHING, [])])
def test_in_quiet_hours_a_chime_or_nothing_is_heard(loudness: Loudness, played: list[float]) -> None:
    stand = a_stand(loudness=lambda: loudness)
    stand.speaker.hear(a_call(1, at=stand.clock.second))
    until_silent(stand)
    assert [round(seconds, 2) for _, seconds in stand.player.played] == played
    assert stand.reasons() == ({Why.QUIET} if not played else set())


def test_a_device_that_does_not_play_costs_its_call_only() -> None:
    stand = a_stand()
    stand.player.broken = True
    stand.speaker.hear(a_call(1, at=stand.clock.second))
    until_silent(stand)
    stand.player.broken = False
    stand.speaker.hear(a_call(2, at=stand.clock.second))
    until_silent(stand)
    assert (stand.heard(Heard.DROPPED), stand.heard(Heard.ENDS)) == ([1], [2])
    assert stand.reasons() == {Why.NO_SOUND}


def fails(seconds: float) -> None:
    raise RuntimeError("nobody thought of this")


def test_whatever_is_wrong_with_one_call_the_next_is_spoken_and_both_are_told() -> None:
    stand = a_stand()
    stand.player.wait = fails
    stand.speaker.hear(a_call(1, at=stand.clock.second))
    until_silent(stand)
    stand.player.wait = stand.clock.pass_by
    stand.speaker.hear(a_call(2, at=stand.clock.second))
    until_silent(stand)
    assert (stand.heard(Heard.DROPPED), stand.heard(Heard.ENDS)) == ([1], [2])


def test_a_hall_that_is_being_left_hears_no_more_calls() -> None:
    stand = a_stand()
    stand.speaker.hear(a_call(1, at=stand.clock.second))
    stand.speaker.hush()
    assert stand.speaker.step() is False
    assert stand.reasons() == {Why.HUSHED}


FASTER = 100
"""Real threads play a minute in this fraction of it."""


def test_sixty_calls_from_several_threads_never_sound_at_once() -> None:
    began = time.monotonic()

    def fast() -> float:
        return (time.monotonic() - began) * FASTER

    player = Listening(lambda seconds: time.sleep(seconds / FASTER))
    told: list[Told] = []
    announcer = Announcer(Chain([Speaker()], fast), HALL)
    speaker = Loudspeaker(announcer, player, told.append, now=fast)
    speaker.start()

    def call(seqs: range) -> None:
        for seq in seqs:
            speaker.hear(a_call(seq, at=fast()))
            time.sleep(3 / FASTER)

    threads = [threading.Thread(target=call, args=(range(i, 60, 3),)) for i in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deadline = time.monotonic() + 20
    while len(decided(told)) < 60 and time.monotonic() < deadline:
        time.sleep(0.01)
    speaker.stop()
    assert decided(told) == list(range(60))
    assert player.most_at_once == 1
    assert [seq for seq, _ in player.played] == [each.call.seq for each in told if each.heard is Heard.ENDS]


def decided(told: Sequence[Told]) -> list[int]:
    """The calls that were spoken or dropped, each as often as that was told."""
    return sorted(each.call.seq for each in told if each.heard is not Heard.BEGINS)


def test_a_loudspeaker_stops_in_the_middle_of_a_word() -> None:
    ended = threading.Event()
    player = Listening(lambda seconds: ended.wait(20))
    player.stop = ended.set  # type: ignore[method-assign]
    speaker = Loudspeaker(Announcer(Chain([Speaker()]), HALL), player, lambda told: None)
    speaker.start()
    speaker.hear(a_call(1, at=time.monotonic()))
    began = time.monotonic()
    speaker.stop()
    assert time.monotonic() - began < 5
