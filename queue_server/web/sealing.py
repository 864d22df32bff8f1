"""Sealing: what only the server can read: ID numbers of offline tickets, addresses of reminders, contacts.

The form is libsodium's sealed box (X25519, XSalsa20-Poly1305); of a contact, which nobody but the server
writes, XChaCha20-Poly1305 with the booking's public id, so that no row can be put beside another booking.
The keys are derived from the installation's secret, one for each purpose: nothing more has to be kept or
backed up, and all servers of an installation agree.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict
from functools import lru_cache

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import Aead

from queue_server.domain.contacts import Contact
from queue_server.domain.reminders import Address

from .secrets import keyed

PADDED_TO = 128
"""Octets: a short address and a long one look alike."""


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


def seal_contact(secret: bytes, centre: str, booking: str, contact: Contact) -> str:
    """A contact for the record, base64url; how long it is tells little."""
    text = json.dumps(asdict(contact), ensure_ascii=False).encode()
    padded = text + b" " * (-len(text) % PADDED_TO)
    return urlsafe_b64encode(_box(secret, centre).encrypt(padded, booking.encode())).decode()


def open_contact(secret: bytes, centre: str, booking: str, sealed: str) -> Contact | None:
    """What was sealed for this booking; None for anything else, as after the secret was changed."""
    try:
        text = _box(secret, centre).decrypt(urlsafe_b64decode(sealed), booking.encode())
        return Contact(**json.loads(text))
    except (CryptoError, TypeError, ValueError):
        return None


def _box(secret: bytes, centre: str) -> Aead:
    return Aead(bytes.fromhex(keyed(secret, "contact", centre)))


@lru_cache(maxsize=1024)
def _pair(secret: bytes, centre: str) -> PrivateKey:
    return PrivateKey(bytes.fromhex(keyed(secret, "sealing", centre)))
