"""How the record keeps up: commits, what waits for them, and what they took."""

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import Metric
from prometheus_client.registry import Collector

from queue_server.store.lane import Figures
from queue_server.store.writer import CentreWriter

from .families import counter, gauge, histogram

ALL = "all"
"""The lane that serves every centre."""

COUNTED: Mapping[str, tuple[str, Callable[[Figures], int]]] = {
    "yimen_commits_total": ("Transactions that were committed.", lambda f: f.commits),
    "yimen_commits_failed_total": (
        "Transactions that failed; everybody in them was told so.",
        lambda f: f.failed_commits,
    ),
    "yimen_acts_total": (
        "Acts that reached a commit, those that a rule refused among them.",
        lambda f: f.acts,
    ),
    "yimen_acts_refused_total": (
        "Acts that a rule refused, or that failed by themselves.",
        lambda f: f.refused,
    ),
    "yimen_followed_total": (
        "Times that a hall was brought to what other servers had committed, by the newer rows alone.",
        lambda f: f.followed,
    ),
    "yimen_read_whole_total": (
        "Times that it was read whole instead: a new day, a new catalogue.",
        lambda f: f.read_whole,
    ),
    "yimen_looks_total": (
        "Looks into a hall, also by acts that seldom change anything, and those that failed among them.",
        lambda f: f.looks,
    ),
}


class Record(Collector):
    """Reads the figures that each writer's thread (a lane) keeps of itself."""

    def __init__(self, writer: CentreWriter) -> None:
        self._writer = writer

    def collect(self) -> Iterator[Metric]:
        """Every family by lane."""
        lanes = {(name or ALL,): figures for name, figures in self._writer.figures.items()}
        for name, (meaning, of) in COUNTED.items():
            yield counter(name, meaning, ("lane",), {lane: of(figures) for lane, figures in lanes.items()})
        yield histogram(
            "yimen_commit_seconds",
            "What commits took, from writing rows and journal to the disk's word.",
            ("lane",),
            {lane: figures.commits_s for lane, figures in lanes.items()},
        )
        yield histogram(
            "yimen_commit_acts",
            "Acts that shared a commit.",
            ("lane",),
            {lane: figures.batches for lane, figures in lanes.items()},
        )
        yield histogram(
            "yimen_lane_lag_seconds",
            "How long the first of each batch had waited for its turn.",
            ("lane",),
            {lane: figures.lags_s for lane, figures in lanes.items()},
        )
        waiting: dict[tuple[str, ...], float] = {(): self._writer.queued}
        yield gauge("yimen_lane_waiting_items", "Acts and looks that wait for their turn now.", (), waiting)
