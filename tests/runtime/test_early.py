"""A server listens before it can answer: whoever comes meanwhile waits, and is answered."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from config.settings import Settings
from queue_server.listening import KEPT_WAITING_S, NotListening, listen_early
from tests.runtime.conftest import RUNTIMES

PROGRAM = """
import sys
from dataclasses import replace
from types import SimpleNamespace
from queue_server import runtime
from queue_server.listening import listen_early, listen_for_good

loop = runtime.start(sys.argv[1])
settings = SimpleNamespace(host="127.0.0.1", port=0, only_server=True)
early = listen_early(settings)
print(early.listener.getsockname()[1], flush=True)
took_s = float(sys.stdin.readline())
listener = listen_for_good(settings, replace(early, since=early.since - took_s))

def hello(environ, start_response):
    start_response("200 OK", [("Content-Length", "5"), ("Connection", "close")])
    return [b"hello"]

nothing = lambda *_: None
loop.serve(hello, host="127.0.0.1", port=0, on_ready=nothing, on_stop=nothing, listener=listener)
"""


@dataclass(frozen=True)
class Starting:
    """A server that listens and is not ready."""

    process: "subprocess.Popen[str]"
    port: int

    def visitor(self) -> socket.socket:
        """Somebody who has come and asked."""
        visitor = socket.create_connection(("127.0.0.1", self.port), 60)
        visitor.sendall(b"GET / HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n")
        return visitor

    def becomes_ready(self, took_s: float = 0.0) -> None:
        """As after so many seconds, at least."""
        assert self.process.stdin
        self.process.stdin.write(f"{took_s}\n")
        self.process.stdin.flush()


@pytest.fixture(params=RUNTIMES)
def starting(request: pytest.FixtureRequest) -> Iterator[Starting]:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, request.param],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        yield Starting(process, int(process.stdout.readline()))
        process.terminate()
        assert process.wait(60) == 0


def told(visitor: socket.socket) -> bytes:
    return b"".join(iter(lambda: visitor.recv(4096), b""))


def test_who_comes_before_the_server_is_ready_is_answered_when_it_is(starting: Starting) -> None:
    with starting.visitor() as visitor:
        starting.becomes_ready()
        assert told(visitor).endswith(b"hello")


def test_who_was_kept_waiting_for_too_long_is_hung_up_on_and_may_come_again(starting: Starting) -> None:
    with starting.visitor() as visitor:
        starting.becomes_ready(took_s=KEPT_WAITING_S)
        with pytest.raises(ConnectionResetError):
            told(visitor)
    with come_again(starting) as visitor:
        assert told(visitor).endswith(b"hello")


def come_again(starting: Starting) -> socket.socket:
    """Between two listeners nobody is let in, for a moment."""
    while True:
        with contextlib.suppress(ConnectionError):
            return starting.visitor()


def test_an_address_that_is_taken_is_told_in_the_system_s_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(NotListening) as refusal:
        listen_early(Settings(port=other.getsockname()[1]))
    assert refusal.value.strerror == "Address already in use"


def test_a_server_beside_others_turns_everybody_away_until_it_can_answer() -> None:
    assert listen_early(Settings(database_url="postgresql+psycopg://record/yimen")) is None


def test_a_server_on_sqlite_is_the_only_one() -> None:
    assert Settings().only_server
    assert not Settings(database_url="postgresql+psycopg://record/yimen").only_server
