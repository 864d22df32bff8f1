"""What a clerk notes about a visitor is in no kept answer: it stands in the ticket's row alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from queue_server.actions.forgetting import erase
from queue_server.store.sql import SqlStore
from tests.store.town import FILES, Town, read_catalogue, whole_record
from tests.web.site import PIN, Site, TwoClocks, a_site, json_of

NOTE = "Chen Wei, phone 13800138000"


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[tuple[Site, Town]]:
    """A site over a record on disk, and that record."""
    stores: list[SqlStore] = []

    def store(clock: TwoClocks) -> SqlStore:
        stores.append(SqlStore(f"sqlite:///{tmp_path}/yimen.db", clock, read_catalogue))
        stores[0].open()
        stores[0].create("town", FILES)
        return stores[0]

    with a_site(store=store) as site:
        yield site, Town("town", stores[0])
    stores[0].close()


def press(site: Site, clerk: str, name: str, expect: str | None, *, key: str = "", **more: Any) -> Any:
    return json_of(site.tell(f"/windows/1/{name}", {"expect": expect, **more}, clerk, key=key))


def noted(site: Site, clerk: str) -> str:
    """The public id of a ticket on hold with a note."""
    public_id = str(site.take()["public_id"])
    press(site, clerk, "next", None)
    press(site, clerk, "hold", public_id, note=NOTE, key="hold")
    return public_id


def ended(site: Site, clerk: str, public_id: str) -> None:
    """The visit goes on with its note in sight, and ends."""
    press(site, clerk, "resume", None, public_id=public_id, key="resume")
    press(site, clerk, "finish", public_id)


def test_a_note_that_went_through_many_answers_is_erased_from_the_whole_record(
    on_disk: tuple[Site, Town],
) -> None:
    site, town = on_disk
    clerk = site.clerk(1)
    public_id = noted(site, clerk)
    site.clerk(1)  # signs in anew and is told the window's board
    ended(site, site.clerk(1), public_id)
    assert NOTE in whole_record(town)
    site.act(lambda tx: erase(tx, [public_id]))
    assert NOTE not in whole_record(town)


def test_a_press_sent_again_is_told_the_note_again(site: Site) -> None:
    clerk = site.clerk(1)
    public_id = noted(site, clerk)
    held = press(site, clerk, "hold", public_id, note=NOTE, key="hold")
    assert held["held"][0]["note"] == NOTE
    first = press(site, clerk, "resume", None, public_id=public_id, key="resume")
    assert first["current"]["note"] == NOTE
    assert press(site, clerk, "resume", None, public_id=public_id, key="resume") == first


def test_a_sign_in_sent_again_is_told_the_note_again(site: Site) -> None:
    noted(site, site.clerk(1))
    body = {"employee_no": "C1", "pin": PIN, "window": 1, "take_over": True}
    first = json_of(site.tell("/sessions", body, key="in"), 201)
    assert first["board"]["held"][0]["note"] == NOTE
    assert json_of(site.tell("/sessions", body, key="in")) == first


def test_a_press_sent_again_after_the_erasure_tells_no_note(site: Site) -> None:
    clerk = site.clerk(1)
    public_id = noted(site, clerk)
    ended(site, clerk, public_id)
    site.act(lambda tx: erase(tx, [public_id]))
    again = press(site, clerk, "resume", None, public_id=public_id, key="resume")
    assert (again["current"]["public_id"], again["current"]["note"]) == (public_id, "")
