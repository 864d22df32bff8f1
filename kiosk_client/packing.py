"""Answers as they travel best: packed where the page takes them so, once while they do not change."""

import gzip
from functools import lru_cache

from flask import Response, request


def packed_where_wanted(content: bytes, kind: str) -> Response:
    """An answer of this media type, gzipped where the request accepts it."""
    wanted = request.accept_encodings.quality("gzip") > 0
    response = Response(_packed(content) if wanted else content, mimetype=kind)
    response.headers["Vary"] = "Accept-Encoding"
    if wanted:
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=8)
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
