"""Pages travel packed to whoever takes them so, and plain to everybody else."""

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask import Flask

from tests.web.site import API, Site
from ui.coding import LARGE, Coding, Staying, quickly
from ui.serving import add_shared_files

DOCS = "/api/docs"
KEPT = ("/ui/html.js", f"{API}/catalogue", "/c/town/items/en")
"""Packed once for everybody: a file, a catalogue, names."""
CODINGS = {"gzip": gzip.decompress, "br": brotli.decompress}


@pytest.mark.parametrize("path", [DOCS, *KEPT])
@pytest.mark.parametrize(("coding", "unpacked"), CODINGS.items())
def test_content_is_packed_for_whoever_takes_it_so(
    site: Site, path: str, coding: str, unpacked: Callable[[bytes], bytes]
) -> None:
    plain = site.client.get(path)
    packed = site.client.get(path, headers={"Accept-Encoding": coding})
    assert packed.headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(unpacked(packed.data)) == len(plain.data)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip;q=1, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("deflate", None),
        ("identity", None),
        ("nonsense;q=x", None),
    ],
)
@pytest.mark.parametrize("path", [DOCS, *KEPT])
def test_the_coding_is_the_readers_choice(site: Site, path: str, accepted: str, coding: str | None) -> None:
    answer = site.client.get(path, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding


@pytest.mark.parametrize("path", ["/ui/html.js", "/c/town/items/en"])
def test_each_coding_has_a_tag_of_its_own_that_still_holds(site: Site, path: str) -> None:
    asks = [{"Accept-Encoding": coding} for coding in ("identity", "gzip", "br")]
    tags = [site.client.get(path, headers=ask).headers["ETag"] for ask in asks]
    again = [
        site.client.get(path, headers={**ask, "If-None-Match": tag})
        for ask, tag in zip(asks, tags, strict=True)
    ]
    assert (len(set(tags)), [answer.status_code for answer in again]) == (3, [304, 304, 304])


def test_brotli_is_worth_its_library(site: Site) -> None:
    sizes = [
        len(site.client.get("/ui/html.js", headers={"Accept-Encoding": coding}).data) for coding in CODINGS
    ]
    assert sizes[1] < sizes[0]


def test_a_page_is_plain_for_everybody_else(site: Site) -> None:
    plain = site.client.get(DOCS)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_what_is_no_page_stays_as_it_is(site: Site) -> None:
    answer = site.client.get(f"{API}/opening", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers


def test_a_file_is_packed_once_where_its_program_wants_it(tmp_path: Path) -> None:
    packed: list[Coding | None] = []

    def elsewhere(content: Staying, coding: Coding | None) -> bytes:
        packed.append(coding)
        return content.packed(coding)

    (tmp_path / "page.js").write_text("export const words = 'words, words, words';\n" * 50)
    app = Flask("pages", static_folder=None)
    add_shared_files(app, tmp_path, elsewhere)
    for coding in ("br", "gzip", "br", "gzip", "identity"):
        assert app.test_client().get("/static/page.js", headers={"Accept-Encoding": coding}).data
    assert packed == [Coding.BROTLI, Coding.GZIP]


def test_what_is_large_is_packed_quickly() -> None:
    text = json.dumps([hashlib.sha256(str(n).encode()).hexdigest() for n in range(2_000)]).encode()
    assert len(text) > LARGE
    assert Staying(text).packed(Coding.BROTLI) == quickly(text, Coding.BROTLI)
    assert Staying(text[: LARGE // 2]).packed(Coding.BROTLI) != quickly(text[: LARGE // 2], Coding.BROTLI)
