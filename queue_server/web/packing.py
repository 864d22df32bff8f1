"""Pages travel packed: their names and words are most of a page's first load.

What somebody asks with is never part of a page, so its packed size tells nobody what else is in it (BREACH).
"""

import gzip

from flask import Flask, Response, request

PAGES = "text/html"
SMALLEST = 2_000
"""Bytes below which packing is not worth its head."""
EFFORT = 6


def register_packing(app: Flask) -> None:
    """Pack every page whose reader takes it so."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if response.mimetype != PAGES or response.is_streamed or response.content_encoding:
        return response
    response.vary.add("Accept-Encoding")
    content = response.get_data()
    if len(content) >= SMALLEST and request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(content, EFFORT, mtime=0))
        response.content_encoding = "gzip"
    return response
