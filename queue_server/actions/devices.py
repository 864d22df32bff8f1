"""Devices: let in by a code that an administrator made, heard from, and shut out again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from queue_server.actions.access import give_token, revoke_token
from queue_server.actions.ports import Tx
from queue_server.actions.sessions import put_out
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.facts import DeviceInvited, DeviceSeen, InvitationEnded
from queue_server.domain.refusals import BadValue, CodeWrong, UnknownDevice
from queue_server.domain.tokens import Invitation, Token, TokenKind

GOOD_FOR = timedelta(minutes=10)
"""Real time within which an enrolment code may be used, once."""

PAD = "PAD-"
"""What the code of a PAD begins with; the number of its window follows."""

SILENT = "silent"
"""The state of a device that has spoken before and does not any more; the server's word, not the device's."""

SILENT_AFTER = timedelta(seconds=60)
"""Real time without a word after which a device is silent; a kiosk speaks every five seconds."""


def invite(tx: Tx, kind: str, place: str, code: str) -> Invitation:
    """Keep an enrolment code for a device of the catalogue; an earlier code for it is worthless."""
    device = device_at(tx.hall.catalogue, kind, place)
    invitation = Invitation(device, kind, place, _hash(code), tx.real_now + GOOD_FOR)
    tx.record(DeviceInvited(device, kind, place, invitation.until), invitation)
    return tx.hall.invitations[device]


def enrol(tx: Tx, code: str, key: str) -> Token:
    """Let the device in that shows this code; what it had before is worthless. Raises CodeWrong."""
    code_hash = _hash(code)
    for invitation in tx.hall.invitations.values():
        if invitation.code_hash == code_hash and not invitation.ended and tx.real_now <= invitation.until:
            _end(tx, invitation)
            return _let_in(tx, key, invitation.device_kind, invitation.place)
    raise CodeWrong


def heard_from(tx: Tx, key: str, state: str, detail: str, version: str) -> Token:
    """How a device is; recorded when it changes, so that a quiet device fills no journal."""
    token = tx.hall.tokens[key]
    told = {"state": state, "detail": detail, "version": version}
    if all(token.details.get(name) == value for name, value in told.items()):
        return token
    _record_seen(tx, token, told, tx.now)
    return tx.hall.tokens[key]


def note_silence(tx: Tx, quiet_since: Callable[[str], tuple[datetime, datetime]]) -> None:
    """Record which devices are silent now, once, with the hall time of their last word.

    `quiet_since` gives the real and the hall time at which a device was heard last.
    """
    for token in list(tx.hall.tokens.values()):
        if token.kind is not TokenKind.DEVICE or token.revoked:
            continue
        if token.details.get("state", SILENT) == SILENT:
            continue
        real_at, at = quiet_since(token.subject)
        if tx.real_now - real_at > SILENT_AFTER:
            _record_seen(tx, token, {"state": SILENT, "detail": ""}, at)


def _record_seen(tx: Tx, token: Token, told: dict[str, str], at: datetime) -> None:
    since = at.astimezone(tx.hall.catalogue.centre.zone).isoformat(timespec="seconds")
    seen = replace(token, details={**token.details, **told, "since": since})
    tx.record(DeviceSeen(token.subject, told["state"], told["detail"]), seen)


def shut_out(tx: Tx, device: str) -> None:
    """Make every token of a device worthless, and its code. Raises UnknownDevice.

    A PAD speaks with its clerk's token: the session at its window ends too.
    """
    live = _tokens_of(tx, device)
    invitation = tx.hall.invitations.get(device)
    invited = invitation is not None and not invitation.ended
    if not live and not invited:
        raise UnknownDevice(device=device)
    if invitation is not None and invited:
        _end(tx, invitation)
    for token in live:
        revoke_token(tx, token.key)
    if device.startswith(PAD):
        put_out(tx, int(device.removeprefix(PAD)))


def device_at(catalogue: Catalogue, kind: str, place: str) -> str:
    """The code of a device: its own in the catalogue, `PAD-17` for the PAD of window 17. Raises BadValue."""
    if kind == "kiosk" and place in catalogue.kiosks:
        return place
    if kind == "screen" and place in catalogue.screens:
        return place
    if kind == "pad" and place.isascii() and place.isdigit() and int(place) in catalogue.windows:
        return f"{PAD}{int(place)}"
    raise BadValue(field="place", why="the catalogue has no such device")


def _end(tx: Tx, invitation: Invitation) -> None:
    tx.record(InvitationEnded(invitation.device), replace(invitation, ended=True))


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


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
