"""Numbers: a series' letters and a serial of at least three digits."""


def number(series: str, serial: int) -> str:
    """Series A and serial 12 make A012; a fourth digit appears after 999. Serial counts from 1."""
    return f"{series}{serial:03d}"
