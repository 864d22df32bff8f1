"""The wire of the tests does what it says, so that what is tested by it is tested."""

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.faults.wire import Flow, Wire, wire_to

SHORT_S, LONG_S = 0.3, 20.0


@pytest.fixture
def wire() -> Iterator[Wire]:
    """A wire to somebody who repeats what is said."""
    with socket.create_server(("127.0.0.1", 0)) as echo, wire_to(echo.getsockname()[1]) as wire:
        threading.Thread(target=repeat, args=(echo,), daemon=True).start()
        yield wire


def repeat(echo: socket.socket) -> None:
    """Say to each what they said, one after the other."""
    while True:
        try:
            caller = echo.accept()[0]
        except OSError:
            return
        with caller:
            try:
                while said := caller.recv(100):
                    caller.sendall(said)
            except OSError:
                continue


def ask(wire: Wire, wait_s: float = LONG_S) -> bytes:
    """What comes back by the wire; nothing where it is cut."""
    try:
        with socket.create_connection(("127.0.0.1", wire.port), wait_s) as caller:
            caller.sendall(b"hello")
            return caller.recv(100)
    except ConnectionError:  # at once, or when the first word is said
        return b""


def test_a_wire_carries(wire: Wire) -> None:
    assert ask(wire) == b"hello"


def test_a_cut_wire_kills_what_is_open_and_turns_away(wire: Wire) -> None:
    with socket.create_connection(("127.0.0.1", wire.port), LONG_S) as caller:
        caller.sendall(b"hello")
        assert caller.recv(100) == b"hello"
        wire.turn(Flow.CUT)
        with pytest.raises(ConnectionResetError):
            caller.recv(100)
    assert ask(wire) == b""


def test_a_frozen_wire_brings_everything_late(wire: Wire) -> None:
    wire.turn(Flow.FREEZE)
    with socket.create_connection(("127.0.0.1", wire.port), SHORT_S) as caller:
        caller.sendall(b"hello")
        with pytest.raises(TimeoutError):
            caller.recv(100)
        wire.turn(Flow.PASS)
        caller.settimeout(LONG_S)
        assert caller.recv(100) == b"hello"


def test_a_wire_that_swallows_lets_the_request_through(wire: Wire) -> None:
    wire.turn(Flow.SWALLOW)
    assert ask(wire) == b""
    assert wire.swallowed == 1
