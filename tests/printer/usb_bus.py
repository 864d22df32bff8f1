"""A USB bus with one printer on it, for pyusb, whose plug for other systems' buses (`IBackend`) is used.

So the tests run pyusb's true code; only what lies below it, libusb and the cable, is played here.
"""

import errno
import time
from array import array
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from tests.printer.inside import Faults, Inside, Talk

VENDOR, PRODUCT, SERIAL = 0x04B8, 0x0202, "J6XG012345"
_OUT, _IN = 0x01, 0x82
_LANGUAGES = b"\x04\x03\x09\x04"


class UsbBus(Inside, IBackend):  # type: ignore[misc]
    """The bus, and the printer that hangs on it. Each opening of the device is a connection."""

    def __init__(self, faults: Faults | None = None, way_back: bool = True) -> None:
        super().__init__(faults)
        self.plugged = True
        self.permitted = True
        self.busy = False
        self.driver = True
        """Whether the kernel's usblp holds the printer."""
        self.halted = False
        """The endpoint answers STALL until somebody clears it."""
        self.halt_after: int | None = None
        self.done: list[str] = []
        """What was asked of the bus, in order."""
        self._way_back = way_back
        self._answers = b""
        self._taken = 0

    # Descriptors: what the device says of itself.

    def enumerate_devices(self) -> Iterator[str]:
        return iter(["printer"] if self.plugged else [])

    def get_device_descriptor(self, dev: str) -> Any:
        return _described(
            bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0, bDeviceProtocol=0, bMaxPacketSize0=64,
            idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x100, iManufacturer=0, iProduct=0, iSerialNumber=3,
            bNumConfigurations=1, address=4, bus=1, port_number=1, port_numbers=(1,), speed=3,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: str, config: int) -> Any:
        if config:
            raise IndexError
        return _described(
            wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1, iConfiguration=0, bmAttributes=0xC0,
            bMaxPower=1,
        )  # fmt: skip

    def get_interface_descriptor(self, dev: str, intf: int, alt: int, config: int) -> Any:
        if intf or alt:
            raise IndexError
        return _described(
            bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=1 + self._way_back, bInterfaceClass=7,
            bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: str, ep: int, intf: int, alt: int, config: int) -> Any:
        return _described(
            bEndpointAddress=(_OUT, _IN)[ep], bmAttributes=2, wMaxPacketSize=64, bInterval=0, bRefresh=0,
            bSynchAddress=0,
        )  # fmt: skip

    def ctrl_transfer(
        self,
        dev_handle: str,
        request_type: int,
        request: int,
        value: int,
        index: int,
        data: Any,
        timeout: int,
    ) -> int:
        text = SERIAL.encode("utf-16-le")
        said = bytes((len(text) + 2, 3)) + text if value & 0xFF else _LANGUAGES
        data[: len(said)] = array("B", said)
        return len(said)

    # The device is taken and let go.

    def open_device(self, dev: str) -> str:
        if not self.permitted:
            raise USBError("Access denied (insufficient permissions)", -3, errno.EACCES)
        self._taken, self._answers = 0, b""
        self._talk = Talk(self, self, lambda: None)
        return dev

    def close_device(self, dev_handle: str) -> None:
        self.done.append("closed")
        self._talk.end()

    def get_configuration(self, dev_handle: str) -> int:
        return 1

    def is_kernel_driver_active(self, dev_handle: str, intf: int) -> bool:
        return self.driver

    def detach_kernel_driver(self, dev_handle: str, intf: int) -> None:
        self.driver = False

    def claim_interface(self, dev_handle: str, intf: int) -> None:
        if self.busy or self.driver:
            raise USBError("Resource busy", -6, errno.EBUSY)
        self.done.append("claimed")

    def release_interface(self, dev_handle: str, intf: int) -> None:
        self.done.append("released")

    def clear_halt(self, dev_handle: str, ep: int) -> None:
        self.halted = False

    # Bytes.

    def bulk_write(self, dev_handle: str, ep: int, intf: int, data: Any, timeout: int) -> int:
        self._stay_plugged()
        if self.halted:
            raise USBError("Pipe error", -9, errno.EPIPE)
        if self.faults.stall:
            raise _late(timeout)
        piece = bytes(data)
        self._taken += len(piece)
        self._stay_plugged()
        if self.halt_after is not None and self._taken >= self.halt_after:
            self.halted, self.halt_after = True, None
            raise USBError("Pipe error", -9, errno.EPIPE)
        self._talk.hear(piece)
        return len(piece)

    def bulk_read(self, dev_handle: str, ep: int, intf: int, buff: Any, timeout: int) -> int:
        self._stay_plugged()
        if not self._answers:
            raise _late(timeout)
        said, self._answers = self._answers, b""
        buff[: len(said)] = array("B", said)
        return len(said)

    def sendall(self, data: bytes, /) -> None:
        self._answers += data

    def recv(self, most: int, /) -> bytes:
        raise NotImplementedError("on USB the host writes: `bulk_write` hands it over")

    def _stay_plugged(self) -> None:
        if self.faults.reset_after is not None and self._taken >= self.faults.reset_after:
            self.plugged = False
        if not self.plugged:
            raise USBError("No such device (it may have been disconnected)", -4, errno.ENODEV)


def _described(**fields: Any) -> SimpleNamespace:
    return SimpleNamespace(bLength=9, bDescriptorType=1, extra_descriptors=b"", **fields)


def _late(timeout: int) -> USBTimeoutError:
    time.sleep(timeout / 1000)
    return USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
