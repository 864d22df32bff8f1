"""The bare program as a neighbour of the hall: started, asked, stopped."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.servers import free_port

START_S = 30.0


@contextmanager
def bare(data: Path) -> Iterator["Bare"]:
    """A bare program that answers as long as the context lasts."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.bare", str(port), str(data / "bare.db")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=10) as http:
            until_it_answers(f"http://127.0.0.1:{port}/ready")
            yield Bare(http, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)


def until_it_answers(address: str, every_s: float = 0.1) -> None:
    """Returns when there is an answer of 200; raises TimeoutError."""
    end = time.monotonic() + START_S
    while time.monotonic() < end:
        try:
            if httpx.get(address, timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            time.sleep(every_s)
    raise TimeoutError(f"{address} does not answer")


class Bare:
    """Its commands; `address` for whoever asks it otherwise."""

    def __init__(self, http: httpx.Client, address: str) -> None:
        self._http = http
        self.address = address

    def issue_ms(self) -> float:
        """Milliseconds of one issue."""
        begun = time.perf_counter()
        self._http.post("/issue", json={"queue": "a"}).raise_for_status()
        return (time.perf_counter() - begun) * 1000
