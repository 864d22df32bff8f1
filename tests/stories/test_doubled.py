"""500 tickets from 8 clients while 88 clerks press next, every request sent twice: nothing happens twice."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import RunningHall, running_hall
from tests.stories.doubled import Hurry, hurry, serials
from wire.run import read_run

TICKETS, CLIENTS = 500, 8


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation's folder."""
    return tmp_path_factory.mktemp("doubled") / "var"


@pytest.fixture(scope="module")
def hall(data: Path) -> Iterator[RunningHall]:
    """A running hall."""
    with running_hall(data) as hall:
        yield hall


@pytest.fixture(scope="module")
def story(hall: RunningHall) -> Hurry:
    """What happened in the hurry."""
    return asyncio.run(hurry(read_run(hall.run_file), TICKETS, CLIENTS))


def test_every_request_had_one_answer(story: Hurry) -> None:
    assert story.differing == []
    assert len(story.tickets) == TICKETS


def test_no_number_is_given_twice_and_none_is_left_out(story: Hurry) -> None:
    for series, numbers in serials(list(story.tickets.values())).items():
        assert numbers == list(range(1, len(numbers) + 1)), series


def test_nobody_was_at_two_windows(story: Hurry) -> None:
    assert {public_id: len(windows) for public_id, windows in story.windows.items()} == dict.fromkeys(
        story.tickets, 1
    )


def test_nobody_was_finished_by_a_retry(story: Hurry) -> None:
    """Whoever is finished was shown to a clerk as current first, and left by that clerk's own key."""
    assert set(story.windows) == set(story.tickets)


def test_everybody_is_served(story: Hurry) -> None:
    assert story.ends == {"done": TICKETS}


def test_the_record_is_clean(story: Hurry, hall: RunningHall) -> None:
    assert story.tickets
    found = hall.yimen("verify")
    assert found.returncode == 0, found.stdout + found.stderr
