"""How boards reach those who watch them."""

from collections.abc import Iterator

from prometheus_client import Metric
from prometheus_client.registry import Collector

from queue_server.boards.rooms import Kind
from queue_server.live.live import Live

from .families import counter, gauge, histogram


class Pushes(Collector):
    """Reads the figures that live keeps of itself. Rooms are told apart by kind alone."""

    def __init__(self, live: Live) -> None:
        self._live = live

    def collect(self) -> Iterator[Metric]:
        """Every family by kind of room."""
        figures, watchers, kinds = self._live.figures, self._live.watchers, [kind.value for kind in Kind]
        by_kind = ("kind",)
        yield gauge("yimen_sockets", "Sockets that are open now.", (), {(): self._live.connections})
        yield gauge(
            "yimen_room_watchers",
            "Who watches rooms of a kind now; who watches two is counted twice.",
            by_kind,
            {(kind,): watchers.get(kind, 0) for kind in kinds},
        )
        yield counter(
            "yimen_boards_pushed_total",
            "Boards that were made and pushed, each counted once.",
            by_kind,
            {(kind,): figures.boards[kind] for kind in kinds},
        )
        yield counter(
            "yimen_board_messages_total",
            "Copies of pushed boards, one for each watcher.",
            by_kind,
            {(kind,): figures.messages[kind] for kind in kinds},
        )
        yield counter(
            "yimen_board_bytes_total",
            "Size of pushed boards, each counted once.",
            by_kind,
            {(kind,): figures.bytes[kind] for kind in kinds},
        )
        yield gauge(
            "yimen_sockets_behind",
            "Sockets for which something waits because their clients read too slowly, now.",
            (),
            {(): figures.behind},
        )
        yield counter(
            "yimen_sockets_dropped_total",
            "Sockets that were closed because their clients read too little or nothing.",
            (),
            {(): figures.dropped},
        )
        yield histogram(
            "yimen_push_delay_seconds",
            "From a commit until its board was handed to the connections; some kinds are told once a second.",
            by_kind,
            {(kind,): delay for kind, delay in dict(figures.delays).items()},
        )
