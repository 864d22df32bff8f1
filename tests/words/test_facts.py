"""An auditor reads every fact, what it says and who did it by names."""

from dataclasses import fields

import pytest

from queue_server.boards.trail import SHOWN
from queue_server.domain.facts import FACTS
from queue_server.domain.tokens import Role, TokenKind
from ui.words import area

HIDDEN = {
    *("arrived_at", "away_until", "callable_from", "key", "ticket"),
    *("appointment", "public_id", "half", "half_places", "wish"),
    *("step", "level", "reasons", "list_version", "services", "rating"),
}
"""Fields of facts that no audit needs.

A ticket is told by its number, a booking by its slot, and how it was rated by nothing.
"""

SPEAKERS = {*(kind.value for kind in TokenKind), *(role.value for role in Role)} - {TokenKind.STAFF.value}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fact_has_a_name_that_people_read(language: str) -> None:
    assert sorted(kind for kind in FACTS if f"fact.{kind}" not in area("audit", language)) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_field_that_is_shown_has_a_name_that_people_read(language: str) -> None:
    assert sorted(name for name in SHOWN if f"field.{name}" not in area("audit", language)) == []


def test_every_field_of_a_fact_is_shown_or_left_out_on_purpose() -> None:
    assert {field.name for fact in FACTS.values() for field in fields(fact)} - SHOWN == HIDDEN


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everybody_who_does_something_has_a_name_that_people_read(language: str) -> None:
    speakers = SPEAKERS | {"visitor", "system", "command"}
    assert sorted(who for who in speakers if f"who.{who}" not in area("audit", language)) == []
