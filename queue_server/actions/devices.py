"""Devices: let in by a code that an administrator made, heard from, and shut out again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from queue_server.actions.access import give_token, revoke_token, set_login
from queue_server.actions.ports import Tx
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.facts import DeviceSeen
from queue_server.domain.refusals import BadValue, CodeWrong, UnknownDevice
from queue_server.domain.tokens import Login, Token, TokenKind

GOOD_FOR = timedelta(minutes=10)
"""Real time within which an enrolment code may be used, once."""

NOT_ANY_MORE = ""
"""In the place of a code that was used."""


@dataclass(frozen=True, slots=True)
class Invited:
    """A device that may be enrolled, and until when."""

    device: str
    until: datetime


def invite(tx: Tx, kind: str, place: str, code: str) -> Invited:
    """Keep an enrolment code for a device of the catalogue; an earlier code for it is worthless."""
    device = device_at(tx.hall.catalogue, kind, place)
    until = tx.real_now + GOOD_FOR
    kept = " ".join((_hash(code), until.isoformat(), kind, place))
    set_login(tx, Login(_name(device), TokenKind.DEVICE, kept))
    return Invited(device, until)


def enrol(tx: Tx, code: str, key: str) -> Token:
    """Let the device in that shows this code; what it had before is worthless. Raises CodeWrong."""
    for login in list(tx.hall.logins.values()):
        if login.kind is TokenKind.DEVICE and login.secret_hash.startswith(f"{_hash(code)} "):
            _, until, kind, place = login.secret_hash.split(" ", 3)
            if tx.real_now > datetime.fromisoformat(until):
                break
            set_login(tx, replace(login, secret_hash=NOT_ANY_MORE))
            return _let_in(tx, key, kind, place)
    raise CodeWrong


def heard_from(tx: Tx, key: str, state: str, detail: str, version: str) -> Token:
    """How a device is; recorded when it changes, so that a quiet device fills no journal."""
    token = tx.hall.tokens[key]
    told = {"state": state, "detail": detail, "version": version}
    if all(token.details.get(name) == value for name, value in told.items()):
        return token
    since = tx.now.astimezone(tx.hall.catalogue.centre.zone).isoformat(timespec="seconds")
    seen = replace(token, details={**token.details, **told, "since": since})
    tx.record(DeviceSeen(token.subject, state, detail), seen)
    return tx.hall.tokens[key]


def shut_out(tx: Tx, device: str) -> None:
    """Make every token of a device worthless, and its code. Raises UnknownDevice."""
    live = _tokens_of(tx, device)
    login = tx.hall.logins.get(_name(device))
    invited = login is not None and login.secret_hash != NOT_ANY_MORE
    if not live and not invited:
        raise UnknownDevice(device=device)
    if login is not None and invited:
        set_login(tx, replace(login, secret_hash=NOT_ANY_MORE))
    for token in live:
        revoke_token(tx, token.key)


def device_at(catalogue: Catalogue, kind: str, place: str) -> str:
    """The code of a device: its own in the catalogue, `PAD-17` for the PAD of window 17. Raises BadValue."""
    if kind == "kiosk" and place in catalogue.kiosks:
        return place
    if kind == "screen" and place in catalogue.screens:
        return place
    if kind == "pad" and place.isascii() and place.isdigit() and int(place) in catalogue.windows:
        return f"PAD-{int(place)}"
    raise BadValue(field="place", why="the catalogue has no such device")


def _let_in(tx: Tx, key: str, kind: str, place: str) -> Token:
    device = device_at(tx.hall.catalogue, kind, place)
    for token in _tokens_of(tx, device):
        revoke_token(tx, token.key)
    hall = _hall_of(tx.hall.catalogue, kind, place)
    return give_token(tx, Token(key, TokenKind.DEVICE, device, tx.real_now, place=hall, device_kind=kind))


def _hall_of(catalogue: Catalogue, kind: str, place: str) -> str:
    if kind == "pad":
        return catalogue.windows[int(place)].hall
    return catalogue.kiosks[place].hall if kind == "kiosk" else catalogue.screens[place].hall


def _tokens_of(tx: Tx, device: str) -> list[Token]:
    tokens = tx.hall.tokens.values()
    return [t for t in tokens if t.kind is TokenKind.DEVICE and t.subject == device and not t.revoked]


def _name(device: str) -> str:
    return f"device:{device}"


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
