"""Socket.IO's memory of who is in which room, with an index from each client to its rooms.

Without it every disconnect searches all rooms, and each client has one of its own: when ten thousand leave
at once, that is a hundred million looks, and the next request waits for half a minute.
"""

from collections import defaultdict
from typing import Any

from socketio import Manager
from socketio.base_manager import BaseManager


class Indexed(BaseManager):  # type: ignore[misc]  # the library has no types
    """Put before a manager: its disconnect looks only into the rooms in which the client is."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._rooms_of: defaultdict[tuple[str, str], set[str | None]] = defaultdict(set)

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        """Note the room as well."""
        super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)
        self._rooms_of[namespace, sid].add(room)

    def basic_leave_room(self, sid: str, namespace: str, room: str | None) -> None:
        """Forget the room as well."""
        super().basic_leave_room(sid, namespace, room)
        mine = self._rooms_of.get((namespace, sid), set())
        mine.discard(room)
        if not mine:
            self._rooms_of.pop((namespace, sid), None)

    def basic_disconnect(self, sid: str, namespace: str, **_options: Any) -> None:
        """What the library does, without its search."""
        for room in list(self._rooms_of.get((namespace, sid), ())):
            self.basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            waiting = pending.get(namespace, [])
            if sid in waiting:
                waiting.remove(sid)
                if not waiting:
                    del pending[namespace]


class IndexedManager(Indexed, Manager):  # type: ignore[misc]
    """The clients of one process."""
