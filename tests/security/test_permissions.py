"""docs/permissions.md is the table; the server is held to it by asking everything as everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_server.actions.access import token_key
from queue_server.boards.rooms import Kind, Room, is_public, sees_all
from queue_server.domain.tokens import Role, TokenKind
from queue_server.web.permissions import SPEAKERS, as_markdown
from queue_server.web.routes import Route
from queue_server.web.site import all_routes
from tests.web.site import Site, a_site

PAGE = (Path(__file__).parents[2] / "docs" / "permissions.md").read_text("utf-8")
LINES = [line for line in PAGE.splitlines() if line.startswith("|")]
TABLE = {
    cells[0].strip("`"): dict(zip(SPEAKERS, cells[1:], strict=True))
    for cells in ([cell.strip() for cell in line.strip("|").split("|")] for line in LINES[2:])
}
PARTS = {
    "public_id": "nobodys",
    "n": "1",
    "alarm": "none",
    "hall": "N",
    "room": "hall:N",
    "code": "K9",
    "order": "none",
    "follow_up": "1",
}


@pytest.fixture(scope="module")
def town() -> Iterator[Site]:
    with a_site(settings={"public_burst": 1_000_000, "sign_in_burst": 1_000_000}) as site:
        yield site


def token_of(site: Site, speaker: str) -> str | None:
    """A token that nobody used before: an earlier request may have ended the last one."""
    if speaker == "anyone":
        return None
    if speaker in {"kiosk", "device"}:
        return site.kiosk() if speaker == "kiosk" else site.screen()
    if speaker == "PAD":
        return site.token(TokenKind.DEVICE, "PAD-1", device_kind="pad")
    if speaker == "clerk":
        return site.clerk(1)
    return site.staff(speaker)


def refused(site: Site, route: Route, speaker: str, n: str = "1") -> int | None:
    """401 or 403, None when the door was open, whatever came afterwards."""
    path = route.path.format(**PARTS | {"n": n})
    sent = {"Authorization": f"Bearer {token}"} if (token := token_of(site, speaker)) else {}
    sent["Idempotency-Key"] = f"key-{next(site.keys)}"
    answer = site.client.open(
        f"/api/v1/centres/town{path}",
        method=route.method,
        json=None if route.method == "GET" else {},
        headers=sent,
    )
    return answer.status_code if answer.status_code in {401, 403} else None


def test_the_page_is_what_the_code_says(town: Site) -> None:
    assert "\n".join(LINES) == "\n".join(as_markdown(all_routes(town.services)))


def test_every_route_refuses_everybody_whom_the_page_does_not_name(town: Site) -> None:
    for route in all_routes(town.services):
        row = TABLE[f"{route.method} {route.path}"]
        found = {speaker: refused(town, route, speaker) for speaker in SPEAKERS}
        closed = {speaker: 401 if speaker == "anyone" else 403 for speaker, mark in row.items() if not mark}
        assert {s: code for s, code in found.items() if code} == closed, route.name


def test_a_clerk_presses_no_key_of_another_window(town: Site) -> None:
    rows = [r for r in all_routes(town.services) if TABLE[f"{r.method} {r.path}"]["clerk"] == "own"]
    assert {refused(town, route, "clerk", n="2") for route in rows} == {403}


def test_a_token_that_was_never_given_opens_nothing(town: Site) -> None:
    for route in all_routes(town.services):
        if not route.who.public:
            answer = town.tell(route.path.format(**PARTS), None, "invented", method=route.method)
            assert answer.status_code == 401, route.name


@pytest.mark.parametrize("role", Role)
def test_rooms_open_to_the_roles_of_the_page_only(town: Site, role: Role) -> None:
    token = town.hall().tokens[token_key(town.staff(role.value))]
    for kind in Kind:
        inner = sees_all(Room(kind), token, real_now=town.clock.real, staff_session_s=3600)
        assert bool(TABLE[f"room `{kind.value}"][role.value]) is (inner or is_public(Room(kind))), kind
