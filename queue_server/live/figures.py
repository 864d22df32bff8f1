"""What was pushed since the start: plain numbers, written by what is posted on the loop."""

from collections import Counter, defaultdict

from queue_server.histogram import MOMENTS, Histogram


class Figures:
    """By kind of room. `boards` were made and left, `messages` are their copies to each watcher.

    `behind` clients read more slowly than they are told now; `dropped` ones did so by too much or too long.
    """

    def __init__(self) -> None:
        self.boards: Counter[str] = Counter()
        self.messages: Counter[str] = Counter()
        self.bytes: Counter[str] = Counter()
        self.behind = 0
        self.dropped = 0
        self.delays: defaultdict[str, Histogram] = defaultdict(lambda: Histogram(MOMENTS))

    def left(self, kind: str, board: str, watchers: int, delay_s: float) -> None:
        """A board was handed to its watchers' connections, so many real seconds after its commit."""
        self.boards[kind] += 1
        self.messages[kind] += watchers
        self.bytes[kind] += len(board) if board.isascii() else len(board.encode())
        self.delays[kind].add(delay_s)
