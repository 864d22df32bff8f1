"""A conversation with a machine that is not ours: one deadline, however slowly the other one speaks."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import httpx


class Conversation:
    """HTTP with another machine. httpx counts a time for each piece; here the line is cut when all is over.

    Of authorities those are trusted that the machine trusts. Native thread only.
    """

    def __init__(self, within_s: float, trusted: ssl.SSLContext) -> None:
        import httpx

        self._until = time.monotonic() + within_s
        self._lines: list[socket.socket] = []
        self._lock = threading.Lock()
        self._cut = False
        self._timer = threading.Timer(within_s, self._hang_up)
        self._timer.daemon = True
        self._client = httpx.Client(verify=trusted)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self._client.close()
        with self._lock:
            for line in self._lines:
                line.close()
            self._lines.clear()

    def get(self, address: str) -> "httpx.Response":
        """Raises httpx.HTTPError or httpx.InvalidURL."""
        return self._client.get(address, timeout=self._left_s(), extensions=self._watched())

    def post(self, address: str, form: Mapping[str, str], who: tuple[str, str]) -> "httpx.Response":
        """Raises httpx.HTTPError or httpx.InvalidURL."""
        return self._client.post(
            address, data=form, auth=who, timeout=self._left_s(), extensions=self._watched()
        )

    def _left_s(self) -> float:
        return max(0.001, self._until - time.monotonic())

    def _watched(self) -> dict[str, Any]:
        return {"trace": self._heard}

    def _heard(self, event: str, info: Mapping[str, Any]) -> None:
        """A line stands: a second handle of it is kept, which stays good when TLS takes over the first."""
        if event == "connection.connect_tcp.complete":
            line = info["return_value"].get_extra_info("socket").dup()
            with self._lock:
                self._lines.append(line)
                if self._cut:
                    _cut(line)

    def _hang_up(self) -> None:
        with self._lock:
            self._cut = True
            for line in self._lines:
                _cut(line)


def _cut(line: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the other one has hung up
        line.shutdown(socket.SHUT_RDWR)
