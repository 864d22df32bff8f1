"""Pages travel packed to whoever takes them so, and plain to everybody else."""

import gzip

from tests.web.site import API, Site

DOCS = "/api/docs"


def test_a_page_is_packed_for_whoever_takes_it_so(site: Site) -> None:
    plain = site.client.get(DOCS)
    packed = site.client.get(DOCS, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data


def test_a_page_is_plain_for_everybody_else(site: Site) -> None:
    plain = site.client.get(DOCS)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_what_is_no_page_stays_as_it_is(site: Site) -> None:
    answer = site.client.get(f"{API}/opening", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
