"""The outward face brings what its script needs to say where else somebody may go."""

from dataclasses import replace
from typing import cast

from queue_server.domain.catalogue import WindowPlace
from tests.pages.test_pages import data_of
from tests.web.site import Site


def test_a_face_knows_the_room_of_its_hall_and_the_enquiry_windows_there(site: Site) -> None:
    places = cast("dict[int, WindowPlace]", site.hall().catalogue.windows)
    for number in (3, 2, 5):
        places[number] = replace(places[number], kind="consult")
    data = data_of(site.client.get("/c/town/face/1"))
    assert (data["room"], data["hall"], data["consult"]) == ("window:1", "hall:N", [2, 3])
    board = site.ask(f"/boards/{data['hall']}").get_json()["board"]
    assert {tile["queue"] for tile in board["queues"]} >= {"life", "permits"}
    assert {tile["window"] for tile in board["windows"]} >= set(data["consult"])
