"""Bad input never gets 500: random bodies to every command, as everybody who might send them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.web.routes import Command, Several
from queue_server.web.site import all_routes
from tests.web.site import Site, a_site
from wire.handing_in import OfflineTicket

WORDS = st.sampled_from(
    ["LF-1", "open", "life", "XX", "C1", "elderly", "zh", "rest", "", "\x00", "好" * 90, "-1"]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def busy() -> Iterator[tuple[Site, dict[str, str], list[Command | Several]]]:
    """A site with one of everybody, and a ticket at window 1."""
    with a_site(settings={"public_burst": 1_000_000, "sign_in_burst": 1_000_000}) as site:
        tokens = {role: site.staff(role) for role in ("guide", "manager", "administrator", "auditor")}
        tokens |= {"kiosk": site.kiosk(), "clerk": site.clerk(1), "nobody": ""}
        site.take()
        commands = [route for route in all_routes(site.services) if isinstance(route, Command | Several)]
        yield site, tokens, commands


def bodies(command: Command | Several) -> st.SearchStrategy[dict[str, Any]]:
    """Bodies with the right names and any values, and a name too many now and then."""
    names = [*command.asks.model_fields, "surplus"]
    return st.dictionaries(st.sampled_from(names), VALUES, max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_bodies_are_answered_or_refused(
    busy: tuple[Site, dict[str, str], list[Command | Several]], data: st.DataObject
) -> None:
    site, tokens, commands = busy
    command = data.draw(st.sampled_from(commands))
    path = command.path.format(public_id=public_id(site), n=data.draw(st.sampled_from([1, 2, 77])),
                               hall="N", code="S1", room="hall:N", alarm="over", follow_up=1)  # fmt: skip
    token = data.draw(st.sampled_from([*tokens.values(), "invented"]))
    answer = site.tell(path, data.draw(bodies(command)), token or None, method=command.method)
    assert answer.status_code < 500, answer.get_data(as_text=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60), query=st.text(max_size=12), key=st.text(alphabet="aZ9 é\x7f", max_size=12))
def test_random_bytes_queries_and_keys_are_answered_or_refused(
    busy: tuple[Site, dict[str, str], list[Command | Several]], raw: bytes, query: str, key: str
) -> None:
    site, tokens, _ = busy
    sent = {"Authorization": f"Bearer {tokens['kiosk']}", "Idempotency-Key": key.strip()}
    base = "/api/v1/centres/town"
    answers = [
        site.client.post(f"{base}/tickets", data=raw, headers=sent),
        site.client.post(f"{base}/tickets/hand-in", data=raw, headers=sent),
        site.client.get(
            f"{base}/boards/{'hall:N' if len(query) % 2 else 'x'}", query_string={"calls_after": query}
        ),
        site.client.get(f"{base}/catalogue", query_string={"since": query}),
        site.client.get(f"{base}/tickets", query_string={"number": query}, headers=sent),
    ]
    assert [a.status_code for a in answers if a.status_code >= 500] == []


OFFLINE = {
    "public_id": "A" * 22, "number": "A-K1-01", "issued_at": "2026-09-15T08:50:00+08:00", "service": "LF-1",
}  # fmt: skip
MOMENTS = st.datetimes(timezones=st.timezones()).map(datetime.isoformat)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_offline_tickets_of_any_form_are_answered_one_by_one(
    busy: tuple[Site, dict[str, str], list[Command | Several]], data: st.DataObject
) -> None:
    """A ticket with any field changed to anything; a proper one beside it is taken all the same."""
    site, tokens, _ = busy
    names = st.sampled_from([*OfflineTicket.model_fields, "surplus"])
    odd = OFFLINE | {"public_id": "B" * 22} | data.draw(st.dictionaries(names, VALUES | MOMENTS, max_size=2))
    answer = site.tell("/tickets/hand-in", data.draw(st.permutations([odd, OFFLINE])), tokens["kiosk"])
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert len(answer.get_json()) == 2


def public_id(site: Site) -> str:
    return next(iter(site.hall().by_public), "gone")


def test_the_way_back_to_a_centre_with_a_line_break_is_an_address(site: Site) -> None:
    answer = site.client.get("/c/a%0Ab/sign-on?code=c")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/c/a%0Ab/staff#code=c")
