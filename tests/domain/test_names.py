"""Names in several languages."""

from queue_server.domain.names import in_language

HALL = {"zh": "北厅", "en": "North hall"}


def test_a_name_is_told_in_the_language_asked_for() -> None:
    assert in_language(HALL, "en") == "North hall"


def test_a_language_that_is_not_there_gets_the_first_one() -> None:
    assert in_language(HALL, "fr") == "北厅"


def test_an_empty_name_counts_as_not_there() -> None:
    assert in_language({"zh": "北厅", "en": ""}, "en") == "北厅"


def test_no_name_at_all_is_empty() -> None:
    assert in_language({}, "zh") == ""
