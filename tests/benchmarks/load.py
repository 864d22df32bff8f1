"""Clients that press as fast as they are answered, each on a connection of its own."""

import http.client
import json
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

TIMEOUT_S = 30
IDLE_S = 5
"""After so long a server may have hung up: the next press connects anew."""


class Line:
    """A connection that is kept; what is not answered with success fails with the answer's words."""

    def __init__(self, address: str, token: str | None = None) -> None:
        parts = urlsplit(address)
        self._base = parts.path
        self._http = http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT_S)
        self._used = time.monotonic()
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"

    def post(self, path: str, body: Any) -> Any:
        """A command under a key of its own."""
        return self.tell(path, body, {"Idempotency-Key": uuid.uuid4().hex})

    def tell(self, path: str, body: Any, more: Mapping[str, str] = MappingProxyType({})) -> Any:
        """A command without a key, as devices send their heartbeats; with these headers besides."""
        if time.monotonic() - self._used > IDLE_S:
            self._http.close()
        self._used = time.monotonic()
        self._http.request("POST", self._base + path, json.dumps(body).encode(), {**self._headers, **more})
        answer = self._http.getresponse()
        content = answer.read()
        assert answer.status in {200, 201}, f"{path}: {answer.status} {content!r}"
        return json.loads(content)


Press = Callable[[], object]


def rate(presses: Sequence[Press], seconds: float) -> float:
    """Answers per second while everybody presses again as soon as there is an answer."""
    counts = [0] * len(presses)
    failures: list[BaseException] = []
    end = time.perf_counter() + seconds

    def go_on(one: int) -> None:
        try:
            while time.perf_counter() < end and not failures:
                presses[one]()
                counts[one] += 1
        except BaseException as failure:  # noqa: BLE001  it fails the measurement, in the thread that measures
            failures.append(failure)

    begun = time.perf_counter()
    threads = [threading.Thread(target=go_on, args=(one,)) for one in range(len(presses))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return sum(counts) / (time.perf_counter() - begun)


def paced(press: Press, times: int, per_s: float) -> list[float]:
    """Milliseconds of each of so many presses that come at their own pace, however long one takes."""
    taken: list[float] = []
    begun = time.perf_counter()
    for one in range(times):
        time.sleep(max(0.0, begun + one / per_s - time.perf_counter()))
        at = time.perf_counter()
        press()
        taken.append((time.perf_counter() - at) * 1000)
    return taken


@contextmanager
def listeners(address: str, room: str, how_many: int) -> Iterator[None]:
    """So many screens that watch a room, for as long as the block lasts."""
    command = [sys.executable, "-m", "tests.benchmarks.listeners", address, room, str(how_many)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
            yield
        finally:
            process.terminate()
