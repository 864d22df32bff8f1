"""What forms of public pages share: they are ours, count once, and speak the reader's language."""

from urllib.parse import urlsplit

from flask import request

from queue_server.domain.refusals import NotPermitted
from ui.words import languages

LONGEST_KEY = 100


def must_be_our_form(key: str) -> None:
    """Another site cannot know the address, which is the secret; its forms are refused all the same."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    ours = origin is None or urlsplit(origin).netloc == request.host
    if site not in {"same-origin", "none"} or not ours or not 1 <= len(key) <= LONGEST_KEY:
        raise NotPermitted(needs=["device"])


def wished_language() -> str | None:
    """The language that the reader named; None leaves it to the ticket."""
    return request.args.get("lang") or request.accept_languages.best_match(languages())
