"""Devices: enrolled once, revocable, heard from regularly."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Answered, Asked, Code, Count, Moment, Note, PublicId, Seconds
from .tickets import Ticket

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


class PaperTold(Asked):
    """A kiosk begins an ordered paper, or says what became of it. Said again, it changes nothing."""

    order: PublicId
    state: Literal["printing", "printed", "unsure", "failed"] = Field(
        description="printing: said before the first line is printed; the order is not told again. "
        "unsure: the printer did not answer, the paper may have come out."
    )


class Heartbeat(Asked):
    """How the device is."""

    state: Code
    detail: Note = ""
    version: Annotated[str, StringConstraints(max_length=64)] = ""
    papers: list[PaperTold] = Field(default=[], max_length=100, description="What became of ordered papers.")


class PaperOrder(Answered):
    """A paper that a guide wants to come out of this kiosk's printer."""

    order: str
    good_for_s: Seconds = Field(description="Real seconds after which it is not printed any more.")
    language: str
    ticket: Ticket = Field(description="As it shall be printed; `reprints` says which copy this is.")


class Orders(Answered):
    """What the device should know: with another catalogue than its own, it fetches the catalogue again."""

    catalogue_version: int
    papers: list[PaperOrder] = Field(
        default=[],
        description="Papers to print, each once by its order; told until the device begins it.",
    )


class Paper(Answered):
    """What became of an order for paper."""

    order: str
    kiosk: str
    number: str
    copy_no: Count = Field(description="0: the original; else which reprint.")
    state: Literal["ordered", "printing", "printed", "unsure", "failed", "too_late"] = Field(
        description="unsure: printer or kiosk did not answer for a minute, the paper may have come out."
    )


class KioskRow(Answered):
    """A kiosk as a guide sees it: where paper can come out."""

    code: str
    hall: str
    state: str
    detail: str
    heard_s_ago: float | None = Field(description="null: not since the server started.")


class Kiosks(Answered):
    """The kiosks of the centre that may speak."""

    kiosks: list[KioskRow]


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
