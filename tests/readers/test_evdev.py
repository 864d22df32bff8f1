"""A reader through a pipe in the place of its device: taken, pulled out, plugged in again."""

import errno
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk_client.readers.evdev import Evdev
from kiosk_client.readers.read import Kind, Opened, Read, ReaderLost, Source
from kiosk_client.readers.watching import Presence, Watched
from tests.readers.recorded import letters, typed

CARD = "11010519491231002X"
PATIENCE_S = 10.0


def until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE_S
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def freely(_handle: int) -> None:
    """A pipe needs not be taken from anybody."""


@pytest.fixture
def device(tmp_path: Path) -> Path:
    path = tmp_path / "event7"
    os.mkfifo(path)
    return path


@contextmanager
def plugged_in(device: Path) -> Iterator[int]:
    """The writing end of the pipe: what the reader's events are put into."""
    handle = os.open(device, os.O_RDWR)
    try:
        yield handle
    finally:
        os.close(handle)


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def all_of(opened: Opened) -> list[Read]:
    found = []
    while (read := opened.next_read(0.05)) is not None:
        found.append(read)
    return found


def test_a_card_that_is_read_is_one_read(device: Path) -> None:
    with plugged_in(device) as reader:
        opened = Evdev(device, Kind.ID_CARD, freely).open()
        os.write(reader, typed(CARD) + letters("11"))
        assert all_of(opened) == [Read(Kind.ID_CARD, CARD)]
        opened.close()


def test_several_reads_at_once_come_one_by_one(device: Path) -> None:
    with plugged_in(device) as reader:
        opened = Evdev(device, Kind.QR, freely).open()
        os.write(reader, typed("one", 100.0) + typed("two", 101.0))
        assert [read.text for read in all_of(opened)] == ["one", "two"]
        opened.close()


def test_a_reader_that_somebody_else_holds_is_not_ours(device: Path) -> None:
    def held(_handle: int) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    with plugged_in(device), pytest.raises(ReaderLost, match="cannot be taken: Device or resource busy"):
        Evdev(device, Kind.ID_CARD, held).open()


def test_what_is_no_event_device_cannot_be_taken(device: Path) -> None:
    with plugged_in(device), pytest.raises(ReaderLost, match="cannot be taken"):
        Evdev(device, Kind.ID_CARD).open()


def test_a_refused_device_is_let_go(device: Path) -> None:
    before = open_files()
    with plugged_in(device), pytest.raises(ReaderLost):
        Evdev(device, Kind.ID_CARD).open()
    assert open_files() == before


def test_a_reader_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReaderLost, match="No such file"):
        Evdev(tmp_path / "gone", Kind.QR, freely).open()


def test_a_reader_that_is_pulled_out_comes_back(device: Path) -> None:
    reads: list[Read] = []
    watched = Watched("card", Evdev(device, Kind.ID_CARD, freely), reads.append, first_rest_s=0.02)
    device.rename(device.with_name("away"))
    watched.start()
    assert until(lambda: watched.state.presence is Presence.LOST)
    device.with_name("away").rename(device)
    for times in (1, 2):
        with plugged_in(device) as reader:
            assert until(lambda: watched.state.presence is Presence.READY)
            os.write(reader, typed(CARD))
            assert until(lambda times=times: len(reads) == times)  # type: ignore[misc]
        assert until(lambda: watched.state.presence is Presence.LOST)
    watched.stop()


def test_no_read_is_ever_logged(device: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Talkative:
        """A vendor's kit that says too much."""

        def open(self) -> Opened:
            raise RuntimeError(f"could not read {CARD}")

    caplog.set_level(logging.DEBUG)
    sources: list[Source] = [Evdev(device, Kind.ID_CARD, freely), Talkative()]
    reads: list[Read] = []
    readers = [Watched("one", source, reads.append, first_rest_s=0.02) for source in sources]
    with plugged_in(device) as pipe:
        for reader in readers:
            reader.start()
        os.write(pipe, typed(CARD))
        assert until(lambda: len(reads) == 1 and readers[1].state.reason == "RuntimeError")
    for reader in readers:
        reader.stop()
    assert CARD not in caplog.text + repr(reads)
