"""The program that sends alarms is there as long as the server is, whatever happens to it."""

import logging
import subprocess
import sys
from contextlib import suppress
from typing import Any

import pytest

from config.settings import Settings
from queue_server.between.together import Alone
from queue_server.jobs import Jobs
from queue_server.webhook.child import AGAIN_AFTER_S, Sending

WITH_RECEIVER = Settings(webhook_url="http://127.0.0.1:1/alarms", webhook_secret="s" * 32)
UNTIL_INPUT_ENDS = [sys.executable, "-c", "import sys; sys.stdin.read()"]


class Bench:
    """A clock, and programs that can be killed."""

    def __init__(self, settings: Settings = WITH_RECEIVER) -> None:
        self.now = 100.0
        self.begun: list[subprocess.Popen[bytes]] = []
        self.fails = False
        self.sending = Sending(settings, self.begin, lambda: self.now)

    def begin(self) -> "subprocess.Popen[bytes]":
        if self.fails:
            raise OSError(12, "Cannot allocate memory")
        self.begun.append(subprocess.Popen(UNTIL_INPUT_ENDS, stdin=subprocess.PIPE))
        return self.begun[-1]

    def kill(self) -> None:
        self.begun[-1].kill()
        self.begun[-1].wait()

    def look_after(self, seconds: float) -> None:
        self.now += seconds
        self.sending.look()


@pytest.fixture
def bench() -> Any:
    bench = Bench()
    bench.sending.look()
    yield bench
    bench.sending.stop()


def test_while_it_lives_it_is_left_alone(bench: Bench) -> None:
    bench.look_after(1000)
    assert len(bench.begun) == 1


def test_killed_it_is_named_and_begun_again_after_a_pause(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    bench.kill()
    bench.look_after(1)
    bench.look_after(AGAIN_AFTER_S - 1)
    assert len(bench.begun) == 1
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "ended with status -9" in caplog.text
    bench.look_after(1)
    bench.look_after(1)
    assert len(bench.begun) == 2
    assert bench.begun[-1].poll() is None


def test_one_that_cannot_be_started_is_tried_again(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    bench.kill()
    bench.fails = True
    for _ in range(3):
        bench.look_after(AGAIN_AFTER_S)
    assert "Cannot allocate memory" in caplog.text
    bench.fails = False
    bench.look_after(AGAIN_AFTER_S)
    assert len(bench.begun) == 2


def test_once_stopped_it_stays_so(bench: Bench) -> None:
    bench.sending.stop()
    bench.look_after(1000)
    bench.look_after(1000)
    assert [program.returncode for program in bench.begun] == [0]


def test_it_ends_while_another_server_sends(bench: Bench) -> None:
    bench.sending.rest()
    assert not bench.sending.running
    assert bench.begun[0].wait(10) == 0
    bench.look_after(1)
    assert [program.poll() for program in bench.begun] == [0, None]


def test_without_a_receiver_there_is_none() -> None:
    bench = Bench(Settings())
    bench.sending.look()
    bench.look_after(1000)
    assert bench.begun == []


class Slept(Exception):
    """A job has done one round."""


class OneRound:
    """A loop that runs each job for one round."""

    def __init__(self) -> None:
        self.spawned: list[Any] = []

    def spawn(self, job: Any) -> None:
        self.spawned.append(job)

    def offload(self, work: Any) -> None:
        work()

    def sleep(self, _: float) -> None:
        raise Slept


class Album:
    def look(self) -> None:
        """No photos."""


def test_the_server_looks_after_it_among_its_jobs(bench: Bench) -> None:
    bench.kill()
    for _ in range(2):
        loop: Any = OneRound()
        Jobs(loop, Any, list, Any, Album(), bench.sending, Alone()).start()  # type: ignore[arg-type]
        for job in loop.spawned:
            with suppress(Slept):
                job()
        bench.now += AGAIN_AFTER_S
    assert len(bench.begun) == 2
