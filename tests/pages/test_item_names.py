"""The names of the items: what an open page asks for instead of carrying them."""

import gzip

from queue_server.domain.names import in_language
from tests.web.site import Site

PACKED = {"Accept-Encoding": "gzip"}


def test_the_names_come_in_the_language_that_was_asked_for(site: Site) -> None:
    items = site.hall().catalogue.services
    for language in ("zh", "en"):
        wanted = {code: in_language(item.names, language) for code, item in items.items()}
        assert site.client.get(f"/c/town/items/{language}").get_json() == wanted


def test_names_that_still_hold_are_not_sent_again(site: Site) -> None:
    first = site.client.get("/c/town/items/zh", headers=PACKED)
    again = site.client.get("/c/town/items/zh", headers=PACKED | {"If-None-Match": first.headers["ETag"]})
    assert (first.headers["Cache-Control"], again.status_code, again.data) == ("no-cache", 304, b"")


def test_the_names_travel_packed(site: Site) -> None:
    plain = site.client.get("/c/town/items/en")
    packed = site.client.get("/c/town/items/en", headers=PACKED)
    assert (gzip.decompress(packed.data), packed.headers["Content-Encoding"]) == (plain.data, "gzip")
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_centre_or_a_language_that_is_not_there_is_no_address(site: Site) -> None:
    found = [site.client.get(path).status_code for path in ("/c/town/items/xx", "/c/nowhere/items/zh")]
    assert found == [404, 404]
