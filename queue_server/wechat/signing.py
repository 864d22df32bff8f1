"""Signatures of WeChat: SHA-1 over what both sides know, sorted and joined. The algorithm is WeChat's."""

import hmac
from hashlib import sha1


def signature(*parts: str) -> str:
    """The signature over the token and the other parts, whatever their order.

    Without a body: token, timestamp, nonce. Of an encrypted message: its text in base64 as well.
    """
    joined = "".join(sorted(parts)).encode("utf-8", "surrogatepass")
    return sha1(joined, usedforsecurity=False).hexdigest()


def is_signed(given: str, *parts: str) -> bool:
    """Whether a signature is the one over these parts, found out in the same time for all."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), signature(*parts).encode())
