"""An import says when the calendar ends before the deadlines of what begins today."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from queue_server.catalogue import read
from queue_server.demo.catalogue import centre_files
from queue_server.files import write_folder
from queue_server.importing import import_folder
from queue_server.store.sql import SqlStore
from tests.store.town import StillClock
from ui.terminal import Words


@pytest.mark.parametrize(("day", "warned"), [(1, False), (15, True)], ids=["far", "near"])
def test_a_year_without_a_calendar_is_told(tmp_path: Path, day: int, warned: bool) -> None:
    write_folder(tmp_path / "dalang", centre_files("dalang"))
    clock = StillClock(datetime(2026, 12, day, 2, tzinfo=UTC))
    with closing(SqlStore(f"sqlite:///{tmp_path}/yimen.db", clock, read)) as store:
        store.open()
        told = list(import_folder(store, tmp_path / "dalang", Words("en"), dry_run=True))
    assert bool([line for line in told if line.startswith("! The calendar knows no")]) is warned
