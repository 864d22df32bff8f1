"""What happens at the edges of what a machine has."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.runtime.conftest import RUNTIMES, USUAL_FIRST
from tests.runtime.driving import LittleServer, until
from tests.runtime.test_web_sockets import HANDSHAKE

FEW = 64


def test_it_accepts_again_after_descriptors_ran_out(small: LittleServer) -> None:
    with contextlib.ExitStack() as crowd:
        for _ in range(FEW * 2):
            crowd.enter_context(connection(small))
    assert until(lambda: small.get("thread") == "writer")


@pytest.mark.parametrize("runtime", USUAL_FIRST)
def test_a_socket_too_many_is_told_so_at_once_and_requests_go_on(runtime: str) -> None:
    server = LittleServer(runtime, sockets=3)
    try:
        with contextlib.ExitStack() as crowd:
            assert [status_of(crowd.enter_context(socket_wish(server))) for _ in range(4)] == [
                *(["101"] * 3),
                "503",
            ]
            assert server.get("thread") == "writer"
        assert until(lambda: is_let_in(server))
    finally:
        server.close()


def test_two_servers_never_share_a_port(shared: LittleServer) -> None:
    with pytest.raises(OSError, match="in use"):
        socket.create_server(("127.0.0.1", port_of(shared)))


def test_a_page_that_fails_is_logged_and_answered_with_500(shared: LittleServer) -> None:
    with connection(shared) as visitor:
        visitor.sendall(b"GET /crash HTTP/1.1\r\nHost: hall\r\nConnection: close\r\n\r\n")
        assert b" 500 " in visitor.recv(4096).splitlines()[0]
    assert until(lambda: any("this page always fails" in line for line in shared.errors))


@pytest.mark.parametrize("late", ["flask_socketio", "redis"])
def test_libraries_imported_too_early_are_named(late: str) -> None:
    program = f"import {late}; from queue_server import runtime; runtime.start('gevent')"
    assert f"must come before the import of {late}" in error_of(program)


def test_a_process_keeps_its_runtime() -> None:
    program = "from queue_server import runtime; runtime.start('threading'); runtime.start('gevent')"
    assert "this process runs on threading and cannot change to gevent" in error_of(program)


@pytest.mark.parametrize("name", RUNTIMES)
def test_locks_and_queues_stay_native(name: str) -> None:
    program = f"""
import queue, sqlite3, threading
before = (threading.RLock, threading.Lock, threading.Thread, queue.SimpleQueue, threading.local)
from queue_server import runtime
runtime.start({name!r})
assert before == (threading.RLock, threading.Lock, threading.Thread, queue.SimpleQueue, threading.local)
"""
    assert error_of(program) == ""


@pytest.fixture(params=USUAL_FIRST)
def small(request: pytest.FixtureRequest) -> Iterator[LittleServer]:
    server = LittleServer(request.param, descriptors=FEW)
    yield server
    server.close()


def socket_wish(server: LittleServer) -> socket.socket:
    """A connection that has asked for a web socket."""
    visitor = connection(server)
    visitor.sendall(HANDSHAKE.encode())
    return visitor


def is_let_in(server: LittleServer) -> bool:
    with socket_wish(server) as visitor:
        return status_of(visitor) == "101"


def status_of(visitor: socket.socket) -> str:
    return visitor.recv(4096).split()[1].decode()


def port_of(server: LittleServer) -> int:
    return int(server.address.rpartition(":")[2])


def connection(server: LittleServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port_of(server)), timeout=5)


def error_of(program: str) -> str:
    """The last line that a Python program writes to standard error."""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return (run.stderr.strip().splitlines() or [""])[-1]
