"""Paper, kiosk, phone and hall say one thing in one way: visitors carry the sentence from one to the next."""

import pytest

from printer.samples import sample, sample_scenario
from printer.ticket import Language
from printer.words import WORDS, Words
from ui.words import say

LANGUAGES = [language.value for language in Language]


def paper(language: str) -> Words:
    return WORDS[Language(language)]


def around(parts: tuple[str, str], figure: str) -> str:
    """A figure between its two words, as the paper shows it."""
    return f"{parts[0]} {figure} {parts[1]}".strip().lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_and_page_count_the_people_ahead_alike(language: str) -> None:
    assert around(paper(language).ahead, "9") == say("taking.result.ahead", language, count=9)


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_and_page_give_the_same_range(language: str) -> None:
    assert around(paper(language).wait, "15–25") == say("taking.result.wait", language, span="15–25").lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_page_and_phone_say_alike_that_it_is_soon(language: str) -> None:
    said = {say(f"{name}.soon", language, high=4).lower() for name in ("taking.result", "phone.wait")}
    assert said == {around(paper(language).wait_within, "4")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_and_page_name_windows_alike(language: str) -> None:
    assert paper(language).windows.format(numbers="6–13") == say(
        "taking.fact.windows", language, windows="6–13"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_to_do_after_a_missed_call_has_one_heading(language: str) -> None:
    said = {say("taking.result.rule", language), say("phone.rule.title", language)}
    assert said == {paper(language).missed}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_is_offered_in_one_way(language: str) -> None:
    assert paper(language).follow == say("taking.result.scan", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_called_yours_everywhere(language: str) -> None:
    said = {say("kiosk.result.title", language), say("phone.your_number", language)}
    assert said == {paper(language).your_number}


@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_and_page_say_alike_that_a_number_was_issued_offline(language: str) -> None:
    assert paper(language).offline == say("taking.result.own", language)
    assert paper(language).follow_later == say("taking.result.scan_later", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_of_paper_says_the_missed_rule_in_the_words_of_the_phone(language: str) -> None:
    rule = say("boards.missed_rule", language, behind=3, revivals=1)
    assert {sample(Language(language)).missed_rule, sample_scenario(Language(language)).missed_rule} == {rule}
