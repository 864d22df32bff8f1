"""Numbers: a series' letters and a serial of at least three digits; offline ones name their kiosk."""

import re

from .policy import Policy

OFFLINE_SERIAL = re.compile(r"0[1-9]|[1-9][0-9]{1,4}", re.ASCII)
"""An offline serial as it is spelt: counted from 1, two digits at least, five at most, no other zeros."""


def number(series: str, serial: int) -> str:
    """Series A and serial 12 make A012; a fourth digit appears after 999. Serial counts from 1."""
    return f"{series}{serial:03d}"


def offline_series(policy: Policy, prefix: str, offline_code: str) -> str:
    """The series in which one kiosk issues numbers of one prefix while the server is away, e.g. A-K1-."""
    return policy.offline_series.replace("{prefix}", prefix).replace("{offline_code}", offline_code)


def offline_number(series: str, serial: int) -> str:
    """Series A-K1- and serial 7 make A-K1-07; a third digit appears after 99."""
    return f"{series}{serial:02d}"


def offline_serial(series: str, text: str) -> int | None:
    """The serial of an offline number of this series; None for any other text."""
    serial = text.removeprefix(series)
    if serial == text or not OFFLINE_SERIAL.fullmatch(serial):
        return None
    return int(serial)
