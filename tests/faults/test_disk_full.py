"""The disk of the record is full: nobody is told otherwise, and with room again everything goes on."""

import io
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from queue_server.loglines import NeverFailing
from tests.exhaustive import EXHAUSTIVE, also
from tests.faults.house import House, build, running
from tests.faults.judging import all_is_well
from tests.faults.people import People

SIZE = "64m"
PIECE = 4096


@dataclass
class SmallDisk:
    """A disk of its own for a house, or, where none may be mounted, a limit for the size of its files."""

    folder: Path
    is_mounted: bool

    def fill(self, house: House) -> None:
        """Leave no room at all."""
        if self.is_mounted:
            with suppress(OSError), (self.folder / "filler").open("wb", buffering=0) as filler:
                while filler.write(bytes(PIECE)):
                    pass
        else:
            resource.prlimit(house.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))

    def free(self, house: House) -> None:
        """Leave room again."""
        if self.is_mounted:
            (self.folder / "filler").unlink()
        elif house.program is not None:  # a limit ends with its process
            resource.prlimit(house.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)


@contextmanager
def a_small_disk(folder: Path, *, mounts: bool) -> Iterator[SmallDisk]:
    """A file system of 64 MB in memory, if it is wanted and this user and this machine allow one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "yimen-tests", str(folder)]
    is_mounted = mounts and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    try:
        yield SmallDisk(folder, is_mounted)
    finally:
        if is_mounted:
            subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(params=[True, also(False)], ids=["a disk", "a limit"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk."""
    with a_small_disk(tmp_path / "disk", mounts=request.param) as disk:
        yield disk


def test_a_full_disk_refuses_and_loses_nothing(disk: SmallDisk, kept: Path) -> None:
    with running(build(disk.folder / "var", kept)) as house, People(house) as people:
        for _ in range(2):
            people.are_answered(30)
            disk.fill(house)
            people.are_refused(10)
            disk.free(house)
        people.are_answered(40)
        all_is_well(house, people)


@EXHAUSTIVE
def test_a_server_that_is_killed_on_a_full_disk_comes_back(disk: SmallDisk, kept: Path) -> None:
    with running(build(disk.folder / "var", kept)) as house, People(house) as people:
        people.are_answered(30)
        disk.fill(house)
        house.kill()
        disk.free(house)
        house.start()
        people.are_answered(30)
        all_is_well(house, people)


def test_a_log_without_room_stops_nobody() -> None:
    with io.TextIOWrapper(io.FileIO("/dev/full", "w"), write_through=True) as full:
        assert NeverFailing(full).write("a line\n") == len("a line\n")
        with pytest.raises(OSError, match="No space left"):
            full.write("a line\n")
