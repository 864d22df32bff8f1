"""Requests over HTTP, by the pattern of their address: never what was filled in."""

from collections.abc import Iterator
from threading import Lock

from prometheus_client import Metric
from prometheus_client.registry import Collector

from queue_server.histogram import Histogram

from .families import counter, histogram

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "other"
"""Any other method, and any address that is none of ours."""

BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Requests(Collector):
    """Told by the web of each answer. The lock is for the threading runtime: greenlets never wait for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: dict[tuple[str, ...], int] = {}
        self._took: dict[tuple[str, ...], Histogram] = {}

    def answered(self, method: str, route: str | None, status: int, took_s: float) -> None:
        """Count one request."""
        where = (route or OTHER, method if method in METHODS else OTHER)
        with self._lock:
            key = (*where, str(status))
            self._answers[key] = self._answers.get(key, 0) + 1
            if where not in self._took:
                self._took[where] = Histogram(BOUNDS_S)
            self._took[where].add(took_s)

    def collect(self) -> Iterator[Metric]:
        """Both families, of addresses that somebody has asked for."""
        yield counter(
            "yimen_http_requests_total",
            "Requests that were answered, by the pattern of their address.",
            ("route", "method", "status"),
            dict(self._answers),
        )
        yield histogram(
            "yimen_http_request_seconds",
            "From a request's first line to its answer.",
            ("route", "method"),
            dict(self._took),
        )
