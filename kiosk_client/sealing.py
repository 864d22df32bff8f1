"""A document's number sealed for the server: from then on nobody at the kiosk can read it, neither can we.

libsodium's sealed box (X25519, XSalsa20-Poly1305): the sender keeps no key. The server's public key comes
with the heartbeat's answer.
"""

import base64
import binascii

from nacl.exceptions import CryptoError
from nacl.public import PublicKey, SealedBox


class NoKey(ValueError):
    """What the server told is no public key."""


def sealed(number: str, key: str) -> str:
    """The number sealed for the holder of a key (both base64url). Raises NoKey."""
    try:
        box = SealedBox(PublicKey(_from_base64url(key)))
    except (CryptoError, ValueError, TypeError) as problem:
        raise NoKey(str(problem)) from problem
    return base64.urlsafe_b64encode(box.encrypt(number.encode())).decode().rstrip("=")


def _from_base64url(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as problem:
        raise ValueError(str(problem)) from problem
