"""Up to which call a loudspeaker has spoken: kept on disk, so that a restart repeats none and skips none."""

import contextlib
from pathlib import Path


class Mark:
    """The seq of the last call that was dealt with. A disk that is full costs only this memory."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def seq(self) -> int | None:
        """None before the first call."""
        with contextlib.suppress(OSError, ValueError):
            return int(self._path.read_text("utf-8"))
        return None

    def set(self, seq: int) -> None:
        """Everything up to this call is dealt with."""
        part = self._path.with_suffix(".part")
        with contextlib.suppress(OSError):
            part.write_text(str(seq), "utf-8")
            part.replace(self._path)
