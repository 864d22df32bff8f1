"""Two more kiosks of the hall, for what goes wrong: one can lose its server, the other has no paper."""

import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk_client.running import running_agent
from printer.profiles import profile_for
from tests.cuts.kiosk import kiosk_through
from tests.cuts.proxy import Proxy, Wire, wire_to
from tests.printer.emulator import Faults, an_emulator
from tests.servers import RunningHall

WITHOUT_PAPER = "QK-N3"
PATIENCE_S = 30.0


@dataclass(frozen=True)
class Kiosks:
    """Where their pages are, and the wire of the first one."""

    alone: str
    without_paper: str
    wire: Proxy

    def lose_the_server(self) -> None:
        """Cut the wire, and wait until the kiosk has noticed it."""
        self.wire.turn(Wire.CUT)
        end = time.monotonic() + PATIENCE_S
        while _is_online(self.alone):
            assert time.monotonic() < end, "the kiosk does not notice that its server is away"
            time.sleep(0.1)


@contextmanager
def kiosks_in_trouble(hall: RunningHall, folder: Path) -> Iterator[Kiosks]:
    """Both while the context lasts; their papers and memories are in the folder."""
    run, server = hall.run, int(hall.environ["YIMEN_PORT"])
    token = json.loads((hall.data / "demo.json").read_text("utf-8"))["tokens"][WITHOUT_PAPER]
    with wire_to(server) as wire, an_emulator(Faults(paper_out=True)) as printer:
        way = f"tcp://127.0.0.1:{printer.port}"
        named = (run["base_url"], run["centre"], token, WITHOUT_PAPER)
        with (
            kiosk_through(wire, hall, folder) as alone,
            running_agent(*named, 0, way, profile_for(80), folder) as without_paper,
        ):
            yield Kiosks(alone, without_paper, wire)


def _is_online(address: str) -> bool:
    with urllib.request.urlopen(f"{address}/agent/state", timeout=5) as answer:
        return bool(json.loads(answer.read())["online"])
