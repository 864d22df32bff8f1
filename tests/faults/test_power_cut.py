"""The power goes while the hall works on SQLite: whatever the disk lost of what was not synced, it is whole.

One server under load is recorded once; then its disk is made as a cut at many moments may have left it.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from queue_server.clock import RealClock
from queue_server.demo.catalogue import without_quotas
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify
from tests.exhaustive import also
from tests.faults.house import CENTRE, build, running
from tests.faults.judging import Record, flaws_of_answers, flaws_of_record
from tests.faults.patience import Given
from tests.faults.people import People
from tests.faults.power import disk_after
from tests.faults.recording import Op, read
from tests.servers import RECORD

ANSWERS = 250
"""Enough for SQLite to move its log into the database a few times."""
FEW = range(1)
MANY = [also(part) for part in range(1, 60)]
CUTS = 6
"""Cuts in each part of a run."""


@dataclass
class Recorded:
    """A working hall: its files before, everything that was done to them, and what people were answered."""

    before: Path
    ops: list[Op]
    given: list[Given]

    def flaws_after(self, cut: int, disk: Path) -> list[str]:
        """What is wrong with a disk on which the first so many operations were begun."""
        over = self.ops[cut].at if cut < len(self.ops) else float("inf")
        answered = [given for given in self.given if given.at < over]
        try:
            with closing(sqlite3.connect(disk / RECORD)) as record:
                (whole,) = record.execute("PRAGMA integrity_check").fetchone()
            with closing(SqlStore(f"sqlite:///{disk / RECORD}", RealClock(), without_quotas)) as store:
                store.open()
                report = verify(store, CENTRE)
                with store.reading() as connection:
                    kept = Record.read(connection)
        except Exception as failure:  # noqa: BLE001  a disk that cannot be read at all is a flaw like any other
            return [repr(failure)]
        flaws = [*flaws_of_record(kept), *flaws_of_answers(kept, answered)]
        flaws += [] if whole == "ok" else [f"SQLite says {whole}"]
        return flaws + [f"verify: {flaw.code} {flaw.values}" for flaw in report.flaws]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Recorded:
    """A hall at work, recorded."""
    folder = tmp_path_factory.mktemp("recorded")
    house = build(folder / "var", kept)
    house.environ["YIMEN_TRACE"] = str(folder / "trace")
    before = folder / "before"
    before.mkdir()
    for file in house.data.glob(f"{RECORD}*"):
        (before / file.name).write_bytes(file.read_bytes())
    with running(house), People(house, rooms=["hall:N"], pause_s=0.01) as people:
        people.are_answered(ANSWERS)
        people.come_to_rest()
    ops = [op for op in read(folder / "trace") if op.file.startswith(RECORD)]
    return Recorded(before, ops, people.given)


def cuts_of(recorded: Recorded, part: int) -> Iterator[tuple[int, random.Random]]:
    """Moments of the run, each with the dice for what the disk lost; half of them just before a sync."""
    dice = random.Random(part)
    syncs = [n for n, op in enumerate(recorded.ops) if op.kind == "sync"]
    for _ in range(CUTS // 2):
        yield dice.randrange(len(recorded.ops) + 1), dice
        yield dice.choice(syncs), dice


def test_the_trace_has_commits_and_moves_of_the_log(recorded: Recorded) -> None:
    synced = [op.file for op in recorded.ops if op.kind == "sync"]
    assert synced.count(f"{RECORD}-wal") > ANSWERS / 10
    assert synced.count(RECORD) >= 1


def test_every_operation_replayed_is_the_record_itself(recorded: Recorded, tmp_path: Path) -> None:
    disk_after(recorded.before, [*recorded.ops, *_all_synced(recorded)], random.Random(0), tmp_path / "disk")
    assert recorded.flaws_after(len(recorded.ops), tmp_path / "disk") == []


@pytest.mark.parametrize("part", [*FEW, *MANY])
def test_nothing_answered_is_lost_by_a_power_cut(recorded: Recorded, tmp_path: Path, part: int) -> None:
    for number, (cut, dice) in enumerate(cuts_of(recorded, part)):
        disk = tmp_path / f"disk{number}"
        disk_after(recorded.before, recorded.ops[:cut], dice, disk)
        assert recorded.flaws_after(cut, disk) == [], f"cut {cut} of {len(recorded.ops)}"


def test_a_disk_that_lies_about_its_syncs_is_found_out(recorded: Recorded, tmp_path: Path) -> None:
    cut = len(recorded.ops)
    disk_after(recorded.before, recorded.ops, random.Random(0), tmp_path / "disk", syncs_hold=False)
    assert recorded.flaws_after(cut, tmp_path / "disk") != []


def _all_synced(recorded: Recorded) -> list[Op]:
    return [Op(0.0, "sync", name) for name in {op.file for op in recorded.ops}]
