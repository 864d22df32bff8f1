"""The demo's credentials: made at random on its first start, kept beside its data, valid nowhere else."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

PIN_DIGITS = 6


@dataclass(slots=True)
class Credentials:
    """Secrets by whom they belong to: PINs by employee number, passwords by user, tokens by device."""

    pins: dict[str, str] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def complete(self, clerks: Iterable[str], users: Iterable[str], devices: Iterable[str]) -> None:
        """Make what is missing."""
        for clerk in clerks:
            self.pins.setdefault(clerk, _pin())
        for user in users:
            self.passwords.setdefault(user, secrets.token_urlsafe(9))
        for device in devices:
            self.tokens.setdefault(device, secrets.token_urlsafe(32))


def load(path: Path) -> Credentials:
    """The credentials of an earlier start, or none yet."""
    return Credentials(**json.loads(path.read_text("utf-8"))) if path.exists() else Credentials()


def save(credentials: Credentials, path: Path) -> None:
    """Keep them where only the owner reads them."""
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(credentials), indent=1), "utf-8")


def _pin() -> str:
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
