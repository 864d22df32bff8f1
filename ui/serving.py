"""What every program that shows pages has in common: shared files, other people's modules, and the policy.

`add_shared_files(app, own)` gives a Flask app `/ui/` (modules and styles that all pages share), `/vendor/`
(the whitelist of ui.vendor) and `/static/` (the program's own files), and nothing else of the disk.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request

from ui import vendor
from ui.coding import Coding, Staying, label, wanted_coding

HERE = Path(__file__).parent
SHARED = (HERE / "browser", HERE / "styles")
SUFFIXES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
YEAR_S = 365 * 24 * 3600
FILES = frozenset({"ui_shared", "ui_static", "ui_vendor"})
"""The endpoints of what pages are made of: scripts, styles and pictures, the same for everybody."""


def content_security_policy() -> str:
    """Nothing but our own files, no inline script or style; only the import map may stand in the page."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' {vendor.import_map_hash()}",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def secured(response: Response) -> Response:
    """A page with the headers that protect it. The referrer stays at home: a ticket's address is a secret."""
    response.headers["Content-Security-Policy"] = content_security_policy()
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def data_block(data: Any) -> str:
    """JSON that may stand inside a `<script type="application/json">`: it cannot close the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


Pack = Callable[[Staying, Coding | None], bytes]
"""Packs a file for the first time: a few hundredths of a second."""


def add_shared_files(app: Flask, own: Path, pack: Pack = Staying.packed) -> None:
    """Serve what pages are made of. `own` is the program's folder of static files.

    A program that may not stop for a moment, because others wait on its loop, has its files packed elsewhere.
    """

    def shared(name: str) -> Response:
        return _sent(next((found for folder in SHARED if (found := _inside(folder, name))), None), pack)

    def static(name: str) -> Response:
        return _sent(_inside(own, name), pack)

    def module(name: str) -> Response:
        return _sent(vendor.whitelist().get(name), pack, max_age=YEAR_S)

    app.add_url_rule("/ui/<path:name>", "ui_shared", shared)
    app.add_url_rule("/static/<path:name>", "ui_static", static)
    app.add_url_rule("/vendor/<path:name>", "ui_vendor", module)


def _inside(folder: Path, name: str) -> Path | None:
    """The file of that name in the folder; tests and whatever else is no browser file are not given out."""
    found = (folder / name).resolve()
    if not found.is_relative_to(folder.resolve()) or found.suffix not in SUFFIXES:
        return None
    return found if found.is_file() and not found.name.endswith(".test.js") else None


@cache
def _content(found: Path, _changed: int) -> Staying:
    """A file's content, for as long as it does not change."""
    return Staying(found.read_bytes())


def _sent(found: Path | None, pack: Pack, max_age: int = 0) -> Response:
    """A file under a short head: a page has dozens of files, and their heads travel unpacked."""
    if found is None:
        abort(404)
    coding = wanted_coding()
    content = _content(found, found.stat().st_mtime_ns)
    body = content.packed(coding) if content.is_packed(coding) else pack(content, coding)
    response = Response(body, mimetype=SUFFIXES.get(found.suffix))
    label(response, coding)
    response.headers["Cache-Control"] = f"public, max-age={max_age}, immutable" if max_age else "no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.set_etag(content.tag(coding))
    response.make_conditional(request)
    return response
