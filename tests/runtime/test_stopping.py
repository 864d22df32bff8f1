"""A server that is told to stop finishes what it has begun, and always ends."""

import signal
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
import socketio

from tests.runtime.conftest import USUAL_FIRST
from tests.runtime.driving import LittleServer

IN_ORDER = "stopped in good order"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_server_stops_when_told(server: LittleServer, number: signal.Signals) -> None:
    server.process.send_signal(number)
    assert (server.said(), server.ended()) == (IN_ORDER, 0)


def test_a_request_in_flight_is_finished_first(server: LittleServer) -> None:
    answers: list[str] = []
    visitor = threading.Thread(target=lambda: answers.append(server.get("slow")))
    visitor.start()
    assert server.said() == "slow has begun"
    server.process.terminate()
    visitor.join(timeout=5)
    assert answers == ["slow has ended"]
    assert (server.said(), server.ended()) == (IN_ORDER, 0)


def test_who_comes_while_it_stops_is_asked_to_come_again(server: LittleServer) -> None:
    visitor = threading.Thread(target=server.get, args=["slow"])
    visitor.start()
    assert server.said() == "slow has begun"
    server.process.terminate()
    with pytest.raises(urllib.error.HTTPError) as refusal:
        come_again_and_again(server)
    assert (refusal.value.code, refusal.value.headers["Retry-After"]) == (503, "1")
    visitor.join()


def test_open_web_sockets_do_not_delay_it(server: LittleServer) -> None:
    with socketio.SimpleClient() as screen:
        screen.connect(server.address, transports=["websocket"])
        server.process.terminate()
        assert (server.said(), server.ended()) == (IN_ORDER, 0)


def test_any_thread_may_stop_it(server: LittleServer) -> None:
    server.get("stop")
    assert (server.said(), server.ended()) == (IN_ORDER, 0)


def test_a_request_that_never_ends_is_left_in_time(hurried: LittleServer) -> None:
    threading.Thread(target=get_and_ignore, args=[hurried, "never"], daemon=True).start()
    assert hurried.said() == "never has begun"
    hurried.process.terminate()
    assert (hurried.said(), hurried.ended()) == (IN_ORDER, 0)
    assert "WARNING stopping although 1 requests have not finished\n" in hurried.errors


def test_a_process_that_hangs_while_stopping_is_ended(hurried: LittleServer) -> None:
    threading.Thread(target=get_and_ignore, args=[hurried, "hang_when_stopping"], daemon=True).start()
    assert hurried.said() == "will hang"
    hurried.process.terminate()
    assert hurried.ended() == 1


@pytest.fixture(params=USUAL_FIRST)
def hurried(request: pytest.FixtureRequest) -> Iterator[LittleServer]:
    server = LittleServer(request.param, deadline_s=2)
    yield server
    server.close()


def come_again_and_again(server: LittleServer) -> None:
    for _ in range(10_000):
        server.get("thread")


def get_and_ignore(server: LittleServer, page: str) -> None:
    try:
        server.get(page)
    except OSError:
        return
