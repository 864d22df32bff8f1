"""Who is connected and what each watches: an index both ways, so that nobody is searched for."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock

Key = str | None
"""A token's key for an inner form, None for the form that everybody may see."""


def form_of(room: str, key: Key) -> str:
    """The name under which a room is pushed: its public form, or the inner one of one token.

    Each token has an inner form of its own, so that a board made after a token was lost cannot reach it.
    """
    return room if key is None else f"{room}#{key}"


def kind_of(room: str) -> str:
    """The kind of a room by its full name."""
    return room.partition("/")[2].partition(":")[0]


def room_of(form: str) -> str:
    """The full name of the room that a form shows."""
    return form.partition("#")[0]


@dataclass(slots=True)
class Client:
    """One connection: its token's key, and the key of the form in which it watches each room."""

    sid: str
    key: Key
    language: str
    rooms: dict[str, Key] = field(default_factory=dict)


class Audience:
    """All connections of this process.

    Changed on the loop only; `forms` may be asked from any thread. The lock is for the threading runtime:
    greenlets never wait for it, because nothing in its blocks gives up its turn.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._clients: dict[str, Client] = {}
        self._by_key: dict[str, set[str]] = {}
        self._watchers: dict[str, Counter[Key]] = {}
        self._kinds: Counter[str] = Counter()

    def come(self, client: Client) -> None:
        """A connection was made."""
        with self._lock:
            self._clients[client.sid] = client
            if client.key is not None:
                self._by_key.setdefault(client.key, set()).add(client.sid)

    def go(self, sid: str) -> list[str]:
        """A connection ended; one that is not known changes nothing. The forms that it watched."""
        with self._lock:
            client = self._clients.pop(sid, None)
            if client is None:
                return []
            for room, key in client.rooms.items():
                self._leave(room, key)
            if client.key is not None:
                others = self._by_key[client.key]
                others.discard(sid)
                if not others:
                    del self._by_key[client.key]
            return [form_of(room, key) for room, key in client.rooms.items()]

    def join(self, sid: str, room: str, key: Key) -> str | None:
        """Let a client watch a form of a room. The form that it watched before, None for none."""
        with self._lock:
            client = self._clients.get(sid)
            if client is None:
                return None
            before = form_of(room, client.rooms[room]) if room in client.rooms else None
            if before != form_of(room, key):
                if before is not None:
                    self._leave(room, client.rooms[room])
                client.rooms[room] = key
                self._watchers.setdefault(room, Counter())[key] += 1
                self._kinds[kind_of(room)] += 1
            return before

    def leave(self, sid: str, room: str) -> str | None:
        """Let a client watch a room no more. The form that it watched, None for none."""
        with self._lock:
            client = self._clients.get(sid)
            if client is None or room not in client.rooms:
                return None
            key = client.rooms.pop(room)
            self._leave(room, key)
            return form_of(room, key)

    def forms(self, room: str) -> tuple[Key, ...]:
        """The keys of the forms in which a room is watched now."""
        return tuple(self._watchers.get(room, ()))

    def watching(self, room: str, key: Key) -> int:
        """How many watch a form of a room now."""
        watchers = self._watchers.get(room)
        return watchers[key] if watchers else 0

    @property
    def connections(self) -> int:
        """How many connections there are now."""
        return len(self._clients)

    @property
    def by_kind(self) -> dict[str, int]:
        """How many watch rooms of each kind now."""
        return dict(self._kinds)

    def client(self, sid: str) -> Client | None:
        """A connection, None when it ended."""
        return self._clients.get(sid)

    def clients(self) -> list[Client]:
        """All connections, as they are now."""
        with self._lock:
            return list(self._clients.values())

    def of_token(self, key: str) -> list[Client]:
        """The connections of one token."""
        with self._lock:
            return [self._clients[sid] for sid in self._by_key.get(key, ())]

    def _leave(self, room: str, key: Key) -> None:
        watchers = self._watchers[room]
        watchers[key] -= 1
        self._kinds[kind_of(room)] -= 1
        if not watchers[key]:
            del watchers[key]
        if not watchers:
            del self._watchers[room]
