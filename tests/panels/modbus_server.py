"""Panels that show their registers: pymodbus' own server on the network, or on a pseudo terminal."""

import asyncio
import contextlib
import os
import pty
import select
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pymodbus.pdu import ModbusPDU
from pymodbus.pdu.register_message import WriteMultipleRegistersRequest
from pymodbus.server import ModbusSerialServer, ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

REGISTERS = 300


@dataclass
class Shown:
    """What panels were told: registers by address of panel and of register. `line` is where they are."""

    line: str = ""
    words: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def text(self, panel: int, register: int = 100) -> str:
        """What stands on a panel."""
        words = self.words.get((panel, register), [])
        return b"".join(word.to_bytes(2, "big") for word in words).rstrip(b"\0").decode("gb2312")

    def blinks(self, panel: int) -> bool:
        return self.words.get((panel, 200)) == [1]

    def note(self, is_sent: bool, pdu: ModbusPDU) -> ModbusPDU:
        """Called by the server for all that it hears and says."""
        if not is_sent and isinstance(pdu, WriteMultipleRegistersRequest):
            self.words[pdu.dev_id, pdu.address] = list(pdu.registers)
        return pdu


@contextmanager
def modbus_tcp(panels: list[int], port: int = 0, silent: bool = False) -> Iterator[Shown]:
    """Panels at these addresses, on the network. Who is not there is refused, if `silent` not answered."""
    shown = Shown()

    def make() -> ModbusTcpServer:
        return ModbusTcpServer(
            devices(panels),
            address=("127.0.0.1", port),
            ignore_missing_devices=silent,
            trace_pdu=shown.note,
        )

    with _running(make) as server:
        assert isinstance(server.transport, asyncio.Server)
        shown.line = f"tcp://127.0.0.1:{server.transport.sockets[0].getsockname()[1]}"
        yield shown


@contextmanager
def modbus_serial(panels: list[int]) -> Iterator[Shown]:
    """Panels at these addresses, on one serial line: two pseudo terminals tied together."""
    with _cable() as (here, there):
        shown = Shown(f"serial:{here}?baud=19200")

        def make() -> ModbusSerialServer:
            return ModbusSerialServer(devices(panels), port=there, baudrate=19200, trace_pdu=shown.note)

        with _running(make):
            yield shown


def devices(panels: list[int]) -> list[SimDevice]:
    """Registers of panels; whoever has another address is not there."""
    return [
        SimDevice(one, simdata=[SimData(0, count=REGISTERS, datatype=DataType.REGISTERS)]) for one in panels
    ]


@contextmanager
def _running(
    make: Callable[[], ModbusTcpServer | ModbusSerialServer],
) -> Iterator[ModbusTcpServer | ModbusSerialServer]:
    """A server in a loop and a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def begin() -> ModbusTcpServer | ModbusSerialServer:
        server = make()
        await server.serve_forever(background=True)
        return server

    server = asyncio.run_coroutine_threadsafe(begin(), loop).result(10)
    try:
        yield server
    finally:
        ended = server.shutdown()  # type: ignore[no-untyped-call]
        asyncio.run_coroutine_threadsafe(ended, loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


@contextmanager
def _cable() -> Iterator[tuple[str, str]]:
    """Two serial ports with a cable between them."""
    ends = [pty.openpty() for _ in range(2)]
    for _, slave in ends:
        tty.setraw(slave)
    masters = [master for master, _ in ends]
    ended, end = os.pipe()

    def carry() -> None:
        with contextlib.suppress(OSError):
            while True:
                ready, _, _ = select.select([*masters, ended], [], [])
                if ended in ready:
                    return
                for one in ready:
                    os.write(masters[1 - masters.index(one)], os.read(one, 1024))

    thread = threading.Thread(target=carry, daemon=True)
    thread.start()
    try:
        yield os.ttyname(ends[0][1]), os.ttyname(ends[1][1])
    finally:
        os.write(end, b"x")
        thread.join(5)
        for handle in (*masters, *(slave for _, slave in ends), ended, end):
            os.close(handle)
