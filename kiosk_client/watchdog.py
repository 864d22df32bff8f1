"""systemd's watchdog: told that the kiosk is ready, and then that it lives, only while it really does.

The protocol is one datagram of text to the socket that NOTIFY_SOCKET names (sd_notify(3)); without one, as
when somebody starts the kiosk by hand, nothing is told.
"""

import logging
import os
import socket
import threading
import urllib.request
from collections.abc import Callable, Mapping
from urllib.error import URLError

ANSWER_S = 2.0

log = logging.getLogger(__name__)


class Watchdog:
    """Asks `is_well` twice within systemd's time, and tells systemd only what is true."""

    def __init__(self, is_well: Callable[[], bool], environ: Mapping[str, str] = os.environ) -> None:
        self._is_well = is_well
        self._socket = environ.get("NOTIFY_SOCKET", "")
        self._every_s = int(environ.get("WATCHDOG_USEC") or 0) / 2_000_000
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_telling, name="watchdog", daemon=True)

    def start(self) -> None:
        """Say that the kiosk is ready, and from then on that it lives."""
        if self._socket:
            tell(self._socket, "READY=1")
        if self._socket and self._every_s:
            self._thread.start()

    def stop(self) -> None:
        """Say that the kiosk is ending."""
        self._stopping.set()
        if self._socket:
            tell(self._socket, "STOPPING=1")

    def _keep_telling(self) -> None:
        while not self._stopping.wait(self._every_s):
            if self._is_well():
                tell(self._socket, "WATCHDOG=1")
            else:
                log.error("the kiosk is not well: systemd will start it anew")


def tell(address: str, state: str) -> None:
    """One line to systemd, which is not waited for; an address with @ is an abstract one."""
    name = f"\0{address[1:]}" if address.startswith("@") else address
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.sendto(state.encode(), name)
    except OSError as problem:
        log.warning("systemd was not told %s: %s", state, problem)


def answers(address: str) -> bool:
    """Whether the page would be answered."""
    try:
        with urllib.request.urlopen(f"{address}/agent/state", timeout=ANSWER_S) as answer:  # noqa: S310  our own  # nosec B310
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
