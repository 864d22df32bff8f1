"""Import: a checked catalogue becomes what the centre works by."""

from collections.abc import Mapping
from hashlib import sha256

from queue_server.actions.ports import Tx
from queue_server.domain.facts import CatalogueImported


def import_catalogue(tx: Tx, files: Mapping[str, bytes]) -> int:
    """Make these files the centre's newest version, at once and for everybody; returns the version.

    Tickets of today live on: a queue or window that they still need stays until they end.
    """
    fingerprint = digest(files)
    version = tx.import_catalogue(files, fingerprint)
    tx.record(CatalogueImported(version, fingerprint))
    return version


def digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 over names and contents, in hex: two catalogues with the same digest are the same."""
    whole = sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
