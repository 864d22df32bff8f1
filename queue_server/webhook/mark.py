"""How far alarms were sent: one small file in the data folder, replaced whole."""

import json
import logging
import os
from pathlib import Path

MARKS = "webhook.json"
"""The file's name in the data folder."""

log = logging.getLogger(__name__)


class Marks:
    """The seq of the last alarm that was delivered, per centre; kept across restarts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seqs = _read(path) if path.exists() else {}

    def of(self, centre: str) -> int | None:
        """Up to which seq everything was sent; None before the first time."""
        return self._seqs.get(centre)

    def put(self, centre: str, seq: int) -> None:
        """Everything up to this seq was sent, also after a power cut."""
        self._seqs[centre] = seq
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(self._seqs, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)


def sent_up_to(path: Path) -> tuple[float, dict[str, int]] | None:
    """When the file was last written (Unix time), and the seqs in it; None where there is none to be read."""
    try:
        return path.stat().st_mtime, dict(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _read(path: Path) -> dict[str, int]:
    """What the file says; one that cannot be read is set aside, and alarms of before now are not sent."""
    try:
        seqs = json.loads(path.read_text("utf-8"))
        if isinstance(seqs, dict) and all(type(seq) is int for seq in seqs.values()):
            return seqs
        problem = "it is no list of places in the journal"
    except ValueError as unreadable:
        problem = str(unreadable)
    aside = path.with_name(f"{path.name}.unreadable")
    path.replace(aside)
    log.error("%s cannot be read (%s): it is now %s, and only new alarms are sent", path, problem, aside.name)
    return {}
