"""The wire that the cuts are made with does what it says."""

import contextlib
import socket
import socketserver
import threading
import time
from collections.abc import Iterator

import pytest

from tests.cuts.proxy import Proxy, Wire, wire_to


class Echo(socketserver.BaseRequestHandler):
    """Says everything again."""

    def handle(self) -> None:
        with contextlib.suppress(ConnectionResetError):
            while said := self.request.recv(1024):
                self.request.sendall(said)


@pytest.fixture
def wire() -> Iterator[Proxy]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        with wire_to(server.server_address[1]) as proxy:
            yield proxy
        server.shutdown()


def dial(wire: Proxy) -> socket.socket:
    return socket.create_connection(("127.0.0.1", wire.port), 2)


def test_what_is_said_goes_through(wire: Proxy) -> None:
    with dial(wire) as line:
        line.sendall(b"A012")
        assert line.recv(10) == b"A012"


def test_a_cut_ends_what_is_open_and_turns_away_what_is_new(wire: Proxy) -> None:
    with dial(wire) as line:
        line.sendall(b"A012")
        line.recv(10)
        wire.turn(Wire.CUT)
        with pytest.raises(ConnectionResetError):
            line.recv(10)
        # The reset may come while the caller still connects.
        with pytest.raises(ConnectionResetError), dial(wire) as another:
            another.recv(10)


def test_after_a_cut_new_connections_are_served(wire: Proxy) -> None:
    wire.turn(Wire.CUT)
    wire.turn(Wire.PASS)
    test_what_is_said_goes_through(wire)


def test_what_was_said_into_a_freeze_arrives_late(wire: Proxy) -> None:
    with dial(wire) as line:
        wire.turn(Wire.FREEZE)
        line.sendall(b"A012")
        line.settimeout(0.3)
        with pytest.raises(TimeoutError):
            line.recv(10)
        wire.turn(Wire.PASS)
        line.settimeout(2)
        assert line.recv(10) == b"A012"


def test_a_slow_wire_is_late_both_ways(wire: Proxy) -> None:
    wire.turn(Wire.SLOW)
    with dial(wire) as line:
        began = time.monotonic()
        line.sendall(b"A012")
        line.recv(10)
        assert time.monotonic() - began > 0.5
