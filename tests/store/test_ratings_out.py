"""Ratings reach a platform: in order, each once in effect, whatever the platform does meanwhile."""

import json
import random
import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from queue_server.actions import following_up as acts
from queue_server.actions.ports import StoreFailed
from queue_server.domain.ratings import Level, Opinion
from queue_server.store.ratings_out import ExportMarks
from queue_server.webhook.__main__ import one_round
from queue_server.webhook.rating_delivery import OwnForm, RatingDelivery
from queue_server.webhook.sender import NotTaken, Sender
from tests.store.listening import Listening
from tests.store.postgres import a_database
from tests.store.test_follow_ups import does
from tests.store.test_ratings import SLOW, WORDS, rated, served
from tests.store.test_taking_back import a_new_town
from tests.store.town import Town
from wire.rating_export import EXPORT

FINE = Opinion(Level.VERY_SATISFIED)


class ARatingPlatform(Listening):
    """On loopback: counts each id once, and behaves as `moods` say, one for each request, then well.

    "lost": it takes the message and answers nothing that helps. A number: it refuses with this status.
    """

    def __init__(self) -> None:
        self.counted: dict[str, dict[str, Any]] = {}
        self.bodies: list[dict[str, Any]] = []
        self.moods: list[int | str] = []
        super().__init__("ratings")

    def take(self, request: BaseHTTPRequestHandler) -> None:
        body = json.loads(request.rfile.read(int(request.headers["Content-Length"])))
        assert request.headers["Yimen-Id"] == body["id"]
        self.bodies.append(body)
        mood = self.moods.pop(0) if self.moods else 204
        known = body["id"] in self.counted
        if mood == "lost" or mood == 204:
            self.counted.setdefault(body["id"], body)
        if mood == "lost":
            request.close_connection = True
            return
        request.send_response(409 if mood == 204 and known else int(mood))
        request.send_header("Content-Length", "0")
        request.end_headers()


@pytest.fixture(scope="module")
def postgres_url() -> Iterator[str]:
    """A database for this file alone: a delivery looks at every centre that there is."""
    with a_database() as address:
        yield address


@pytest.fixture
def platform() -> Iterator[ARatingPlatform]:
    platform = ARatingPlatform()
    yield platform
    platform.close()


def a_delivery(town: Town, platform: ARatingPlatform, marks: ExportMarks | None = None) -> RatingDelivery:
    """As it is after a start of the program."""
    sender = Sender(platform.url, "s" * 32, town.clock.real_now, 5.0)
    return RatingDelivery(town.sql, OwnForm(sender), marks or ExportMarks(town.sql, town.clock.real_now))


def of(town: Town, platform: ARatingPlatform) -> list[dict[str, Any]]:
    """What the platform has counted of a town, in the order in which it came."""
    return [body for body in platform.counted.values() if body["centre"]["code"] == "town"]


def test_a_rating_is_told_whole_and_without_its_visitor(sql: Town, platform: ARatingPlatform) -> None:
    ticket = served(sql)
    rated(sql, ticket)
    a_delivery(sql, platform).deliver()
    (told,) = of(sql, platform)
    assert (told["level"], told["score"], told["window"], told["clerk"]) == ("dissatisfied", 2, 1, "C1")
    assert (told["items"][0]["code"], told["department"]["code"]) == ("LF-1", "dep")
    text = json.dumps(told, ensure_ascii=False)
    assert not [word for word in (ticket.public_id, ticket.number, WORDS) if word in text]


def test_every_message_is_what_the_schema_says(sql: Town, platform: ARatingPlatform) -> None:
    number = rated(sql, served(sql)).seq + 1
    does(sql, "chen", acts.contact, number, True, "")
    does(sql, "chen", acts.resolve, number, ("explained",), "")
    does(sql, "wang", acts.verify, number, "")
    a_delivery(sql, platform).deliver()
    rating, ended = of(sql, platform)
    for told in (rating, ended):
        EXPORT.validate_python(told, extra="forbid")
    assert (ended["rating"], ended["result"]) == (rating["id"], "verified")
    assert [each["code"] for each in ended["measures"]] == ["explained"]


def test_an_accepted_appeal_is_told_and_a_rejected_one_is_not(sql: Town, platform: ARatingPlatform) -> None:
    first, second = (rated(sql, served(sql)).seq + 1 for _ in range(2))
    for number, accepted in ((first, True), (second, False)):
        does(sql, "chen", acts.appeal, number, "clerk", "why")
        does(sql, "wang", acts.decide, number, accepted, "")
    a_delivery(sql, platform).deliver()
    assert [told.get("result") for told in of(sql, platform)] == [None, None, "appeal_accepted"]


