"""Compact JSON says no more than it is given."""

from datetime import UTC, datetime

import pytest

from queue_server.compact import compact
from tests.makers import a_ticket


def test_characters_stand_as_they_are_and_nothing_is_needless() -> None:
    assert compact({"name": "大朗", "n": [1, None, True]}) == '{"name":"大朗","n":[1,null,true]}'


@pytest.mark.parametrize("thing", [a_ticket(), datetime(2026, 9, 15, tzinfo=UTC)], ids=["ticket", "time"])
def test_a_thing_that_nobody_made_into_an_answer_is_not_told(thing: object) -> None:
    with pytest.raises(TypeError):
        compact({"thing": thing})
