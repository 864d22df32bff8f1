"""Headers that keep a browser from doing what we did not mean. A page may set a policy of its own first."""

from functools import partial

from flask import Flask, Response, request

from ui.serving import FILES

from .answers import JSON

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""No script, no frame, no form: for answers and for pages without a policy of their own."""

FOR_EVERYTHING = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # an address may hold a ticket's public id
    "Cross-Origin-Resource-Policy": "same-origin",
}
FOR_PAGES = FOR_EVERYTHING | {
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
BAD = 400


def register_security(app: Flask, body_bytes: int, base_url: str) -> None:
    """Limit what is read, and add the headers. There is no CORS: other sites get nothing.

    An installation whose base URL is https is never to be asked without: browsers are told so.
    """
    app.config["MAX_CONTENT_LENGTH"] = body_bytes
    app.after_request(partial(_harden, base_url.startswith("https://")))


def _harden(always_https: bool, response: Response) -> Response:
    """What protects a document; a page's files say what they are and no more: a page has dozens."""
    if request.endpoint in FILES and response.status_code < BAD:
        return response
    for name, value in (FOR_EVERYTHING if response.mimetype == JSON else FOR_PAGES).items():
        response.headers.setdefault(name, value)
    if always_https or request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response
