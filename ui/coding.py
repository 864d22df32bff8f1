"""How content travels: packed as its reader takes it, what stays the same once for all readers.

Browsers take Brotli over TLS and from their own machine, and gzip everywhere else: a kiosk's page, which
comes from its own agent, weighs a seventh less for it.
"""

import gzip
import hashlib
from enum import StrEnum

import brotli
from flask import Response, request

TAG_SIGNS = 16
QUICK_BROTLI = 6
"""Brotli's quality at which it takes no longer than gzip, and packs better by an eighth."""
QUICK_GZIP = 6
LARGE = 64_000
"""Bytes above which packing thoroughly takes too long: a second for Dalang's catalogue, to save a tenth."""


class Coding(StrEnum):
    """A way to pack, as HTTP calls it; the better one first."""

    BROTLI = "br"
    GZIP = "gzip"


def wanted_coding() -> Coding | None:
    """How whoever asks now takes content best; None as it is."""
    best = request.accept_encodings.best_match(list(Coding))
    return Coding(best) if best else None


class Staying:
    """Content that stays as it is: packed once in each coding, for whoever first takes it so."""

    def __init__(self, plain: bytes) -> None:
        self.plain = plain
        self._packed: dict[Coding, bytes] = {}
        self._tag = hashlib.sha256(plain).hexdigest()[:TAG_SIGNS]

    def is_packed(self, coding: Coding | None) -> bool:
        """Whether it is there at once in this coding."""
        return coding is None or coding in self._packed

    def packed(self, coding: Coding | None) -> bytes:
        """As it travels in this coding."""
        if coding is None:
            return self.plain
        if coding not in self._packed:
            pack = _thoroughly if len(self.plain) <= LARGE else quickly
            self._packed[coding] = pack(self.plain, coding)
        return self._packed[coding]

    def tag(self, coding: Coding | None) -> str:
        """Its entity tag: each coding is a representation of its own (RFC 9110, section 8.8.3)."""
        return f"{self._tag}-{coding}" if coding else self._tag


def _thoroughly(content: bytes, coding: Coding) -> bytes:
    if coding is Coding.BROTLI:
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT))
    return gzip.compress(content, mtime=0)


def quickly(content: bytes, coding: Coding) -> bytes:
    """Packed for one reader."""
    if coding is Coding.BROTLI:
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=QUICK_BROTLI))
    return gzip.compress(content, QUICK_GZIP, mtime=0)


def label(response: Response, coding: Coding | None) -> None:
    """Say how an answer is packed, and that others may get it packed otherwise."""
    response.vary.add("Accept-Encoding")
    if coding:
        response.content_encoding = coding.value


def packed_answer(content: bytes | Staying, kind: str) -> Response:
    """An answer of this media type, packed where the request accepts it."""
    coding = wanted_coding()
    if isinstance(content, Staying):
        body = content.packed(coding)
    else:
        body = quickly(content, coding) if coding else content
    response = Response(body, content_type=kind)
    label(response, coding)
    return response
