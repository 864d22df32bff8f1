"""Devices: enrolled once, revocable, heard from regularly."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Answered, Asked, Code, Moment, Note

DeviceKind = Literal["kiosk", "screen", "pad"]


class AskCode(Asked):
    """An administrator lets a device in: what it is and where it stands."""

    kind: DeviceKind
    place: Code = Field(description="The device's code in the catalogue, or for a PAD its window's number.")


class EnrolmentCode(Answered):
    """To be typed at the device: good once, for ten minutes."""

    code: str
    device: str
    expires_at: Moment


class Enrol(Asked):
    """The device shows its code and gets its token."""

    code: Annotated[str, StringConstraints(min_length=4, max_length=32)]


class Enrolled(Answered):
    """The token is told once and kept nowhere."""

    token: str
    device: str
    kind: DeviceKind


class Heartbeat(Asked):
    """How the device is."""

    state: Code
    detail: Note = ""
    version: Annotated[str, StringConstraints(max_length=64)] = ""


class Orders(Answered):
    """What the device should know: with another catalogue than its own, it fetches the catalogue again."""

    catalogue_version: int


class DeviceRow(Answered):
    """One device as the manager sees it."""

    code: str
    kind: str | None
    state: str
    since: Moment | None
    detail: str


class DevicesBoard(Answered):
    """All devices of the centre."""

    devices: list[DeviceRow]
