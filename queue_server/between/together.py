"""What a server is to the others of its installation: one of several at a PostgreSQL, or alone at SQLite."""

from queue_server.actions.ports import Committed
from queue_server.between.channel import Channel
from queue_server.between.lookout import Lookout, Standing
from queue_server.hearing import Hearing
from queue_server.store.writer import CentreWriter


class Alone:
    """SQLite has one server: it leads, and there is nobody to be told."""

    leads = True
    record_up = True
    notes_up: bool | None = None

    def start(self) -> None:
        """Nothing has to be begun."""

    def stop(self) -> None:
        """Nor ended."""

    def committed(self, committed: Committed) -> None:
        """Nobody has to hear it."""


class Together:
    """One of several servers, or a single one at a PostgreSQL to which another may come at any time."""

    def __init__(self, url: str, standing: Standing, writer: CentreWriter, hearing: Hearing) -> None:
        """`url` is Redis's; without one the others are found out about each second, from the record."""
        self._channel = Channel(url, writer.catch_up) if url else None
        self._lookout = Lookout(standing, writer.catch_up, hearing, self._channel)

    @property
    def leads(self) -> bool:
        """Whether this one does what only one must do."""
        return self._lookout.leads

    @property
    def record_up(self) -> bool:
        """Whether the record answered when it was asked last."""
        return self._lookout.record_up

    @property
    def notes_up(self) -> bool | None:
        """Whether notes arrive; None where none are sent."""
        return None if self._channel is None else self._channel.up

    def start(self) -> None:
        """Begin to speak, to hear, and to look."""
        if self._channel is not None:
            self._channel.start()
        self._lookout.start()

    def stop(self) -> None:
        """After the last commit. Native thread only."""
        if self._channel is not None:
            self._channel.stop()
        self._lookout.stop()

    def committed(self, committed: Committed) -> None:
        """Let the others know. In a writer's thread, after the commit."""
        if self._channel is not None and committed.ours:
            self._channel.tell(committed.centre, committed.entries[-1].seq)
