"""Where a bus of panels is plugged in: `tcp://host:port` or `serial:/dev/ttyUSB0?baud=9600`."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl

from ui.wrong import Wrong

TCP = re.compile(r"tcp://(?P<host>\[[0-9A-Fa-f:.]+\]|[^/:\s]+):(?P<port>[0-9]{1,5})", re.ASCII)
SERIAL = re.compile(r"serial:(?P<path>/[^?\s]+)(?:\?(?P<more>\S+))?")
HIGHEST_PORT = 65535
Parity = Literal["N", "E", "O"]
PARITIES: dict[str, Parity] = {"N": "N", "E": "E", "O": "O"}


@dataclass(frozen=True, slots=True)
class TcpLine:
    """A panel on the network, or a box with serial ports behind it."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"tcp://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class SerialLine:
    """A serial port or an RS-485 adapter; `baud` in bits per second."""

    path: str
    baud: int = 9600
    parity: Parity = "N"
    stop: int = 1
    bits: int = 8

    def __str__(self) -> str:
        return f"serial:{self.path}"


Line = TcpLine | SerialLine


def read_line(text: str) -> Line:
    """The line of an address. Raises ValueError with a sentence."""
    if (found := TCP.fullmatch(text)) and 0 < int(found["port"]) <= HIGHEST_PORT:
        return TcpLine(found["host"].strip("[]"), int(found["port"]))
    if found := SERIAL.fullmatch(text):
        return _serial(
            found["path"], dict(parse_qsl(found["more"] or "", strict_parsing=bool(found["more"])))
        )
    raise Wrong("programs.panel.no_line", text=text)


def _serial(path: str, wanted: dict[str, str]) -> SerialLine:
    if unknown := wanted.keys() - {"baud", "parity", "stop", "bits"}:
        raise Wrong("programs.panel.unknown_of_line", names=", ".join(sorted(unknown)))
    parity = PARITIES.get(wanted.get("parity", "N").upper())
    numbers = {name: int(wanted[name]) for name in ("baud", "stop", "bits") if name in wanted}
    if parity is None or numbers.get("stop", 1) not in {1, 2} or numbers.get("bits", 8) not in {7, 8}:
        raise Wrong("programs.panel.bad_line")
    if numbers.get("baud", 1) < 1:
        raise Wrong("programs.panel.no_speed")
    return SerialLine(path, parity=parity, **numbers)
