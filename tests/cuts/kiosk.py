"""A kiosk's agent of our own, so that its way to the server can be cut."""

import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cuts.proxy import Proxy
from tests.servers import YIMEN, RunningHall, free_port

KIOSK = "QK-N2"
"""A kiosk of the demonstration that has no agent yet."""
STARTS_WITHIN_S = 30.0


@contextmanager
def kiosk_through(wire: Proxy, hall: RunningHall, folder: Path) -> Iterator[str]:
    """The agent while the context lasts, by a wire; the value is the address of its page."""
    with kiosk_at(f"http://127.0.0.1:{wire.port}", hall, folder) as address:
        yield address


@contextmanager
def kiosk_at(server: str, hall: RunningHall, folder: Path, **environ: str) -> Iterator[str]:
    """The agent while the context lasts, which asks this address; the value is that of its page."""
    token = json.loads((hall.data / "demo.json").read_text("utf-8"))["tokens"][KIOSK]
    port = free_port()
    words = ("--server", server, "--centre", hall.run["centre"], "--kiosk", KIOSK)
    more = ("--port", str(port), "--printer", f"virtual:{folder / 'papers'}", "--data", str(folder / "kiosk"))
    with (folder / "kiosk.log").open("wb") as log:
        agent = subprocess.Popen(
            [YIMEN, "kiosk", *words, *more],
            env={**os.environ, "YIMEN_KIOSK_TOKEN": token, **environ},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(f"http://127.0.0.1:{port}/agent/catalogue", agent)
            yield f"http://127.0.0.1:{port}"
        finally:
            agent.terminate()
            agent.wait(STARTS_WITHIN_S)


def _wait_for(address: str, agent: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while True:
        assert agent.poll() is None, "the kiosk's agent ended by itself"
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            assert time.monotonic() < deadline, "the kiosk's agent does not answer"
            time.sleep(0.1)
        else:
            return
