"""Sessions: a clerk at a window, or staff with a role."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from .base import PRINTABLE, Answered, Asked, Secret, StaffRole, WindowNumber
from .windows import WindowBoard

Name = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=PRINTABLE)]


class SignIn(Asked):
    """A clerk signs in at a window; `take_over` ends whoever is signed in there, the current ticket stays."""

    employee_no: Name
    pin: Secret
    window: WindowNumber
    take_over: bool = False


class ClerkSession(Answered):
    """The token speaks for this clerk at this window only."""

    token: str
    board: WindowBoard


class StaffSignIn(Asked):
    """A guide, manager, administrator or auditor signs in."""

    user: Name
    password: Secret


class SignOnBegun(Answered):
    """Where the browser signs in by the department's account, and what its tab must show at the end."""

    url: str
    binding: str


class SignOnEnd(Asked):
    """What the provider sent back, and the tab's `binding`."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=PRINTABLE)]
    state: Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PRINTABLE)]
    binding: Secret


class StaffFace(Answered):
    """Who is signed in."""

    user: str
    role: StaffRole


class StaffSession(StaffFace):
    """The token speaks with this role."""

    token: str
    kind: Literal["staff"] = "staff"
