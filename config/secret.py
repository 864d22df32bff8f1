"""The installation's secret: the key of its keyed hashes. Without it nobody is found by ID number again."""

import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path

from config.settings import SHORTEST_SECRET, Problem, SettingsError

OWNER_ONLY = 0o600
FOLDER_OWNER_ONLY = 0o700
MARK = b"fingerprint of the record's secret"
"""Never what another digest under the secret is of: those are of lists in JSON (queue_server/web/secrets.py),
or of what begins with `proof:` (queue_server/domain/proof.py).
"""


def load_secret(data: Path) -> str:
    """The secret in `data/secret`, made at the first start and readable by its owner only.

    Processes that start at the same moment agree on one. Raises SettingsError when the file is damaged.
    """
    file = data / "secret"
    if not file.exists():
        _make(file)
    if file.stat().st_mode & 0o077:  # a backup may have been restored with wider rights
        file.chmod(OWNER_ONLY)
    secret = file.read_text("ascii", errors="replace").strip()
    if len(secret) < SHORTEST_SECRET:
        raise SettingsError([Problem("secret_damaged", {"file": str(file)})])
    return secret


def kept_secret(data: Path) -> str | None:
    """The secret in `data/secret`; None where none was ever made. Raises SettingsError when it is damaged."""
    return load_secret(data) if (data / "secret").exists() else None


def fingerprint(secret: str) -> str:
    """By what a record knows its secret again without telling it: 16 bytes of a keyed digest, in hex."""
    return hmac.new(secret.encode(), MARK, hashlib.sha256).hexdigest()[:32]


def _make(file: Path) -> None:
    """Written and synced under another name first: it is there whole or not at all, and only one wins."""
    file.parent.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, encoding="ascii") as draft:  # made with 0600
        draft.write(secrets.token_hex(32) + "\n")
        draft.flush()
        os.fsync(draft.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft.name, file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Have the disk keep what was moved into a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
