"""Pages travel packed: their names and words are most of a page's first load.

What somebody asks with is never part of a page, so its packed size tells nobody what else is in it (BREACH).
"""

from flask import Flask, Response

from ui.coding import label, quickly, wanted_coding

PAGES = "text/html"
SMALLEST = 2_000
"""Bytes below which packing is not worth its head."""


def register_packing(app: Flask) -> None:
    """Pack every page whose reader takes it so."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    if response.mimetype != PAGES or response.is_streamed or response.content_encoding:
        return response
    content = response.get_data()
    coding = wanted_coding() if len(content) >= SMALLEST else None
    if coding:
        response.set_data(quickly(content, coding))
    label(response, coding)
    return response
