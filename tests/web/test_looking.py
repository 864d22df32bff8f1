"""What everybody may see: catalogue, opening, boards, health."""

import gzip
import json
from dataclasses import replace

import pytest

from queue_server.domain.catalogue import Retiring
from queue_server.web.catalogue_view import catalogue_view
from tests.web.site import Site, a_site, error_of, json_of
from wire.boards import Envelope
from wire.catalogue import CatalogueAnswer, CatalogueUnchanged, OpeningAnswer


def test_the_catalogue_names_everything_by_code(site: Site) -> None:
    found = CatalogueAnswer.model_validate(json_of(site.ask("/catalogue")))
    assert [q.code for q in found.queues] == ["life", "permits", "cards", "pickup"]
    assert found.queues[0].windows == [1, 2, 3]
    assert found.halls[0].lunch == ("12:00", "14:00")
    assert found.pause_reasons[0].code == "rest"


def test_what_leaves_the_catalogue_is_named_and_not_offered(site: Site) -> None:
    leaving = Retiring(queues=frozenset({"cards"}), services=frozenset({"CD-1"}), windows=frozenset({4}))
    view = CatalogueAnswer.model_validate(catalogue_view(replace(site.hall().catalogue, retiring=leaving)))
    assert [q.code for q in view.queues if q.retiring] == ["cards"]
    assert [s.code for s in view.services if s.retiring] == ["CD-1"]
    assert [w.number for w in view.windows if w.retiring] == [4]


def test_the_catalogue_has_no_person_in_it(site: Site) -> None:
    assert "clerk 1" not in site.ask("/catalogue").get_data(as_text=True)


def test_a_client_with_the_newest_catalogue_is_told_so(site: Site) -> None:
    answer = json_of(site.ask("/catalogue?since=1"))
    assert CatalogueUnchanged.model_validate(answer).version == 1
    assert "queues" in json_of(site.ask("/catalogue?since=0"))
    assert error_of(site.ask("/catalogue?since=yes"), 422) == "bad_value"


def test_the_catalogue_is_packed_for_who_can_unpack_it(site: Site) -> None:
    path = "/api/v1/centres/town/catalogue"
    packed = site.client.get(path, headers={"Accept-Encoding": "gzip"})
    assert json.loads(gzip.decompress(packed.data)) == json_of(site.ask("/catalogue"))


def test_opening_says_until_when(site: Site) -> None:
    found = OpeningAnswer.model_validate(json_of(site.ask("/opening?since=1")))
    life = found.queues[0]
    assert (life.queue, life.open_now, life.issuing, life.quota_left) == ("life", True, True, None)
    assert life.until is not None
    assert life.until.isoformat() == "2026-09-15T17:30:00+08:00"
    assert (found.halls[0].state, found.speed, found.version) == ("open", 1.0, 1)


def test_a_board_comes_in_its_envelope(site: Site) -> None:
    site.take()
    envelope = Envelope.model_validate(json_of(site.ask("/boards/hall:N?calls_after=0")))
    assert envelope.room == "town/hall:N"
    assert error_of(site.ask("/boards/hall:X"), 404) == "unknown_room"
    assert error_of(site.ask("/boards/kitchen"), 404) == "unknown_room"
    assert error_of(site.ask("/boards/hall:N?calls_after=-1"), 422) == "bad_value"


def test_an_unknown_centre_is_not_there(site: Site) -> None:
    answer = site.client.get("/api/v1/centres/nowhere/opening")
    assert error_of(answer, 404) == "unknown_centre"


def test_a_revoked_token_looks_as_anybody(site: Site) -> None:
    assert site.ask("/opening", "invented").status_code == 200


def test_the_process_lives_and_is_ready(site: Site) -> None:
    assert json_of(site.client.get("/healthz")) == {"ok": True}
    assert json_of(site.client.get("/readyz")) == {"ok": True, "centres": 1, "down": []}


def test_a_server_whose_writer_stopped_is_not_ready(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site.writer, "act", _broken)
    assert json_of(site.client.get("/readyz"), 503)["down"] == ["town"]


def test_many_who_ask_whether_it_is_ready_cost_one_act(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queue_server.web.health.GOOD_FOR_S", 3600.0)
    ready = json_of(site.client.get("/readyz"))
    monkeypatch.setattr(site.writer, "act", _broken)
    assert json_of(site.client.get("/readyz")) == ready


def test_who_asks_without_end_whether_it_is_ready_is_slowed_down() -> None:
    with a_site({"public_per_s": 1, "public_burst": 1}) as site:
        assert [site.client.get("/readyz").status_code for _ in range(2)] == [200, 429]


def _broken(*_: object) -> None:
    raise OSError("the disk is gone")
