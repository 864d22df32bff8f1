"""What search engines may know: robots.txt, and a map of the public pages in every language."""

from collections.abc import Iterator, Sequence
from html import escape  # what it writes XML knows as well
from urllib.parse import quote

from queue_server.domain.catalogue import Catalogue
from ui.words import DEFAULT, languages

from .listing import offered, offered_scenarios

PLACES = ("halls", "services", "scenarios", "calendar", "rules", "open-data")
"""The pages that every centre has."""
CLOSED = ("/api/", "/t/", "/b/", "/c/*/book", "/rate/", "/c/*/rate/", "/c/*/pad", "/c/*/staff", "/c/*/items/")
"""What is nobody's search result: programs' addresses, tickets, bookings, forms, and the desks of staff."""
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def robots_text(base_url: str) -> str:
    """robots.txt (RFC 9309)."""
    closed = "".join(f"Disallow: {path}\n" for path in CLOSED)
    return f"User-agent: *\n{closed}\nSitemap: {base_url}/sitemap.xml\n"


def site_map(base_url: str, catalogues: Sequence[Catalogue]) -> str:
    """sitemap.xml: every public page of every centre, once, with the address of each language."""
    pages = (page for catalogue in catalogues for page in _pages(catalogue))
    return HEAD + "".join(_entry(f"{base_url}{page}") for page in pages) + "</urlset>\n"


def _pages(catalogue: Catalogue) -> Iterator[str]:
    base = f"/c/{quote(catalogue.centre.code, safe='')}"
    yield from (f"{base}/{place}" for place in PLACES)
    yield from (f"{base}/scenarios/{quote(each.code, safe='')}" for each in offered_scenarios(catalogue))
    yield from (f"{base}/services/{quote(each.code, safe='')}" for each in offered(catalogue))


def _entry(address: str) -> str:
    ways = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(f"{address}?lang={language}")}"/>'
        for language in languages()
    )
    return f"<url><loc>{escape(f'{address}?lang={DEFAULT}')}</loc>{ways}</url>\n"
