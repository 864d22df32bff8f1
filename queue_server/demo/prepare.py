"""The demo's data: the hall of Dalang, tokens for its kiosks and hall screens, sign-ins for its people."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from queue_server.actions.access import give_token, set_login, token_key
from queue_server.actions.importing import digest
from queue_server.actions.ports import Tx
from queue_server.demo.credentials import Credentials
from queue_server.domain.catalogue import Catalogue, Screen
from queue_server.domain.tokens import Login, Role, Token, TokenKind
from queue_server.store.sql import SqlStore
from queue_server.web.secrets import hash_secret
from ui.terminal import Words

ROLES = {
    "manager": Role.MANAGER,
    "administrator": Role.ADMINISTRATOR,
    "guide": Role.GUIDE,
    "auditor": Role.AUDITOR,
}
BY = "demo"

ENGLISH = Words("en")

Told = Callable[[str], None]


def prepare(
    store: SqlStore,
    centre: str,
    files: Mapping[str, bytes],
    keys: Credentials,
    tell: Told,
    words: Words = ENGLISH,
) -> Catalogue:
    """Bring the demo's record to what it needs; done again on the same data it changes nothing."""
    if centre not in store.centres():
        tell(words("demo.importing", centre=centre))
        store.create(centre, files, digest(files), by=BY)
    hall = store.load(centre)
    catalogue = hall.catalogue
    screens = hall_screens(catalogue)
    keys.complete(catalogue.staff, ROLES, [*catalogue.kiosks, *(screen.code for screen in screens)])
    wanted = _logins(catalogue, keys)
    missing = {name: secret for name, secret in wanted.items() if name not in hall.logins}
    if missing:
        tell(words("demo.sign_ins", count=len(missing)))
    logins = _hashed(missing)
    with store.begin(centre, BY) as tx:
        for login in logins:
            set_login(tx, login)
        for kiosk in catalogue.kiosks.values():
            _give(tx, "kiosk", kiosk.code, kiosk.hall, keys.tokens[kiosk.code])
        for screen in screens:
            _give(tx, "screen", screen.code, screen.hall, keys.tokens[screen.code])
    return catalogue


def hall_screens(catalogue: Catalogue) -> list[Screen]:
    """One screen of each hall, as it hangs beside the hall's loudspeaker."""
    first: dict[str, Screen] = {}
    for screen in catalogue.screens.values():
        if screen.kind == "hall":
            first.setdefault(screen.hall, screen)
    return list(first.values())


def _logins(catalogue: Catalogue, keys: Credentials) -> dict[str, str]:
    return {c: keys.pins[c] for c in catalogue.staff} | {u: keys.passwords[u] for u in ROLES}


def _hashed(secrets: Mapping[str, str]) -> list[Login]:
    """argon2 lets other threads work, so all cores help."""
    with ThreadPoolExecutor() as pool:
        hashes = pool.map(hash_secret, secrets.values())
        return [_login(name, secret_hash) for name, secret_hash in zip(secrets, hashes, strict=True)]


def _login(name: str, secret_hash: str) -> Login:
    role = ROLES.get(name)
    return Login(name, TokenKind.STAFF if role else TokenKind.CLERK, secret_hash, role)


def _give(tx: Tx, kind: str, code: str, hall: str, secret: str) -> None:
    key = token_key(secret)
    if key not in tx.hall.tokens:
        give_token(tx, Token(key, TokenKind.DEVICE, code, tx.real_now, place=hall, device_kind=kind))
