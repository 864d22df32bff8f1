"""Values that come from outside and may be anything."""

import hashlib


def storable(text: str) -> bool:
    """Whether a database can hold the text: no NUL, no half of a surrogate pair, nothing unprintable."""
    return text.isprintable()


def command_of(scope: str, key: str) -> str:
    """One fixed-length name for an idempotency key within its scope."""
    whole = scope.encode(errors="surrogatepass") + b"\x00" + key.encode(errors="surrogatepass")
    return hashlib.sha256(whole).hexdigest()
