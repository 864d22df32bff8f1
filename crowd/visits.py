"""A visit as the plan has it: who comes when, for what, and what will become of it."""

from dataclasses import dataclass
from enum import StrEnum


class Course(StrEnum):
    """What happens to a visit that does not simply run from the kiosk to the window and home."""

    SERVED = "served"
    NEVER_COMES = "never comes"
    COMES_LATE = "comes late"
    CANCELS = "cancels"
    FETCHES_AND_RESUMES = "fetches and resumes"
    FETCHES_AND_QUEUES = "fetches and queues"
    SENT_TO_QUEUE = "sent to queue"
    SENT_TO_WINDOW = "sent to window"
    ENDED_BY_SLIP = "ended by slip"


@dataclass(frozen=True, slots=True)
class Visit:
    """One ticket to be taken.

    `at` is in seconds after midnight, hall time; `pace` multiplies the usual time of each service; a visit
    names a service, a scenario or only its queue; visits with the same `party` belong to one visitor.
    """

    at: float
    queue: str
    service: str | None = None
    scenario: str | None = None
    visitor_class: str = "ordinary"
    language: str = "zh"
    id_number: str | None = None
    party: str | None = None
    phone: bool = False
    course: Course = Course.SERVED
    pace: float = 1.0
