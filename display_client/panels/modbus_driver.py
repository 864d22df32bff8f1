"""Panels that show what stands in their registers: pymodbus speaks for us, over the network or a serial line.

Its own retries are off: the bus counts and spaces its tries for all kinds of panels alike.
"""

import logging

from pymodbus import FramerType, ModbusException
from pymodbus.client import ModbusSerialClient, ModbusTcpClient

from ui.wrong import Wrong

from .content import Message
from .describing import Panel
from .driving import LineLost, NotTaken, written
from .lines import Line, TcpLine
from .makes import ModbusMake

# It logs every failure as an error by itself; the bus says once when a panel's state changes.
logging.getLogger("pymodbus").setLevel(logging.CRITICAL)


class ModbusDriver:
    """One line. A connection on which something stayed unanswered is left: an answer may still come."""

    def __init__(self, line: Line, make: ModbusMake) -> None:
        self._line = line
        self._client = _client(line, make)

    def open(self) -> None:
        if not self._client.connect():
            raise LineLost(Wrong("programs.panel.unopened", line=self._line))

    def close(self) -> None:
        self._client.close()  # type: ignore[no-untyped-call]

    def send(self, panel: Panel, message: Message) -> None:
        self.open()
        assert isinstance(panel.make, ModbusMake)
        self._write(panel, panel.make.register, words_of(panel, message))
        if panel.make.blink_register is not None:
            on = panel.make.blink_on if message.blinks else panel.make.blink_off
            self._write(panel, panel.make.blink_register, [on])

    def _write(self, panel: Panel, register: int, words: list[int]) -> None:
        try:
            answer = self._client.write_registers(register, words, device_id=panel.address)
        except (ModbusException, OSError) as trouble:
            was_open = self._client.connected
            self._client.close()  # type: ignore[no-untyped-call]
            if was_open:
                raise NotTaken(str(trouble)) from trouble
            raise LineLost(str(trouble)) from trouble
        if answer.isError():
            raise NotTaken(f"the panel refused the message: {answer}")


def words_of(panel: Panel, message: Message) -> list[int]:
    """The registers of a text: two bytes in each, the rest filled up."""
    make = panel.make
    assert isinstance(make, ModbusMake)
    text = written(panel, message)[: 2 * make.words].ljust(2 * make.words, bytes([make.pad]))
    return [int.from_bytes(text[at : at + 2], make.byte_order) for at in range(0, len(text), 2)]


def _client(line: Line, make: ModbusMake) -> ModbusTcpClient | ModbusSerialClient:
    if isinstance(line, TcpLine):
        framer = FramerType.RTU if make.framing == "rtu" else FramerType.SOCKET
        return ModbusTcpClient(line.host, port=line.port, framer=framer, timeout=make.timeout_s, retries=0)
    return ModbusSerialClient(
        line.path,
        baudrate=line.baud,
        bytesize=line.bits,
        parity=line.parity,
        stopbits=line.stop,
        timeout=make.timeout_s,
        retries=0,
    )
