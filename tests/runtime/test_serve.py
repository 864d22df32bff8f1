"""`yimen serve` from its start: who comes early is answered, and what keeps it back is a sentence."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from config.settings import Settings
from queue_server.catalogue import read
from queue_server.clock import DEMO_CLOCK, Anchor, RealClock
from queue_server.demo.catalogue import centre_files
from queue_server.remembering import secret_to_serve
from queue_server.store.sql import SqlStore
from tests.servers import YIMEN, free_port

T = TypeVar("T")
ENDS_S = 60
COMMAND = (YIMEN, "serve")
BOTH = [COMMAND, (sys.executable, "-m", "queue_server")]
DEMO = (sys.executable, "-m", "queue_server.demo.server")
A_MORNING = datetime(2026, 11, 30, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Slow:
    """A server whose start waits for its secret, which is a pipe into which nobody has written yet."""

    process: "subprocess.Popen[str]"
    port: int
    pipe: Path

    def visitor(self) -> socket.socket:
        """Somebody who asks before the server can answer."""
        visitor = self.in_time(lambda: socket.create_connection(("127.0.0.1", self.port), ENDS_S))
        visitor.sendall(b"GET /healthz HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n")
        return visitor

    def gets(self, secret: str) -> None:
        """What it waits for. A pipe that nobody reads yet cannot be opened in this way."""
        pipe = self.in_time(lambda: os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK))
        os.write(pipe, secret.encode())
        os.close(pipe)

    def in_time(self, attempt: Callable[[], T]) -> T:
        """What an attempt comes to as soon as the server is so far."""
        end = time.monotonic() + ENDS_S
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(OSError):
                return attempt()
            time.sleep(0.02)
        raise TimeoutError


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Slow]:
    pipe, port = tmp_path / "secret", free_port()
    os.mkfifo(pipe, 0o600)
    with begun(COMMAND, tmp_path, port) as process:
        yield Slow(process, port, pipe)
        process.kill()


def begun(command: Sequence[str], data: Path, port: int) -> "subprocess.Popen[str]":
    settings = {"YIMEN_DATA": str(data), "YIMEN_PORT": str(port), "LANG": "en_GB.UTF-8"}
    return subprocess.Popen(
        command, env=os.environ | settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def last_words(process: "subprocess.Popen[str]") -> str:
    """What a server says that does not start."""
    _, said = process.communicate(timeout=ENDS_S)
    assert process.returncode == 1
    return said


def test_who_comes_during_a_slow_start_is_answered(slow: Slow) -> None:
    with slow.visitor() as visitor:
        slow.gets("s" * 32)
        assert b" 200 OK" in visitor.recv(4096).splitlines()[0]


def test_a_start_that_fails_hangs_up_on_who_waits(slow: Slow) -> None:
    with slow.visitor() as visitor:
        slow.gets("short")
        assert last_words(slow.process).startswith("Error: ")
        with pytest.raises(ConnectionResetError):
            visitor.recv(4096)


@pytest.mark.parametrize("command", BOTH, ids=" ".join)
def test_a_port_that_is_taken_is_named(command: Sequence[str], tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = last_words(begun(command, tmp_path, port))
    assert said.startswith(f"Error: The server cannot listen at 127.0.0.1, port {port}: Address already")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("command", BOTH, ids=" ".join)
def test_a_record_that_cannot_be_opened_is_said_in_a_sentence(command: Sequence[str], tmp_path: Path) -> None:
    (tmp_path / "yimen.db").write_text("no database at all, though there are enough letters" * 99)
    said = last_words(begun(command, tmp_path, free_port()))
    assert said.startswith("Error: The record could not be read or written: ")
    assert "Traceback" not in said


@pytest.mark.parametrize("command", [COMMAND, DEMO], ids=" ".join)
def test_a_record_whose_secret_went_missing_is_not_served(command: Sequence[str], tmp_path: Path) -> None:
    Anchor(A_MORNING, A_MORNING).save(tmp_path / DEMO_CLOCK)
    with closing(SqlStore(Settings(data=tmp_path).database_url, RealClock(), read)) as store:
        store.open()
        store.create("dalang", centre_files("dalang"))
        secret_to_serve(store, Settings(data=tmp_path))
    (tmp_path / "secret").unlink()
    said = last_words(begun(command, tmp_path, free_port()))
    assert said.startswith(f"Error: {tmp_path / 'secret'} is missing")
    assert f"unzip -p FILE secret > {tmp_path / 'secret'}" in said
    assert "Traceback" not in said
    assert not (tmp_path / "secret").exists()


def test_a_data_folder_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert last_words(begun(COMMAND, file, free_port())).startswith(f"Error: The data folder {file} cannot")
