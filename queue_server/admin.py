"""What an administrator sets up from the command line: sign-ins and device tokens."""

from collections.abc import Iterator

from queue_server.actions.access import give_token, revoke_token, set_login, token_key
from queue_server.actions.ports import Tx
from queue_server.boards.devices import devices_board
from queue_server.domain.devices import NEVER_HEARD
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import BadCredentials, BadValue
from queue_server.domain.tokens import Login, Role, Token, TokenKind
from queue_server.store.sql import SqlStore
from queue_server.web.secrets import hash_secret, new_token
from ui.columns import padded
from ui.words import knows, say

BY = "command"
SHORTEST_PIN = 4
SHORTEST_PASSWORD = 10


def set_staff(store: SqlStore, centre: str, name: str, role: Role, password: str) -> None:
    """Let somebody sign in with a role; sessions under the old one end.

    Raises BadValue for a password that is too short; `why` is a word of `commands.unfit`.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise BadValue(field="password", why="short_password", least=SHORTEST_PASSWORD)
    login = Login(name, TokenKind.STAFF, hash_secret(password), role)
    with store.begin(centre, BY) as tx:
        if name in tx.hall.catalogue.staff:
            raise BadValue(field="name", why="clerks_number", name=name)
        set_login(tx, login)
        _revoke(tx, TokenKind.STAFF, name)


def remove_staff(store: SqlStore, centre: str, name: str) -> int:
    """Let somebody sign in no more, and end the sessions; how many there were. Raises BadCredentials."""
    with store.begin(centre, BY) as tx:
        login = tx.hall.logins.get(name)
        if login is None or login.role is None:
            raise BadCredentials
        set_login(tx, Login(name, TokenKind.STAFF, hash_secret(new_token())))
        return _revoke(tx, TokenKind.STAFF, name)


def set_pin(store: SqlStore, centre: str, employee_no: str, pin: str) -> None:
    """Set a clerk's PIN; the session under the old one ends.

    Raises BadCredentials for a clerk who is not in the catalogue.
    """
    if not (pin.isascii() and pin.isdigit() and len(pin) >= SHORTEST_PIN):
        raise BadValue(field="pin", why="short_pin", least=SHORTEST_PIN)
    login = Login(employee_no, TokenKind.CLERK, hash_secret(pin))
    with store.begin(centre, BY) as tx:
        if employee_no not in tx.hall.catalogue.staff:
            raise BadCredentials
        set_login(tx, login)
        _revoke(tx, TokenKind.CLERK, employee_no)


def give_device(store: SqlStore, centre: str, code: str, kind: str) -> str:
    """A new token for a device; its secret, which is kept nowhere."""
    secret = new_token()
    with store.begin(centre, BY) as tx:
        kiosk = tx.hall.catalogue.kiosks.get(code)
        if kind == "kiosk" and kiosk is None:
            raise BadValue(field="code", why="no_such_kiosk", code=code)
        place = kiosk.hall if kiosk else None
        key = token_key(secret)
        give_token(tx, Token(key, TokenKind.DEVICE, code, tx.real_now, place=place, device_kind=kind))
    return secret


def revoke_device(store: SqlStore, centre: str, code: str) -> int:
    """Revoke all tokens of a device; how many there were."""
    with store.begin(centre, BY) as tx:
        return _revoke(tx, TokenKind.DEVICE, code)


def _revoke(tx: Tx, kind: TokenKind, subject: str) -> int:
    keys = [
        t.key for t in tx.hall.tokens.values() if t.kind is kind and t.subject == subject and not t.revoked
    ]
    for key in keys:
        revoke_token(tx, key)
    return len(keys)


def device_lines(hall: Hall, language: str) -> Iterator[str]:
    """Every device that speaks or was spoken of, one a line, its parts below it."""
    for row in devices_board(hall)["devices"]:
        if row["since"] is None:
            continue
        key = f"devices.device.{row['state']}"
        state = say(key, language) if knows(key) else row["state"]
        name = f"  {row['code']}" if row.get("part_of") else row["code"]
        since = "-" if row["state"] == NEVER_HEARD else row["since"][:16].replace("T", " ")
        more = " ".join(filter(None, (row["detail"], row.get("version", ""))))
        yield f"{name:<16} {padded(_kind(row['kind'], language), 20)} {since:<16}  {state}  {more}".rstrip()


def _kind(kind: str | None, language: str) -> str:
    """What kind of device or part it is, in words where there are some."""
    key = f"devices.device.kind.{kind}"
    return say(key, language) if knows(key) else kind or ""
