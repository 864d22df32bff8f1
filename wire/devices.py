"""Devices: enrolled once, revocable, heard from regularly."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .base import Answered, Asked, Code, Count, Moment, Note, PublicId, Seconds
from .tickets import Ticket

DeviceKind = Literal["kiosk", "screen", "pad", "machine"]
PartKind = Literal["printer", "loudspeaker", "panel", "browser", "reader"]
PaperState = Literal["ok", "near_end", "out"]
OrderWord = Literal["test", "restart"]

RESTART_STATUS = 75
"""With this exit status a program asks whoever keeps it to start it anew: EX_TEMPFAIL of sysexits.h."""


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


class PartTold(Asked):
    """How a part of the device is."""

    code: Code = Field(description="Unique within the device, e.g. `printer` or `panel-17`.")
    kind: PartKind
    state: Code = Field(description="`ok`, or a word for what is wrong; see docs/devices.md.")
    detail: Note = ""
    paper: PaperState | None = Field(default=None, description="null: no paper in it, or not known.")


class OrderTold(Asked):
    """The device begins an order, or says what became of it. Said again, it changes nothing."""

    order: PublicId
    state: Literal["begun", "done", "failed"] = Field(
        description="begun: said, and answered, before anything is done; the order is not told again."
    )
    detail: Note = ""


class Heartbeat(Asked):
    """How the device is. A PAD without a token of its own tells it with its clerk's."""

    state: Code
    detail: Note = ""
    version: Annotated[str, StringConstraints(max_length=64)] = ""
    papers: list[PaperTold] = Field(default=[], max_length=100, description="What became of ordered papers.")
    parts: list[PartTold] | None = Field(
        default=None,
        max_length=120,
        description="All parts of the device. Left out: nothing new of them; an empty list: it has none.",
    )
    orders_told: list[OrderTold] = Field(default=[], max_length=20, description="What became of orders.")
    up_s: Annotated[float, Field(ge=0, le=1e10)] | None = Field(
        default=None,
        description="Real seconds since its program started: a restart that began before that is done.",
    )
    clock_ahead_s: Annotated[float, Field(ge=-1e10, le=1e10)] | None = Field(
        default=None,
        description="Seconds by which the device's clock is ahead of `server_time`, as the device sees it.",
    )


class DeviceOrder(Answered):
    """Something that the device shall do once."""

    order: str
    kind: OrderWord
    part: str | None = Field(description="null: the device itself.")
    good_for_s: Seconds = Field(description="Real seconds after which it is not to be begun any more.")


class AskOrder(Asked):
    """A manager lets a device, or one part of it, test or restart itself."""

    order: OrderWord
    part: Code | None = None


class SetMachine(Asked):
    """How a self-service machine is, as somebody who stands before it says."""

    state: Literal["ok", "out_of_order", "unknown"]


class PaperOrder(Answered):
    """A paper that a guide wants to come out of this kiosk's printer."""

    order: str
    good_for_s: Seconds = Field(description="Real seconds after which it is not printed any more.")
    language: str
    ticket: Ticket = Field(description="As it shall be printed; `reprints` says which copy this is.")


class Orders(Answered):
    """What the device should know: with another catalogue than its own, it fetches the catalogue again."""

    catalogue_version: int
    orders: list[DeviceOrder] = Field(
        default=[], description="What to do, each once by its order; told until the device begins it."
    )
    sealing_key: str = Field(
        default="",
        description="For ID numbers that a kiosk keeps: public key for libsodium sealed boxes, base64url.",
    )
    papers: list[PaperOrder] = Field(
        default=[],
        description="Papers to print, each once by its order; told until the device begins it.",
    )
    next_kiosk: str | None = Field(
        default=None, description="The nearest other kiosk at which paper comes out now; null: none."
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


class TroubleRow(Answered):
    """The newest state of a device that was not well."""

    state: str
    detail: str
    at: Moment


class DeviceOrderRow(Answered):
    """An order to a device and how far it is. `asked`, and `until` passed: it was not taken."""

    order: str
    kind: OrderWord
    part: str | None
    state: Literal["asked", "begun", "done", "failed"]
    detail: str
    asked_at: Moment
    changed_at: Moment | None
    until: Moment = Field(description="Real time: until when it may be taken, or its end is awaited.")


class DeviceRow(Answered):
    """One device, or a part of one, as the manager sees it."""

    code: str
    kind: str | None
    state: str = Field(description="`unknown`: never heard; `off`: a PAD with nobody signed in.")
    since: Moment | None
    detail: str
    hall: str | None = None
    part_of: str | None = Field(default=None, description="The code of the device that this is a part of.")
    paper: PaperState | None = None
    version: str = ""
    last_error: TroubleRow | None = None
    enrolled: bool = Field(default=False, description="Whether it has a token of its own.")
    can: list[OrderWord] = Field(default=[], description="What it may be ordered to do now.")
    orders: list[DeviceOrderRow] = Field(default=[], description="The newest orders to it, oldest first.")


class DevicesBoard(Answered):
    """All devices of the centre."""

    devices: list[DeviceRow]
