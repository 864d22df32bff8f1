"""run.json: what the demo tells programs that want to play with it."""

from pathlib import Path

from .base import Answered, Moment


class RunKiosk(Answered):
    """A kiosk agent of the demo."""

    code: str
    hall: str
    url: str
    token: str
    printer_output: str


class RunClerk(Answered):
    """A clerk's demo credentials."""

    employee_no: str
    pin: str
    window: int | None
    skills: list[str]


class RunStaff(Answered):
    """A staff member's demo credentials."""

    user: str
    password: str


class RunPages(Answered):
    """Addresses; `{...}` is to be filled in."""

    kiosk: str
    pad: str
    hall: str
    zone: str
    window: str
    phone: str
    docs: str
    face: str = ""
    rate: str = ""
    staff: str = ""
    guide: str = ""
    manage: str = ""
    admin: str = ""
    audit: str = ""


class Run(Answered):
    """The running demo."""

    base_url: str
    api: str
    centre: str
    server_time: Moment
    hall_time: Moment
    speed: float
    kiosks: list[RunKiosk]
    clerks: list[RunClerk]
    manager: RunStaff
    administrator: RunStaff
    pages: RunPages


def read_run(path: Path) -> Run:
    """The demo's run.json. Raises OSError or pydantic.ValidationError."""
    return Run.model_validate_json(path.read_bytes())
