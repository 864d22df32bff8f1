"""Where a printer is, in one line of text: from an address to the way that leads there."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

from printer.fonts import Typeface
from printer.lines import Paper
from printer.serial_line import Flow, Parity, SerialTransport
from printer.transports import FileTransport, TcpTransport, Transport
from printer.usb_device import UsbTransport
from printer.virtual import VirtualPrinter

WAYS = "virtual:FOLDER, tcp://host:port, serial:/dev/ttyS0?baud=19200, usb:04b8:0202, file:PATH or a path"
"""Every kind of address; the `tcp://` and the `file:` may be left out."""
_TCP = re.compile(r"(?:tcp://)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^/:\s]+):(?P<port>\d{1,5})")
_USB = re.compile(r"usb:(?P<vendor>[0-9A-Fa-f]{4}):(?P<product>[0-9A-Fa-f]{4})(?::(?P<serial>\S+))?")


def transport_at(
    address: str, paper: Paper, typeface: Callable[[], Typeface], out_folder: Path | None = None
) -> Transport:
    """The way to this address; nothing is connected. Raises `ValueError` that says what is wrong with it.

    The typeface is asked for only where a virtual printer draws with it, and may raise its `NoFont` then.
    """
    if address == "virtual" or address.startswith("virtual:"):
        return _virtual(address, paper, typeface(), out_folder)
    if address.startswith(("file:", "/")):
        return FileTransport(Path(address.removeprefix("file:")))
    if address.startswith("serial:"):
        return _serial(address)
    if found := _USB.fullmatch(address):
        return UsbTransport(int(found["vendor"], 16), int(found["product"], 16), found["serial"] or "")
    found = _TCP.fullmatch(address)
    if not found or found["host"] == "usb" or not 0 < int(found["port"]) < 65536:
        raise ValueError(f"{address!r} is no printer: {WAYS}")
    return TcpTransport(found["host"].strip("[]"), int(found["port"]))


def _virtual(address: str, paper: Paper, typeface: Typeface, out_folder: Path | None) -> VirtualPrinter:
    folder = address.removeprefix("virtual").removeprefix(":")
    if not folder and out_folder is None:
        raise ValueError("a virtual printer needs a folder: virtual:FOLDER")
    return VirtualPrinter(Path(folder) if folder else out_folder or Path(), paper, typeface)


def _serial(address: str) -> SerialTransport:
    path, _, query = address.removeprefix("serial:").partition("?")
    said = dict(parse_qsl(query, keep_blank_values=True))
    try:
        if not path or said.keys() - {"baud", "parity", "flow"}:
            raise ValueError("the path, then baud, parity and flow")
        way = SerialTransport(path, int(said.get("baud", SerialTransport.baud)))
        parity, flow = Parity(said.get("parity", way.parity)), Flow(said.get("flow", way.flow))
        if way.baud <= 0:
            raise ValueError(f"{way.baud} baud")
    except ValueError as trouble:
        raise ValueError(
            f"{address!r} is no printer on a serial line ({trouble}): "
            "serial:/dev/ttyS0?baud=19200&parity=none&flow=rtscts"
        ) from trouble
    return SerialTransport(path, way.baud, parity, flow)
