"""A printer on USB, through pyusb and libusb: for sites where /dev/usb/lp* is not wanted or not stable.

The address names the device by maker and model, and by serial number where two are alike, so that it does
not matter in which socket it sits. pyusb is imported when the printer is opened: a kiosk without it starts.
"""

import errno
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from printer.transports import SEND_S, BrokenOff, NotReached

_PRINTER_CLASS = 7
_IN, _BULK, _KIND = 0x80, 2, 3
_PIECE = 4096
_LARGEST_ANSWER = 512
"""A whole packet of any speed: with less room a longer answer is an overflow, and lost."""
_WHY = {
    errno.EACCES: "no permission: a udev rule must give this device to the kiosk's user",
    errno.EBUSY: "another program uses it",
    errno.ENODEV: "it was pulled out",
}


class _Ends(NamedTuple):
    """Where bytes go in and come out; some printers have no way back."""

    interface: Any
    out: Any
    back: Any | None


@dataclass(frozen=True)
class UsbTransport:
    """`vendor` and `product` as the device says them; `serial` only where several are alike.

    `backend` is pyusb's way to the bus: None is the libusb of the system.
    """

    vendor: int
    product: int
    serial: str = ""
    send_s: float = SEND_S
    answers: bool = True
    lasts: bool = True
    backend: Any = None

    def open(self, label: str) -> "_UsbConnection":
        try:
            from usb.core import NoBackendError, USBError
        except ImportError as trouble:
            raise NotReached(f"{self}: the Python package pyusb is not installed") from trouble
        try:
            return self._claimed()
        except NoBackendError as trouble:
            raise NotReached(f"{self}: libusb is not installed (Debian: libusb-1.0-0)") from trouble
        except (USBError, NotImplementedError) as trouble:
            raise NotReached(f"{self}: {_why(trouble)}") from trouble

    def _claimed(self) -> "_UsbConnection":
        """The kernel's driver is let go of and not called back: it would come and go with every ticket."""
        from usb.util import claim_interface, dispose_resources

        device = self._device()
        try:
            ends = _ends(device)
            number = ends.interface.bInterfaceNumber
            if _has_driver(device, number):
                device.detach_kernel_driver(number)
            claim_interface(device, ends.interface)
            if ends.interface.bAlternateSetting:
                ends.interface.set_altsetting()
        except BaseException:
            dispose_resources(device)
            raise
        return _UsbConnection(device, ends, self.send_s)

    def _device(self) -> Any:
        """The first device that fits. Raises `NotReached`."""
        from usb.core import find

        alike = list(find(find_all=True, idVendor=self.vendor, idProduct=self.product, backend=self.backend))
        fitting = [device for device in alike if not self.serial or _serial_of(device) == self.serial]
        if not fitting:
            others = f" ({len(alike)} with another or an unreadable serial number)" if alike else ""
            raise NotReached(f"{self}: not plugged in{others}")
        return fitting[0]

    def __str__(self) -> str:
        return f"usb:{self.vendor:04x}:{self.product:04x}" + (f":{self.serial}" if self.serial else "")


class _UsbConnection:
    def __init__(self, device: Any, ends: _Ends, send_s: float) -> None:
        self._device = device
        self._ends = ends
        self._send_s = send_s

    def send(self, data: bytes) -> None:
        end = time.monotonic() + self._send_s
        with self._broken_off(self._ends.out):
            rest = memoryview(data)
            while rest:
                left = end - time.monotonic()
                if left <= 0:
                    raise BrokenOff(f"{len(rest)} bytes were not taken in time")
                rest = rest[self._ends.out.write(bytes(rest[:_PIECE]), _milliseconds(left)) :]

    def receive(self, timeout_s: float) -> bytes:
        from usb.core import USBTimeoutError

        if self._ends.back is None:
            time.sleep(max(timeout_s, 0.0))
            return b""
        with self._broken_off(self._ends.back):
            try:
                return bytes(self._ends.back.read(_LARGEST_ANSWER, _milliseconds(timeout_s)))
            except USBTimeoutError:
                return b""

    def close(self) -> None:
        from usb.core import USBError
        from usb.util import dispose_resources

        with suppress(USBError):
            dispose_resources(self._device)

    @contextmanager
    def _broken_off(self, end: Any) -> Iterator[None]:
        """An endpoint that stalled is cleared, so that the next ticket finds it open."""
        from usb.core import USBError

        try:
            yield
        except USBError as trouble:
            if trouble.errno == errno.EPIPE:
                with suppress(USBError):
                    end.clear_halt()
            raise BrokenOff(_why(trouble)) from trouble


def _ends(device: Any) -> _Ends:
    """The printer's interface; the one that answers is preferred. Raises `NotReached` where there is none."""
    found = [ends for interface in _configuration(device) if (ends := _ends_of(interface))]
    if not found:
        raise NotReached("this device has no endpoint to print to")
    return max(found, key=lambda ends: (ends.interface.bInterfaceClass == _PRINTER_CLASS, bool(ends.back)))


def _configuration(device: Any) -> Any:
    from usb.core import USBError

    try:
        return device.get_active_configuration()
    except USBError as trouble:
        if trouble.errno in _WHY:
            raise
        device.set_configuration()
        return device.get_active_configuration()


def _ends_of(interface: Any) -> _Ends | None:
    bulk = [end for end in interface if end.bmAttributes & _KIND == _BULK]
    out = next((end for end in bulk if not end.bEndpointAddress & _IN), None)
    back = next((end for end in bulk if end.bEndpointAddress & _IN), None)
    return _Ends(interface, out, back) if out else None


def _has_driver(device: Any, interface: int) -> bool:
    """Only Linux has drivers to let go of; elsewhere libusb says that it cannot tell."""
    try:
        return bool(device.is_kernel_driver_active(interface))
    except NotImplementedError:
        return False


def _serial_of(device: Any) -> str:
    """Empty where it cannot be read: pyusb says `ValueError` when the device may not be opened."""
    from usb.core import USBError

    try:
        return str(device.serial_number or "")
    except (USBError, ValueError):
        return ""


def _milliseconds(seconds: float) -> int:
    """At least one: zero is for ever in libusb."""
    return max(1, round(seconds * 1000))


def _why(trouble: Exception) -> str:
    return _WHY.get(getattr(trouble, "errno", None) or 0, str(trouble))
