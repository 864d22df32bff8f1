"""Who is connected and what each watches: an index both ways, so that nobody is searched for."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock

INNER = "#inner"


def form_of(room: str, *, full: bool) -> str:
    """The name under which a form of a room is pushed: the public one, or that of its clerk or manager."""
    return room + INNER if full else room


def is_inner(form: str) -> bool:
    """Whether a form is for one clerk or manager only."""
    return form.endswith(INNER)


@dataclass(slots=True)
class Client:
    """One connection: its token's key, and the form in which it watches each room."""

    sid: str
    key: str | None
    language: str
    forms: dict[str, str] = field(default_factory=dict)


class Audience:
    """All connections of this process.

    Changed on the loop only; `is_watched` may be asked from any thread. The lock is for the threading
    runtime: greenlets never wait for it, because nothing in its blocks gives up its turn.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._clients: dict[str, Client] = {}
        self._by_key: dict[str, set[str]] = {}
        self._watchers: Counter[str] = Counter()

    def come(self, client: Client) -> None:
        """A connection was made."""
        with self._lock:
            self._clients[client.sid] = client
            if client.key is not None:
                self._by_key.setdefault(client.key, set()).add(client.sid)

    def go(self, sid: str) -> None:
        """A connection ended; one that is not known changes nothing."""
        with self._lock:
            client = self._clients.pop(sid, None)
            if client is None:
                return
            for form in client.forms.values():
                self._leave(form)
            if client.key is not None:
                others = self._by_key[client.key]
                others.discard(sid)
                if not others:
                    del self._by_key[client.key]

    def join(self, sid: str, room: str, form: str) -> str | None:
        """Let a client watch a room in a form. The form that it watched before, None for none."""
        with self._lock:
            client = self._clients.get(sid)
            if client is None:
                return None
            before = client.forms.get(room)
            if before != form:
                client.forms[room] = form
                self._watchers[form] += 1
                if before is not None:
                    self._leave(before)
            return before

    def leave(self, sid: str, room: str) -> str | None:
        """Let a client watch a room no more. The form that it watched, None for none."""
        with self._lock:
            client = self._clients.get(sid)
            form = client.forms.pop(room, None) if client else None
            if form is not None:
                self._leave(form)
            return form

    def is_watched(self, form: str) -> bool:
        """Whether anybody is to be told of this form now."""
        return form in self._watchers

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

    def _leave(self, form: str) -> None:
        self._watchers[form] -= 1
        if not self._watchers[form]:
            del self._watchers[form]
