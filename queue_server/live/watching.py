"""`watch` and `unwatch`: who may see which form of a room, and the envelope that answers.

No board is lost between joining and reading: the client joins first, then the room is read in the writer's
thread, then it is answered. What is pushed in between has a seq of its own, and the client keeps the newest.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from queue_server.actions.access import token_key
from queue_server.actions.ports import StoreFailed
from queue_server.boards.rooms import LONGEST, Kind, Room, is_public, parse, split_centre
from queue_server.domain.refusals import BadValue, Refusal
from ui.words import DEFAULT, languages

from .audience import Audience, Client, form_of
from .errors import error_object, failure_object
from .push import Emits, Encoded

ROOMS_PER_CLIENT = 200
LONGEST_TOKEN = 200

log = logging.getLogger(__name__)
Reply = Encoded | dict[str, Any]


class Reader(Protocol):
    """Reads a room as a token may see it: whether in its inner form, and the envelope. Raises a Refusal."""

    def __call__(self, centre: str, room: Room, key: str | None) -> tuple[bool, Encoded]: ...


class Watching:
    """The socket's events. Every one is answered, whatever a client sends."""

    def __init__(self, audience: Audience, read: Reader, emitter: Emits) -> None:
        self._audience = audience
        self._read = read
        self._emitter = emitter

    def connect(self, sid: str, environ: Mapping[str, Any], auth: object = None) -> None:
        """Let anybody in; a token that is unknown or revoked gives what everybody may see."""
        secret = auth.get("token") if isinstance(auth, dict) else None
        key = token_key(secret) if isinstance(secret, str) and 0 < len(secret) <= LONGEST_TOKEN else None
        accepted = parse_accept_header(environ.get("HTTP_ACCEPT_LANGUAGE"), LanguageAccept)
        self._emitter.come(sid)
        self._audience.come(Client(sid, key, accepted.best_match(languages()) or DEFAULT))

    def disconnect(self, sid: str, *_: object) -> None:
        """Forget the client and what it watched."""
        self._forget(sid)

    def watch(self, sid: str, *sent: object) -> Reply:
        """Begin to watch a room; the answer is its envelope."""
        return self._answered(sid, lambda client: self._watch(client, _room_in(sent)))

    def unwatch(self, sid: str, *sent: object) -> Reply:
        """Watch a room no more; one that was not watched is left as well."""
        return self._answered(sid, lambda client: self._unwatch(client, _room_in(sent)))

    def unknown(self, _event: str, sid: str, *_: object) -> Reply:
        """An event that is not in the contract."""
        return self._answered(sid, _refuse_event)

    def fall_back(self, key: str) -> None:
        """A token is worth nothing any more: its connections see only what everybody sees.

        All are put out before the first is let in again, because that may fail.
        """
        inner = [
            (client, room)
            for client in self._audience.of_token(key)
            for room in [room for room, form in client.rooms.items() if form is not None]
        ]
        for client, room in inner:
            self._unwatch(client, room)
        for client, room in inner:
            self._let_in_again(client, room)

    def _let_in_again(self, client: Client, room: str) -> None:
        try:
            self._emitter.to_client(client.sid, "board", self._watch(client, room))
        except Refusal:
            log.info("room %s has no public form; its watcher was put out", room)
        except Exception:  # also a mistake of ours: the next ones wait outside
            log.exception("room %s could not be read; its watcher is told with its next change", room)
            if is_public(parse(split_centre(room)[1])):
                self._join(client, room, None)

    def _watch(self, client: Client, name: str) -> Encoded:
        centre, rest = split_centre(name)
        room = parse(rest)
        if name not in client.rooms and len(client.rooms) >= ROOMS_PER_CLIENT:
            raise BadValue(field="room", why=f"more than {ROOMS_PER_CLIENT} rooms")
        full = _may_differ(room, client) and self._read(centre, room, client.key)[0]
        try:
            while True:
                self._join(client, name, client.key if full else None)
                still, envelope = self._read(centre, room, client.key)
                if still == full:
                    return envelope
                full = still
        except Refusal:
            self._unwatch(client, name)
            raise

    def _unwatch(self, client: Client, name: str) -> Encoded:
        form = self._audience.leave(client.sid, name)
        if form is not None:
            self._emitter.leave(client.sid, form)
        return Encoded("{}")

    def _join(self, client: Client, name: str, key: str | None) -> None:
        form = form_of(name, key)
        before = self._audience.join(client.sid, name, key)
        if before == form:
            return
        try:
            self._emitter.enter(client.sid, form)
        except (KeyError, ValueError):  # the connection ended meanwhile
            self._forget(client.sid)
            return
        if before is not None:
            self._emitter.leave(client.sid, before)

    def _forget(self, sid: str) -> None:
        for form in self._audience.go(sid):
            self._emitter.leave(sid, form)
        self._emitter.go(sid)

    def _answered(self, sid: str, act: Callable[[Client], Encoded]) -> Reply:
        client = self._audience.client(sid)
        language = client.language if client else DEFAULT
        try:
            return act(client) if client else Encoded("{}")
        except Refusal as refusal:
            return error_object(refusal, language)
        except (StoreFailed, TimeoutError):
            log.exception("a room could not be read")
            return failure_object("record_failed", language)
        except Exception:  # a mistake of ours must be answered, and must not end the connection
            log.exception("watching failed")
            return failure_object("internal", language)


def _may_differ(room: Room, client: Client) -> bool:
    """Whether it must be looked up, before joining, what the client may see of a room."""
    return not is_public(room) or (room.kind is Kind.WINDOW and client.key is not None)


def _room_in(sent: tuple[object, ...]) -> str:
    message = sent[0] if len(sent) == 1 else None
    room = message.get("room") if isinstance(message, dict) else None
    if not isinstance(room, str) or not 0 < len(room) <= LONGEST:
        raise BadValue(field="room", why='watch and unwatch need {"room": name}')
    return room


def _refuse_event(_: Client) -> Encoded:
    raise BadValue(field="event", why="watch and unwatch are the events that a client sends")