def test_an_order_of_the_hotline_is_none_of_the_platforms_business(
    sql: Town, platform: ARatingPlatform
) -> None:
    with sql.begin() as tx:
        number = acts.open_for_hotline(tx, "DG-1", "dep", None, "").id
    does(sql, "chen", acts.contact, number, True, "")
    does(sql, "chen", acts.resolve, number, ("guide",), "")
    does(sql, "wang", acts.verify, number, "")
    a_delivery(sql, platform).deliver()
    assert of(sql, platform) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_platform_that_fails_at_random_counts_each_rating_once_and_in_order(
    sql: Town, platform: ARatingPlatform, seed: int
) -> None:
    """Refused, broken off, or taken with the answer lost; and the program starts anew in between."""
    given = [rated(sql, served(sql), FINE if n % 3 else SLOW) for n in range(8)]
    chance = random.Random(seed)
    moods: list[int | str] = [204, 500, 503, "lost", 429]
    platform.moods = chance.choices(moods, k=8)
    delivery = a_delivery(sql, platform)
    while platform.moods:
        delivery = a_delivery(sql, platform) if chance.random() < 0.3 else delivery
        one_round(delivery)
    one_round(delivery)
    told = of(sql, platform)
    assert [int(body["id"].split("-")[-2]) for body in told] == [rating.seq for rating in given]
    before = len(platform.bodies)
    a_delivery(sql, platform).deliver()
    assert len(platform.bodies) == before


def test_what_was_taken_before_a_failure_is_not_sent_again(sql: Town, platform: ARatingPlatform) -> None:
    rated(sql, served(sql), FINE)
    rated(sql, served(sql), FINE)
    platform.moods = [204, 500]
    with pytest.raises(NotTaken):
        a_delivery(sql, platform).deliver()
    a_delivery(sql, platform).deliver()
    assert [body["id"] for body in platform.bodies].count(platform.bodies[0]["id"]) == 1


def test_an_id_that_is_known_already_counts_as_taken(sql: Town, platform: ARatingPlatform) -> None:
    rated(sql, served(sql), FINE)
    platform.moods = ["lost"]
    delivery = a_delivery(sql, platform)
    with pytest.raises(NotTaken):
        delivery.deliver()
    delivery.deliver()
    assert (len(platform.bodies), len(platform.counted)) == (2, 1)


def test_what_is_wrong_in_itself_holds_up_the_others_for_a_week_at_most(
    sql: Town, platform: ARatingPlatform
) -> None:
    rated(sql, served(sql), FINE)
    platform.moods = [422]
    with pytest.raises(NotTaken):
        a_delivery(sql, platform).deliver()
    sql.clock.move(days=7, seconds=1)
    rated(sql, served(sql), FINE)
    platform.moods = [422]
    a_delivery(sql, platform).deliver()
    assert len(platform.counted) == 1


def test_the_week_begins_when_it_is_first_refused_and_not_when_it_was_given(
    sql: Town, platform: ARatingPlatform
) -> None:
    rated(sql, served(sql), FINE)
    sql.clock.move(days=30)
    platform.moods = [422, 422]
    for _ in range(2):
        with pytest.raises(NotTaken):
            a_delivery(sql, platform).deliver()
        sql.clock.move(days=6)
    a_delivery(sql, platform).deliver()
    assert len(platform.counted) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_an_address_that_is_wrong_lets_nothing_go(sql: Town, platform: ARatingPlatform, status: int) -> None:
    rated(sql, served(sql), FINE)
    platform.moods = [status, status]
    for _ in range(2):
        with pytest.raises(NotTaken):
            a_delivery(sql, platform).deliver()
        sql.clock.move(days=8)
    a_delivery(sql, platform).deliver()
    assert len(platform.counted) == 1


def test_what_one_centre_cannot_send_stops_no_other(sql: Town, platform: ARatingPlatform) -> None:
    other = a_new_town(sql.sql)
    for town in (sql, other):
        rated(town, served(town), FINE)
        sql.clock.move(seconds=1)
    platform.moods = [422, 204]
    delivery = a_delivery(sql, platform)
    with pytest.raises(NotTaken):
        delivery.deliver()
    assert len(platform.counted) == 1
    delivery.deliver()
    assert len(platform.counted) == 2


class MarksThatFailOnce(ExportMarks):
    """The record is away between what was taken and its mark."""

    def put(self, centre: str, seq: int) -> None:
        self.put = super().put  # type: ignore[method-assign]
        raise StoreFailed


def test_what_was_taken_and_not_marked_is_sent_again_and_counted_once(
    sql: Town, platform: ARatingPlatform
) -> None:
    given = [rated(sql, served(sql), FINE) for _ in range(2)]
    marks = MarksThatFailOnce(sql.sql, sql.clock.real_now)
    delivery = a_delivery(sql, platform, marks)
    with pytest.raises(StoreFailed):
        delivery.deliver()
    delivery.deliver()
    assert (len(platform.bodies), len(of(sql, platform))) == (4, 2)
    assert marks.of(sql.code) == given[-1].seq


def test_a_platform_that_is_away_is_waited_for_however_long(sql: Town, platform: ARatingPlatform) -> None:
    rated(sql, served(sql), FINE)
    sql.clock.move(days=60)
    platform.moods = [503]
    with pytest.raises(NotTaken):
        a_delivery(sql, platform).deliver()
    a_delivery(sql, platform).deliver()
    assert len(platform.counted) == 1


DOCS = (Path(__file__).parents[2] / "docs" / "ratings-export.md").read_text("utf-8")


@pytest.mark.parametrize("kind", ["rating", "follow_up"])
def test_what_the_page_shows_is_what_the_schema_says(kind: str) -> None:
    (example,) = re.findall(rf"```json {kind}\n(.*?)```", DOCS, re.DOTALL)
    assert EXPORT.validate_json(example, extra="forbid").kind == kind
