"""A server whose record cannot be read at its begin knows everything once it can."""

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import text

from queue_server import runtime
from queue_server.beginning import begin
from queue_server.live.live import Live
from queue_server.store.writer import CentreWriter
from tests.many.machines import until
from tests.store.town import Answer, Town


@pytest.fixture
def writer(sqlite_sql: Town) -> Iterator[CentreWriter]:
    writer = CentreWriter(sqlite_sql.sql, Answer)
    yield writer
    writer.stop(30)


def rename(town: Town, old: str, new: str) -> None:
    with town.sql._writing.begin() as connection:
        connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))


def test_calls_that_could_not_be_read_at_the_begin_are_known_later(
    sqlite_sql: Town, writer: CentreWriter
) -> None:
    town, loop = sqlite_sql, runtime.start("threading")
    town.take()
    town.next(town.sit(1))
    nobody: Any = SimpleNamespace(server=SimpleNamespace(on=lambda event, handler: None))
    live = Live(loop, writer, nobody, town.clock, "", 3600)
    rename(town, "call_done", "call_away")
    begin(loop, writer, town.sql, live, [town.code])
    rename(town, "call_away", "call_done")
    until(lambda: json.loads(live.envelope(town.code, "window:1", None, 0))["calls"], "the call is known")
