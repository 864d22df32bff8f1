"""Bad input never gets 500: random bodies to every command, as everybody who might send them."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.web.routes import Command
from queue_server.web.site import all_routes
from tests.web.site import Site, a_site

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
def busy() -> Iterator[tuple[Site, dict[str, str], list[Command]]]:
    """A site with one of everybody, and a ticket at window 1."""
    with a_site(settings={"public_burst": 1_000_000, "sign_in_burst": 1_000_000}) as site:
        tokens = {role: site.staff(role) for role in ("guide", "manager", "administrator", "auditor")}
        tokens |= {"kiosk": site.kiosk(), "clerk": site.clerk(1), "nobody": ""}
        site.take()
        commands = [route for route in all_routes(site.services) if isinstance(route, Command)]
        yield site, tokens, commands


def bodies(command: Command) -> st.SearchStrategy[dict[str, Any]]:
    """Bodies with the right names and any values, and a name too many now and then."""
    names = [*command.asks.model_fields, "surplus"]
    return st.dictionaries(st.sampled_from(names), VALUES, max_size=4)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_bodies_are_answered_or_refused(
    busy: tuple[Site, dict[str, str], list[Command]], data: st.DataObject
) -> None:
    site, tokens, commands = busy
    command = data.draw(st.sampled_from(commands))
    path = command.path.format(public_id=public_id(site), n=data.draw(st.sampled_from([1, 2, 77])),
                               hall="N", code="S1", room="hall:N")  # fmt: skip
    token = data.draw(st.sampled_from([*tokens.values(), "invented"]))
    answer = site.tell(path, data.draw(bodies(command)), token or None, method=command.method)
    assert answer.status_code < 500, answer.get_data(as_text=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=60), query=st.text(max_size=12), key=st.text(alphabet="aZ9 é\x7f", max_size=12))
def test_random_bytes_queries_and_keys_are_answered_or_refused(
    busy: tuple[Site, dict[str, str], list[Command]], raw: bytes, query: str, key: str
) -> None:
    site, tokens, _ = busy
    sent = {"Authorization": f"Bearer {tokens['kiosk']}", "Idempotency-Key": key.strip()}
    base = "/api/v1/centres/town"
    answers = [
        site.client.post(f"{base}/tickets", data=raw, headers=sent),
        site.client.get(
            f"{base}/boards/{'hall:N' if len(query) % 2 else 'x'}", query_string={"calls_after": query}
        ),
        site.client.get(f"{base}/catalogue", query_string={"since": query}),
        site.client.get(f"{base}/tickets", query_string={"number": query}, headers=sent),
    ]
    assert [a.status_code for a in answers if a.status_code >= 500] == []


def public_id(site: Site) -> str:
    return next(iter(site.hall().by_public), "gone")
