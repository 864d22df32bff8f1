"""500 tickets from 8 clients while 88 clerks press next, every request sent twice: nothing happens twice."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.servers import RunningHall, running_hall
from tests.stories.doubled import Hurry, hurry, serials
from wire.run import read_run

TICKETS, CLIENTS = 500, 8
FACTS_OF = """
    SELECT t.public_id FROM journal j JOIN ticket t ON t.centre = j.centre AND t.id = j.ticket
    WHERE j.kind = ?
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation's folder."""
    return tmp_path_factory.mktemp("doubled") / "var"


@pytest.fixture(scope="module")
def hall(data: Path, prepared: Path) -> Iterator[RunningHall]:
    """A running hall."""
    with running_hall(data, prepared, LOUDSPEAKERS="0", KIOSKS="0") as hall:
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


def test_the_second_of_two_equal_requests_never_acts(story: Hurry) -> None:
    assert set(story.statuses) == {(200, 200), (200, 201)}
    assert story.statuses[(200, 201)] == TICKETS


def test_nobody_was_finished_by_a_retry(story: Hurry, data: Path) -> None:
    """Every visitor was called once and finished once, by the clerk whose own key expected that visitor."""
    with closing(sqlite3.connect(data / "yimen.db")) as record:
        called, finished = (
            Counter(public_id for (public_id,) in record.execute(FACTS_OF, [kind]))
            for kind in ("TicketCalled", "ServiceFinished")
        )
    assert called == Counter(story.tickets.keys())
    assert finished == Counter(story.left)


def test_everybody_is_served(story: Hurry) -> None:
    assert story.ends == {"done": TICKETS}


def test_the_record_is_clean(story: Hurry, hall: RunningHall) -> None:
    assert story.tickets
    found = hall.yimen("verify")
    assert found.returncode == 0, found.stdout + found.stderr
