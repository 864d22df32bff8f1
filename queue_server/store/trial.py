"""An act that is tried on a hall as it is committed, without a transaction: it may change nothing."""

from datetime import datetime
from typing import Any, Never

from queue_server.domain.hall import Hall


class NotIdle(Exception):
    """The act would change something, or asks for what memory does not hold: it must really be done."""


class Trial:
    """`ports.Tx` with a hall and nothing else: what would change it, or ask the record, raises NotIdle."""

    def __init__(self, hall: Hall, now: datetime, real_now: datetime, by: str) -> None:
        self.hall = hall
        self.now = now
        self.real_now = real_now
        self.by = by

    def _not_idle(self, *_: Any, **__: Any) -> Never:
        raise NotIdle

    record = record_call = undo_call = remember = import_catalogue = _not_idle
    find_ticket = find_number = find_serial = answered = _not_idle
    find_appointment = bookings_on = visits_on = missed_bookings = forget_bookings = _not_idle
    last_served = steps_finished = rated_steps = keep_rating = forget_words = forget_words_of = _not_idle
    find_contact = keep_contact = forget_contact = forget_contacts = _not_idle
    find_follow_up = reference_known = keep_follow_up = _not_idle
    forget_visitors = forget_answers = forget_answers_of = _not_idle
