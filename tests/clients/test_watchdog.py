"""systemd is told that the kiosk lives only while it does."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_client.watchdog import Watchdog, answers, tell
from tests.clients.a_centre import a_centre

SOON_S = 10.0


class Systemd:
    """The other end of NOTIFY_SOCKET."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "notify")
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(self.address)
        self._socket.settimeout(SOON_S)
        self.environ = {"NOTIFY_SOCKET": self.address, "WATCHDOG_USEC": "20000"}

    def hears(self) -> str:
        return self._socket.recv(100).decode()

    def hears_nothing_for(self, seconds: float) -> bool:
        self._socket.settimeout(seconds)
        try:
            self._socket.recv(100)
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[Systemd]:
    systemd = Systemd(tmp_path)
    yield systemd
    systemd.close()


def test_a_kiosk_that_lives_says_so_again_and_again(systemd: Systemd) -> None:
    watchdog = Watchdog(lambda: True, systemd.environ)
    watchdog.start()
    assert [systemd.hears() for _ in range(3)] == ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]
    watchdog.stop()


def test_a_kiosk_that_hangs_says_nothing_and_is_started_anew(systemd: Systemd) -> None:
    asked = threading.Event()

    def is_well() -> bool:
        asked.set()
        return False

    watchdog = Watchdog(is_well, systemd.environ)
    watchdog.start()
    assert systemd.hears() == "READY=1"
    assert asked.wait(SOON_S)
    assert systemd.hears_nothing_for(0.2)
    watchdog.stop()


def test_the_end_is_told(systemd: Systemd) -> None:
    Watchdog(lambda: True, systemd.environ | {"WATCHDOG_USEC": ""}).stop()
    assert systemd.hears() == "STOPPING=1"


def test_without_systemd_nobody_is_told_anything() -> None:
    watchdog = Watchdog(lambda: True, {})
    watchdog.start()
    watchdog.stop()


def test_a_manager_that_has_gone_stops_no_kiosk(tmp_path: Path) -> None:
    tell(str(tmp_path / "nobody"), "READY=1")


def test_an_agent_that_does_not_answer_is_not_well() -> None:
    with a_centre() as (centre, address):
        centre.away = True
        assert not answers(address)
    assert not answers(address)
