"""What the kiosk last heard of its house: kept whole under a name, with the moment by its own clock."""

import json
from typing import Any

from kiosk_client.spool.file import Spool


class Known:
    """Values by name. What did not change is not written again: cards and disks of kiosks wear out."""

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._kept: dict[str, str] = {}

    def keep(self, name: str, value: Any) -> None:
        """Keep a value that JSON can say."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if self._kept.get(name) == text:
            return
        with self._spool.act() as db:
            db.execute(
                "INSERT INTO known VALUES (?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at",
                (name, text, self._spool.wall()),
            )
        self._kept[name] = text

    def recall(self, name: str) -> Any:
        """The value that was kept last; None where there is none."""
        found = self._spool.rows("SELECT value FROM known WHERE name = ?", name)
        return json.loads(found[0]["value"]) if found else None
