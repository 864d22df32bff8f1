"""Sealing: what only the server can read: ID numbers of offline tickets, addresses of reminders.

The form is libsodium's sealed box (X25519, XSalsa20-Poly1305). The key pair is derived from the
installation's secret: nothing more has to be kept or backed up, and all servers of an installation agree.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from queue_server.domain.reminders import Address

from .secrets import keyed


def sealing_key(secret: bytes, centre: str) -> str:
    """The public half of a centre's key pair, base64url without padding."""
    return urlsafe_b64encode(bytes(_pair(secret, centre).public_key)).decode().rstrip("=")


def seal(secret: bytes, centre: str, text: str) -> str:
    """A text for the record that only who has the secret can read, base64url without padding."""
    box = SealedBox(_pair(secret, centre).public_key).encrypt(text.encode())
    return urlsafe_b64encode(box).decode().rstrip("=")


def seal_address(secret: bytes, centre: str, channel: str, text: str) -> Address:
    """Where a channel reaches somebody, as a reminder keeps it."""
    return Address(seal(secret, centre, text), keyed(secret, "reminder", centre, channel, text))


def unseal(secret: bytes, centre: str, sealed: str) -> str | None:
    """What was sealed for this centre; None for anything else."""
    try:
        box = urlsafe_b64decode(sealed.rstrip("=") + "=" * (-len(sealed.rstrip("=")) % 4))
        return SealedBox(_pair(secret, centre)).decrypt(box).decode()
    except (CryptoError, TypeError, ValueError):  # not base64, too short, for another key, no text
        return None


@lru_cache(maxsize=1024)
def _pair(secret: bytes, centre: str) -> PrivateKey:
    return PrivateKey(bytes.fromhex(keyed(secret, "sealing", centre)))
