"""A server listens before it can answer: whoever comes meanwhile waits, and is answered."""

import socket
import subprocess
import sys

import pytest

from config.settings import Settings
from queue_server.listening import listen_early
from tests.runtime.conftest import RUNTIMES

PROGRAM = """
import sys
from types import SimpleNamespace
from queue_server import runtime
from queue_server.listening import listen_early

loop = runtime.start(sys.argv[1])
listener = listen_early(SimpleNamespace(host="127.0.0.1", port=0, only_server=True))
print(listener.getsockname()[1], flush=True)
sys.stdin.readline()

def hello(environ, start_response):
    start_response("200 OK", [("Content-Length", "5"), ("Connection", "close")])
    return [b"hello"]

nothing = lambda *_: None
loop.serve(hello, host="127.0.0.1", port=0, on_ready=nothing, on_stop=nothing, listener=listener)
"""


@pytest.mark.parametrize("runtime", RUNTIMES)
def test_who_comes_before_the_server_is_ready_is_answered_when_it_is(runtime: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, runtime], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin
        assert server.stdout
        with socket.create_connection(("127.0.0.1", int(server.stdout.readline())), 60) as visitor:
            visitor.sendall(b"GET / HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n")
            server.stdin.write("begin\n")
            server.stdin.flush()
            assert b"".join(iter(lambda: visitor.recv(4096), b"")).endswith(b"hello")
        server.terminate()
        assert server.wait(60) == 0


def test_a_server_beside_others_turns_everybody_away_until_it_can_answer() -> None:
    assert listen_early(Settings(database_url="postgresql+psycopg://record/yimen")) is None


def test_a_server_on_sqlite_is_the_only_one() -> None:
    assert Settings().only_server
    assert not Settings(database_url="postgresql+psycopg://record/yimen").only_server
