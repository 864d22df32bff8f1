"""Quiet hours, where a screen hangs, how it is, and what its page is told."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from display_client.condition import LATE_FOR_S, Condition
from display_client.instep import InStep
from display_client.loudspeaker import Heard, Told, Why
from display_client.mark import Mark
from display_client.place import NoSuchPlace, place_of, remember, remembered
from display_client.quiet import Loudness, Quiet, quiet_hours
from tests.display.speaking import Clock, a_call
from wire.catalogue import CatalogueAnswer

CATALOGUE = Path(__file__).parents[1] / "wire" / "catalogue.json"


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-09-15T{clock}:00+08:00")


@pytest.mark.parametrize(
    ("clock", "heard"),
    [
        ("11:59", Loudness.VOICE),
        ("12:00", Loudness.CHIME),
        ("13:59", Loudness.CHIME),
        ("14:00", Loudness.VOICE),
        ("23:00", Loudness.CHIME),
        ("06:59", Loudness.CHIME),
    ],
)
def test_quiet_hours_are_local_times_also_over_midnight(clock: str, heard: Loudness) -> None:
    assert Quiet(quiet_hours(["12:00-14:00", "22:00-7:00"])).at(at(clock)) is heard


def test_the_quieter_rule_holds() -> None:
    quiet = Quiet(quiet_hours(["12:00-14:00"]), within=Loudness.CHIME, always=Loudness.NOTHING)
    assert {quiet.at(at(clock)) for clock in ("11:00", "13:00")} == {Loudness.NOTHING}


@pytest.mark.parametrize("text", ["", "12-14", "12:00", "25:00-26:00", "12:61-13:00"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        quiet_hours([text])


def the_catalogue() -> CatalogueAnswer:
    return CatalogueAnswer.model_validate_json(CATALOGUE.read_bytes())


def test_a_screen_finds_its_room_its_page_and_its_languages() -> None:
    place = place_of(the_catalogue(), "LED-S0")
    assert (place.room, place.languages) == ("hall:S", ("cmn", "yue", "en"))
    assert place.page("http://h", "dalang", voice="1") == "http://h/c/dalang/hall/S?voice=1"
    assert place.speaking(["en"]).languages == ("en",)


def test_a_screen_that_the_catalogue_does_not_know_has_no_place() -> None:
    with pytest.raises(NoSuchPlace, match="LED-N0"):
        place_of(the_catalogue(), "LED-X")


def test_a_screen_remembers_its_place_and_how_far_it_has_spoken(tmp_path: Path) -> None:
    place = place_of(the_catalogue(), "LED-N0")
    remember(tmp_path / "place.json", place)
    assert remembered(tmp_path / "place.json") == place
    assert (remembered(tmp_path / "gone.json"), Mark(tmp_path / "gone").seq) == (None, None)
    Mark(tmp_path / "spoken").set(48)
    assert Mark(tmp_path / "spoken").seq == 48


def told(heard: Heard, why: Why | None = None, detail: str = "", voices: tuple[str, ...] = ()) -> Told:
    return Told(a_call(5), heard, 1000.0, why, detail, voices)


def test_a_dropped_call_is_told_for_a_minute_and_counted_for_ten() -> None:
    clock = Clock()
    condition = Condition(clock)
    condition.hear(told(Heard.DROPPED, Why.TOO_OLD))
    assert condition.state() == "voice_late"
    clock.pass_by(LATE_FOR_S)
    assert (condition.state(), condition.detail()) == ("ok", "too old to be spoken in 10 min: 1 or more")


def test_a_loudspeaker_that_does_not_play_says_why_until_it_plays() -> None:
    condition = Condition(Clock())
    condition.hear(told(Heard.DROPPED, Why.NO_SOUND, detail="aplay is stuck"))
    assert (condition.state(), condition.detail()) == ("no_sound", "aplay is stuck")
    condition.hear(told(Heard.ENDS))
    assert condition.state() == "ok"


def test_a_screen_with_a_chime_only_says_so() -> None:
    condition = Condition(Clock())
    condition.hear(told(Heard.BEGINS, voices=("espeak-ng", "chime")))
    assert (condition.state(), condition.detail()) == ("no_voice", "voice espeak-ng, chime")


def test_a_screen_that_hears_no_calls_says_so() -> None:
    assert Condition(Clock()).state(hears_calls=False) == "no_calls"


def test_a_browser_that_does_not_work_is_the_worst() -> None:
    assert Condition(Clock()).state(browser_works=False) == "browser_restarting"


def said_to_the_page(*happened: Told) -> list[str]:
    heard: list[str] = []
    step = InStep(lambda event, detail: heard.append(json.dumps([event, detail["seq"], detail["state"]])))
    for each in happened:
        step.hand_on(each)
        step.goes_on()
    return [json.loads(each)[2] for each in heard]


BEGINS = told(Heard.BEGINS, voices=("espeak-ng",))


def test_the_page_is_told_from_the_first_word_to_the_last() -> None:
    assert said_to_the_page(BEGINS, told(Heard.ENDS)) == ["begins", "goes_on", "ends"]


def test_the_page_is_told_what_was_too_old() -> None:
    assert said_to_the_page(told(Heard.DROPPED, Why.TOO_OLD)) == ["dropped"]


def test_the_page_goes_by_itself_when_nothing_is_said() -> None:
    assert said_to_the_page(told(Heard.BEGINS), told(Heard.ENDS)) == []
    assert said_to_the_page(told(Heard.DROPPED, Why.QUIET)) == []


def test_a_loudspeaker_that_does_not_play_leads_no_page() -> None:
    silent = told(Heard.DROPPED, Why.NO_SOUND)
    heard = said_to_the_page(BEGINS, silent, BEGINS, silent)
    assert heard == ["begins", "goes_on"]
