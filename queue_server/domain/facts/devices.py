"""Devices let in, watched and ordered; alarms; papers ordered at kiosks."""

from dataclasses import dataclass
from datetime import datetime

from queue_server.domain.alarms import Alarm
from queue_server.domain.devices import DeviceOrder, Part
from queue_server.domain.orders import Order, PaperState

from .base import Fact


@dataclass(frozen=True, slots=True)
class DeviceInvited(Fact):
    """A device may be enrolled by a new code, until then in real time; its hash stays out of the journal."""

    device: str
    device_kind: str
    place: str
    until: datetime


@dataclass(frozen=True, slots=True)
class InvitationEnded(Fact):
    """A device's enrolment code was used or taken back."""

    device: str


@dataclass(frozen=True, slots=True)
class DeviceSeen(Fact):
    """A device's state changed."""

    device: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class PartsSeen(Fact):
    """The parts of a device are not as they were; these are all of them."""

    device: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class DeviceOrdered(Fact):
    """A device shall test or restart something."""

    device: str
    order: DeviceOrder


@dataclass(frozen=True, slots=True)
class DeviceOrderWentOn(Fact):
    """A device took an order, or said what became of it; `order` is it as it is now."""

    device: str
    order: DeviceOrder


@dataclass(frozen=True, slots=True)
class MachineSet(Fact):
    """Somebody said how a self-service machine is: ok, out_of_order or unknown."""

    machine: str
    state: str


@dataclass(frozen=True, slots=True)
class AlarmRaised(Fact):
    """Somebody has to do something about a device or a queue."""

    alarm: Alarm


@dataclass(frozen=True, slots=True)
class AlarmCleared(Fact):
    """What an alarm was about is over."""

    alarm: Alarm


@dataclass(frozen=True, slots=True)
class PaperOrdered(Fact):
    """A paper of a ticket shall come out at a kiosk."""

    ticket: int
    kiosk: str
    order: Order


@dataclass(frozen=True, slots=True)
class PaperBegun(Fact):
    """A kiosk prints an ordered paper now; what becomes of it is awaited until then, in real time."""

    kiosk: str
    order: str
    until: datetime


@dataclass(frozen=True, slots=True)
class PaperSettled(Fact):
    """A kiosk said what became of an ordered paper."""

    kiosk: str
    order: str
    state: PaperState
