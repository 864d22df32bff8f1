"""How long to rest after a failure: longer each time, up to a limit."""

FACTOR = 2.0


class Backoff:
    """The rests of one thing that fails, in seconds."""

    def __init__(self, first_s: float, longest_s: float) -> None:
        self._first_s = first_s
        self._longest_s = longest_s
        self._next_s = first_s

    def rest_s(self) -> float:
        """The rest after one more failure."""
        rest, self._next_s = self._next_s, min(self._next_s * FACTOR, self._longest_s)
        return rest

    def reset(self) -> None:
        """It worked: the next rest is short again."""
        self._next_s = self._first_s
