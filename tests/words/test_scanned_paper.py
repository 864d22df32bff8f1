"""A paper that is held to a kiosk is told there as the visitor's phone tells it."""

import pytest

from ui.words import languages, say


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("state", ["held", "missed", "done", "cancelled", "expired"])
def test_kiosk_and_phone_say_alike_what_became_of_a_number(language: str, state: str) -> None:
    kiosk = [say(f"taking.result.{key}", language) for key in (f"state.{state}", f"{state}.text")]
    assert kiosk == [say(f"phone.{key}", language) for key in (f"state.{state}", f"{state}.text")]


@pytest.mark.parametrize("language", languages())
def test_kiosk_and_phone_lead_to_the_window_in_one_way(language: str) -> None:
    assert say("taking.result.to_window", language, window=9) == say("phone.go_to", language, window=9)


@pytest.mark.parametrize("language", languages())
def test_the_key_that_is_to_be_pressed_is_named_as_it_is_written(language: str) -> None:
    assert say("taking.result.revive", language) in say("taking.result.missed.first", language)
