"""Notes between servers over a real Redis: heard, lost while it is away, and heard again by itself."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from queue_server.between.channel import Channel
from queue_server.between.notes import Note
from tests.many.machines import Redis, environ, until


class Server:
    """One end of a channel, and what it heard."""

    def __init__(self, url: str) -> None:
        self.heard: list[tuple[str, int]] = []
        self.channel = Channel(url, lambda centre, seq: self.heard.append((centre, seq)))
        self.channel.start()


@pytest.fixture
def redis() -> Iterator[Redis]:
    with tempfile.TemporaryDirectory() as folder:
        redis = Redis(Path(folder) / "redis")
        redis.start()
        yield redis
        redis.end()


@pytest.fixture
def two(redis: Redis) -> Iterator[tuple[Server, Server]]:
    both = Server(redis.address), Server(redis.address)
    for each in both:
        until(partial(has_heard_itself, each), "a note came back")
    yield both
    for each in both:
        each.channel.stop()


def has_heard_itself(server: Server) -> bool:
    """Up is assumed for the first seconds; this is known."""
    server.channel.tell("own", 0)
    return server.channel.up and server.channel.told > 1


def test_the_others_hear_a_note_and_the_one_who_sent_it_does_not(two: tuple[Server, Server]) -> None:
    here, there = two
    here.channel.tell("dalang", 7)
    until(lambda: ("dalang", 7) in there.heard, "the other hears it")
    assert ("dalang", 7) not in here.heard


def test_of_many_commits_the_newest_is_told(two: tuple[Server, Server]) -> None:
    here, there = two
    for seq in range(1, 1001):
        here.channel.tell("dalang", seq)
    until(lambda: ("dalang", 1000) in there.heard, "the other hears the newest")
    seqs = [seq for centre, seq in there.heard if centre == "dalang"]
    assert seqs == sorted(seqs)


def test_a_redis_that_was_away_is_found_again(two: tuple[Server, Server], redis: Redis) -> None:
    here, there = two
    redis.stop()
    until(lambda: not here.channel.up and not there.channel.up, "both notice")
    here.channel.tell("dalang", 8)
    redis.start()
    until(lambda: here.channel.up and there.channel.up, "both are back")
    here.channel.tell("dalang", 9)
    until(lambda: ("dalang", 9) in there.heard, "the other hears again")


def test_what_is_unsaid_at_the_end_is_said(two: tuple[Server, Server]) -> None:
    here, there = two
    here.channel.tell("dalang", 10)
    here.channel.stop()
    until(lambda: ("dalang", 10) in there.heard, "the last note arrives")


def test_nobody_waits_for_a_redis_that_is_not_there() -> None:
    server = Server("redis://127.0.0.1:9/0")
    for seq in range(10_000):
        server.channel.tell("dalang", seq)
    server.channel.stop()
    assert server.channel.told == 0


@pytest.mark.parametrize("runtime", ["eventlet", "gevent", "threading"])
def test_notes_are_heard_beside_every_loop(runtime: str, redis: Redis) -> None:
    words = [sys.executable, str(Path(__file__).with_name("one_channel.py")), runtime, redis.address]
    here = Server(redis.address)
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environ()) as there:
        assert there.stdout is not None
        until(lambda: ("hello", 1) in here.heard, "its first note")
        here.channel.tell("dalang", 11)
        assert there.stdout.readline() == "dalang 11\n"
        there.kill()
    here.channel.stop()


@pytest.mark.parametrize("sent", [b"", "x", "[]", '["a"]', '["a", "b", "c"]', '["a", "b", true]', 7, None])
def test_what_is_no_note_is_passed_over(sent: object) -> None:
    assert Note.decode(sent) is None


def test_a_note_comes_back_as_it_was_sent() -> None:
    note = Note("server", "dalang", 12)
    assert Note.decode(note.encode()) == note
