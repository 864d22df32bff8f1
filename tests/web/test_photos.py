"""Portraits over HTTP: kept for ever under an address that changes with the content."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.web.site import Site, a_site, json_of

NAME = "C1-0123456789abcdef-640.webp"


@dataclass
class OnePhoto:
    """An album with the photo of the clerk C1."""

    def address(self, centre: str, employee_no: str) -> str | None:
        return f"/photos/{NAME}" if (centre, employee_no) == ("town", "C1") else None

    def picture(self, name: str) -> bytes | None:
        return b"a portrait" if name == NAME else None


@pytest.fixture
def album() -> Iterator[Site]:
    with a_site(photos=OnePhoto()) as site:
        yield site


def test_a_clerk_is_told_the_address_of_the_own_photo(album: Site) -> None:
    board = json_of(album.ask("/sessions/current", album.clerk(1)))
    assert board["clerk"]["photo"] == f"/photos/{NAME}"


def test_a_clerk_without_a_photo_has_none(album: Site) -> None:
    assert json_of(album.ask("/sessions/current", album.clerk(2)))["clerk"]["photo"] is None


def test_a_browser_may_keep_a_portrait_for_ever(album: Site) -> None:
    answer = album.client.get(f"/photos/{NAME}")
    assert (answer.data, answer.mimetype) == (b"a portrait", "image/webp")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_who_has_it_is_not_sent_it_again(album: Site) -> None:
    tag = album.client.get(f"/photos/{NAME}").headers["ETag"]
    assert album.client.get(f"/photos/{NAME}", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("name", ["C2-0123456789abcdef-640.webp", "..%2Fsecret", "x"])
def test_what_is_not_in_the_album_is_not_found(album: Site, name: str) -> None:
    assert album.client.get(f"/photos/{name}").status_code == 404
