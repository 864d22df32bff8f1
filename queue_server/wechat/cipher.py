"""Messages between WeChat and us, encrypted: AES-256 in CBC mode with WeChat's frame around the text.

Inside are 16 random bytes, the length of the text (4 bytes, the highest first), the text, and the account's
app id; all of it filled up to a multiple of 32 as PKCS#7 does. The first half of the key is the start vector.
CBC keeps nobody from changing what it hides: whoever calls `opened` has checked the signature before.
"""

import binascii
import secrets
from base64 import b64decode, b64encode

from cryptography.hazmat.primitives.ciphers import Cipher as Aes
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

FILLED_TO = 32
AES_BLOCK = 16
RANDOM = 16
LENGTH = 4
KEY_SIGNS = 43


class NotOurs(ValueError):
    """What was sent cannot be read with our key, or is for another account."""


class Cipher:
    """Opens and seals messages of one account."""

    def __init__(self, app_id: str, aes_key: str) -> None:
        self._app_id = app_id.encode()
        key = key_of(aes_key)
        self._aes = Aes(AES256(key), CBC(key[:AES_BLOCK]))

    def opened(self, text: str) -> bytes:
        """What stands in an encrypted text. Raises NotOurs."""
        framed = self._filled(text)
        length = int.from_bytes(framed[RANDOM : RANDOM + LENGTH])
        message, app_id = (
            framed[RANDOM + LENGTH : RANDOM + LENGTH + length],
            framed[RANDOM + LENGTH + length :],
        )
        if len(framed) < RANDOM + LENGTH + length or app_id != self._app_id:
            raise NotOurs("it is for another account")
        return message

    def sealed(self, message: bytes) -> str:
        """A text that only WeChat can open."""
        framed = secrets.token_bytes(RANDOM) + len(message).to_bytes(LENGTH) + message + self._app_id
        fill = FILLED_TO - len(framed) % FILLED_TO
        encryptor = self._aes.encryptor()
        return b64encode(encryptor.update(framed + bytes([fill]) * fill) + encryptor.finalize()).decode()

    def _filled(self, text: str) -> bytes:
        """Decrypted and without what it was filled up with."""
        try:
            hidden = b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise NotOurs("it is no base64") from None
        if not hidden or len(hidden) % AES_BLOCK:
            raise NotOurs("it is no whole number of blocks")
        decryptor = self._aes.decryptor()
        whole = decryptor.update(hidden) + decryptor.finalize()
        fill = whole[-1]
        if not 1 <= fill <= FILLED_TO or whole[-fill:] != bytes([fill]) * fill:
            raise NotOurs("it is filled up in another way")
        return whole[:-fill]


def key_of(aes_key: str) -> bytes:
    """The 32 bytes behind the 43 characters. Raises ValueError."""
    key = b64decode(aes_key + "=", validate=True)
    if len(aes_key) != KEY_SIGNS:
        raise ValueError("the key has 43 characters")
    return key
