"""Nobody may ask without end. Counted in real time, per address, in the memory of each server."""

from collections.abc import Callable
from datetime import datetime
from ipaddress import IPv4Address, IPv6Network, ip_address
from math import ceil

from .refusals import RateLimited

MOST_NAMES = 10_000


NETWORK = 64
"""Bits of an IPv6 address that name its network; the other 64 are the customer's to change (RFC 6177)."""


def who_asks(address: str) -> str:
    """Whom an address stands for: itself, or of IPv6 its network."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv4Address):
        return address
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(IPv6Network((known.packed, NETWORK), strict=False))


class Flow:
    """A bucket of permissions per address that refills steadily."""

    def __init__(self, now: Callable[[], datetime], per_s: float, burst: int) -> None:
        self._now = now
        self._per_s = per_s
        self._burst = burst
        self._buckets: dict[str, tuple[float, datetime]] = {}

    def take(self, address: str) -> None:
        """Take one. Raises RateLimited when there is none."""
        address, now = who_asks(address), self._now()
        left, then = self._buckets.get(address, (float(self._burst), now))
        left = min(self._burst, left + max(0.0, (now - then).total_seconds()) * self._per_s)
        if left < 1:
            raise RateLimited(retry_after_s=max(1, ceil((1 - left) / self._per_s)))
        if len(self._buckets) >= MOST_NAMES and address not in self._buckets:
            self._buckets.clear()
        self._buckets[address] = (left - 1, now)
