"""A call that was made, as screens, phones and voices tell it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CallDone:
    """One call as screens tell it.

    `favoured` is None for recalls and picks; `undone` marks a call that was taken back.
    """

    seq: int
    at: datetime
    real_at: datetime
    ticket: int
    public_id: str
    number: str
    queue: str
    window: int
    zone: str
    hall: str
    recall: bool
    favoured: bool | None
    undone: bool = False
