"""Devices: let in by a code that an administrator made, heard from, and shut out again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256

from queue_server.actions.access import give_token, revoke_token
from queue_server.actions.ports import Tx
from queue_server.actions.sessions import put_out
from queue_server.actions.watching import device_of, speakers
from queue_server.domain.catalogue import Catalogue
from queue_server.domain.clocks import minutes_wrong
from queue_server.domain.devices import CLOCK_WRONG, PAD, SILENT, WELL, is_trouble
from queue_server.domain.facts import DeviceInvited, DeviceSeen, InvitationEnded
from queue_server.domain.refusals import BadValue, CodeWrong, UnknownDevice
from queue_server.domain.tokens import Invitation, Token, TokenKind

GOOD_FOR = timedelta(minutes=10)
"""Real time within which an enrolment code may be used, once."""

CLOCK = "clock"
"""Under what a token's details keep the minutes by which the device's clock is wrong."""

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


def heard_from(
    tx: Tx, key: str, state: str, detail: str, version: str, clock_ahead_s: float | None = None
) -> Token:
    """How a device is; recorded when it changes, so that a quiet device fills no journal.

    `clock_ahead_s`: seconds by which its clock is ahead of ours, as the device sees it.
    """
    token = tx.hall.tokens[key]
    told = {"state": state, "detail": detail, "version": version}
    told |= _clock(token, state, clock_ahead_s)
    if all(token.details.get(name) == value for name, value in told.items()):
        return token
    _record_seen(tx, token, told, tx.now)
    return tx.hall.tokens[key]


def _clock(token: Token, state: str, ahead_s: float | None) -> dict[str, str]:
    """A wrong clock, unless something worse is the matter: then that is what somebody must see."""
    before = token.details.get(CLOCK, "")
    wrong = minutes_wrong(ahead_s, int(before) if before else None)
    if wrong is None:
        return {CLOCK: ""} if before else {}
    shown = {"state": CLOCK_WRONG, "detail": f"{wrong:+d} min"} if state == WELL else {}
    return {CLOCK: str(wrong), **shown}


def note_silence(tx: Tx, quiet_since: Callable[[str], tuple[datetime, datetime]]) -> None:
    """Record which devices are silent now, once, with the hall time of their last word.

    `quiet_since` gives the real and the hall time at which a device was heard last.
    """
    for device, token in speakers(tx.hall).items():
        if token.details.get("state", SILENT) == SILENT:
            continue
        real_at, at = quiet_since(device)
        if tx.real_now - real_at > SILENT_AFTER:
            _record_seen(tx, token, {"state": SILENT, "detail": ""}, at)


def _record_seen(tx: Tx, token: Token, told: dict[str, str], at: datetime) -> None:
    since = at.astimezone(tx.hall.catalogue.centre.zone).isoformat(timespec="seconds")
    new = told["state"] != token.details.get("state")
    seen = {**token.details, **told, "since": since if new else token.details["since"]}
    if new and is_trouble(told["state"]):
        seen |= {"error": told["state"], "error_detail": told["detail"], "error_at": since}
    tx.record(DeviceSeen(device_of(token), told["state"], told["detail"]), replace(token, details=seen))


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
    if kind == "machine" and place in catalogue.machines:
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
    if kind == "machine":
        return catalogue.facilities[catalogue.machines[place].area].hall
    return catalogue.kiosks[place].hall if kind == "kiosk" else catalogue.screens[place].hall


def _tokens_of(tx: Tx, device: str) -> list[Token]:
    tokens = tx.hall.tokens.values()
    return [t for t in tokens if t.kind is TokenKind.DEVICE and t.subject == device and not t.revoked]


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
