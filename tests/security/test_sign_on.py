"""Staff sign in by the department's account: a real provider and hall, and what may be forged."""

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from secrets import token_hex
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, expect

from queue_server.answers import Answer
from queue_server.authority import CA, make
from queue_server.outside import Outside
from queue_server.web.provider import LEFT_ALONE_S, Provider
from queue_server.web.refusals import SignOnAway
from queue_server.web.services import SignOn
from tests.pages.browser import open_page
from tests.pages.staff_desks import DESK, LONG_MS
from tests.security.department import CLIENT, SECRET, Department, a_department
from tests.servers import RunningHall, free_port, running_hall

Claims = dict[str, Any]
WAY_OUT = ("https://hall.example/c/dalang/sign-on", "state", "nonce", "v" * 64)


@pytest.fixture(scope="module")
def at_work(
    tmp_path_factory: pytest.TempPathFactory, prepared: Any
) -> Iterator[tuple[RunningHall, Department]]:
    """A hall whose staff may sign in at a department."""
    port = free_port()
    folder = tmp_path_factory.mktemp("sign-on")
    (folder / "client.secret").write_text(f"{SECRET}\n")
    oidc = {
        "YIMEN_OIDC_ISSUER": f"http://127.0.0.1:{port}",
        "YIMEN_OIDC_CLIENT_ID": CLIENT,
        "YIMEN_OIDC_CLIENT_SECRET_FILE": str(folder / "client.secret"),
    }
    with (
        pytest.MonkeyPatch.context() as patch,
        a_department(port, patch) as department,
        running_hall(folder / "hall", prepared, LOUDSPEAKERS="0", KIOSKS="0", **oidc) as hall,
    ):
        yield hall, department


@pytest.fixture
def hall(at_work: tuple[RunningHall, Department]) -> RunningHall:
    return at_work[0]


@pytest.fixture
def department(at_work: tuple[RunningHall, Department]) -> Iterator[Department]:
    """The provider, honest again afterwards."""
    department = at_work[1]
    yield department
    department.person, department.bend, department.forged = "manager", lambda claims: None, False
    department.alg = "RS256"
    department.gate.set()


def begun(hall: RunningHall) -> dict[str, str]:
    answer = httpx.get(f"{hall.run['api']}/staff-sessions/sign-on", timeout=60)
    assert answer.status_code == 200, answer.text
    said: dict[str, str] = answer.json()
    return said


def way_back(url: str) -> dict[str, str]:
    """What the browser brings to the page: it follows the provider and then our own server."""
    there = httpx.get(url, timeout=60)
    assert there.status_code == 302, there.text
    back = httpx.get(there.headers["Location"], timeout=60)
    assert back.status_code == 303
    told = parse_qs(urlsplit(back.headers["Location"]).fragment)
    return {name: values[0] for name, values in told.items()}


def ended(hall: RunningHall, **body: str) -> httpx.Response:
    return httpx.post(f"{hall.run['api']}/staff-sessions/sign-on", json=body, timeout=60)


def signed_in(hall: RunningHall, **changed: str) -> httpx.Response:
    """Tried again where a busy machine has the provider given up for some seconds."""
    until = time.monotonic() + 120
    while True:
        start = httpx.get(f"{hall.run['api']}/staff-sessions/sign-on", timeout=60)
        if start.status_code == 200:
            said = {**way_back(start.json()["url"]), "binding": start.json()["binding"], **changed}
            start = ended(hall, **said)
        if start.status_code != 503 or time.monotonic() > until:
            return start
        time.sleep(0.5)


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_who_is_vouched_for_works_with_the_role_of_the_local_account(
    hall: RunningHall, department: Department
) -> None:
    said = signed_in(hall).json()
    assert (said["user"], said["role"]) == ("manager", "manager")
    headers = {"Authorization": f"Bearer {said['token']}"}
    now = httpx.get(f"{hall.run['api']}/staff-sessions/current", headers=headers, timeout=60)
    assert now.json() == {"user": "manager", "role": "manager"}


def test_the_way_out_carries_a_challenge_a_state_and_a_nonce_and_no_secret(hall: RunningHall) -> None:
    url = begun(hall)["url"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{hall.run['base_url']}/c/dalang/sign-on"
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    assert SECRET not in url


def test_who_has_no_account_here_does_not_come_in(hall: RunningHall, department: Department) -> None:
    department.person = "stranger"
    assert code_of(signed_in(hall)) == (401, "sign_on_unknown")


def test_a_clerks_number_opens_no_staff_session(hall: RunningHall, department: Department) -> None:
    department.person = hall.run["clerks"][0]["employee_no"]
    assert code_of(signed_in(hall)) == (401, "sign_on_unknown")


BENT: dict[str, Callable[[Claims], object]] = {
    "another nonce": lambda claims: claims.update(nonce="of another sign-in"),
    "no nonce": lambda claims: claims.pop("nonce"),
    "another issuer": lambda claims: claims.update(iss="https://elsewhere.example"),
    "for another client": lambda claims: claims.update(aud="another"),
    "for several, by another": lambda claims: claims.update(aud=[CLIENT, "another"], azp="another"),
    "expired": lambda claims: claims.update(exp=claims["iat"] - 3600),
    "never expiring": lambda claims: claims.pop("exp"),
    "nobody": lambda claims: claims.pop("sub"),
    "without a name": lambda claims: claims.pop("preferred_username"),
    "a name that is no text": lambda claims: claims.update(preferred_username=["manager"]),
}


@pytest.mark.parametrize("how", BENT)
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    hall: RunningHall, department: Department, how: str
) -> None:
    department.bend = BENT[how]
    assert code_of(signed_in(hall)) == (401, "sign_on_failed")


def test_a_token_signed_by_another_key_is_refused(hall: RunningHall, department: Department) -> None:
    department.forged = True
    assert code_of(signed_in(hall)) == (401, "sign_on_failed")


def test_a_token_signed_by_the_clients_own_secret_is_refused(
    hall: RunningHall, department: Department
) -> None:
    department.alg = "HS256"
    assert code_of(signed_in(hall)) == (401, "sign_on_failed")


def test_a_new_key_of_the_provider_is_found(hall: RunningHall, department: Department) -> None:
    assert signed_in(hall).status_code == 201
    department.new_key()
    assert signed_in(hall).status_code == 201


def test_a_sign_in_ends_once(hall: RunningHall, department: Department) -> None:
    start = begun(hall)
    told = {**way_back(start["url"]), "binding": start["binding"]}
    assert ended(hall, **told).status_code == 201
    assert code_of(ended(hall, **told)) == (401, "sign_on_failed")
    again = way_back(start["url"]) | {"binding": start["binding"]}
    assert code_of(ended(hall, **again)) == (401, "sign_on_failed")


def test_a_sign_in_sent_again_under_its_key_gets_the_same_token(
    hall: RunningHall, department: Department
) -> None:
    address, sent = f"{hall.run['api']}/staff-sessions/sign-on", {"Idempotency-Key": token_hex()}
    start = begun(hall)
    body = {**way_back(start["url"]), "binding": start["binding"]}
    first, again = (httpx.post(address, json=body, headers=sent, timeout=60) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    another = httpx.post(address, json=body | {"binding": "b"}, headers=sent, timeout=60)
    assert code_of(another) == (401, "sign_on_failed")


def test_another_tab_cannot_end_a_sign_in(hall: RunningHall, department: Department) -> None:
    """Whoever is lured to the end of somebody else's sign-in is not signed in as that person."""
    assert code_of(signed_in(hall, binding=begun(hall)["binding"])) == (401, "sign_on_failed")


@pytest.mark.parametrize("state", ["x", "a.b.c", "a.1.b", "...", "a.999999999999.b", "é.1.é"])
def test_a_state_that_we_never_gave_is_refused(hall: RunningHall, state: str) -> None:
    assert code_of(ended(hall, code="c", state=state, binding="b")) == (401, "sign_on_failed")


def test_a_code_of_another_sign_in_does_not_fit_the_verifier(
    hall: RunningHall, department: Department
) -> None:
    stolen = way_back(begun(hall)["url"])["code"]
    assert code_of(signed_in(hall, code=stolen)) == (401, "sign_on_failed")


def test_codes_and_states_are_in_no_log(hall: RunningHall, department: Department) -> None:
    start = begun(hall)
    told = way_back(start["url"])
    ended(hall, **told, binding=start["binding"])
    logs = "".join(
        f.read_text(errors="replace") for f in hall.data.rglob("*") if f.suffix in {".log", ".out"}
    )
    assert "sign-on" in logs
    assert not any(secret in logs for secret in (told["code"], told["state"], start["binding"], SECRET))


def test_a_clerk_signs_in_while_sign_ons_hang(hall: RunningHall, department: Department) -> None:
    """A provider that takes longer than a busy machine does is given up: then it is tried again."""
    for window in range(1, 6):
        department.gate.clear()
        with ThreadPoolExecutor() as pool:
            hanging = [_hangs(pool, hall, department) for _ in range(2)]
            clerk = {"employee_no": hall.run["clerks"][0]["employee_no"], "pin": hall.run["clerks"][0]["pin"]}
            body = clerk | {"window": window, "take_over": True}
            answer = httpx.post(f"{hall.run['api']}/sessions", json=body, timeout=60)
            meanwhile = answer.status_code < 500 and not any(each.done() for each in hanging)
            department.gate.set()
        if meanwhile:
            return
    pytest.fail("the clerk waited for the provider")


def _hangs(pool: ThreadPoolExecutor, hall: RunningHall, department: Department) -> Future[httpx.Response]:
    department.asked.clear()
    coming = pool.submit(signed_in, hall)
    assert department.asked.wait(60)
    return coming


def test_a_provider_that_does_not_answer_is_away() -> None:
    provider = Provider(SignOn(f"http://127.0.0.1:{free_port()}", CLIENT, SECRET))
    with pytest.raises(SignOnAway):
        provider.address(*WAY_OUT)


def test_a_provider_that_failed_is_left_alone_for_a_while() -> None:
    now, port = [0.0], free_port()
    provider = Provider(SignOn(f"http://127.0.0.1:{port}", CLIENT, SECRET), now=lambda: now[0])
    with pytest.raises(SignOnAway):
        provider.address(*WAY_OUT)
    with pytest.MonkeyPatch.context() as patch, a_department(port, patch):
        with pytest.raises(SignOnAway):
            provider.address(*WAY_OUT)
        now[0] = LEFT_ALONE_S
        assert provider.address(*WAY_OUT)


@pytest.mark.parametrize("begins", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_provider_that_drips_is_cut_off(monkeypatch: pytest.MonkeyPatch, begins: bytes) -> None:
    monkeypatch.setattr("queue_server.web.provider.ANSWER_S", 1.0)
    with dripping(begins) as (port, heard_out):
        provider = Provider(SignOn(f"http://127.0.0.1:{port}", CLIENT, SECRET))
        with pytest.raises(SignOnAway):
            provider.address(*WAY_OUT)
        assert not heard_out.is_set()


@contextmanager
def dripping(begins: bytes) -> Iterator[tuple[int, Event]]:
    """A server that says a letter every tenth of a second for a minute, unless its caller hangs up."""
    heard_out, over = Event(), Event()

    def drip() -> None:
        line, _ = listener.accept()
        with line, suppress(OSError):
            line.sendall(begins)
            for _ in range(600):
                if over.wait(0.1):
                    return
                line.sendall(b"x")
            heard_out.set()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=drip)
        thread.start()
        try:
            yield listener.getsockname()[1], heard_out
        finally:
            over.set()
            thread.join()


def test_nobody_waits_where_all_who_ask_are_busy() -> None:
    outside, slow = Outside(partial(Answer, Event, lambda wake: wake()), threads=1), Event()
    with pytest.raises(TimeoutError, match="within"):
        outside(0.01, slow.wait, 60)
    with pytest.raises(TimeoutError, match="busy"):
        outside(60, str)
    slow.set()


def test_an_authority_of_the_machine_s_own_is_trusted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make(tmp_path, ["127.0.0.1"], datetime.now(UTC))
    with a_department(free_port(), monkeypatch, tls=tmp_path) as department:
        with pytest.raises(SignOnAway):
            Provider(SignOn(department.issuer, CLIENT, SECRET)).address(*WAY_OUT)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / CA))
        assert Provider(SignOn(department.issuer, CLIENT, SECRET)).address(*WAY_OUT)


def test_a_provider_that_calls_itself_otherwise_is_not_believed(department: Department) -> None:
    provider = Provider(SignOn(f"{department.issuer}/", CLIENT, SECRET))
    with pytest.raises(SignOnAway):
        provider.address(*WAY_OUT)


def test_passwords_work_beside_it(hall: RunningHall) -> None:
    body = hall.run["manager"]
    assert httpx.post(f"{hall.run['api']}/staff-sessions", json=body, timeout=60).status_code == 201


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_manager_comes_in_by_one_key(
    hall: RunningHall, department: Department, browser: Browser, language: str
) -> None:
    window = open_page(browser, f"{hall.run['base_url']}/staff?lang={language}", *DESK)
    key = window.page.locator(".door button:not(.main)")
    expect(key).to_be_visible(timeout=LONG_MS)
    assert (window.barriers(), window.overflows()) == ([], False)
    key.click()
    expect(window.page).to_have_url(f"{hall.run['base_url']}/c/dalang/manage?lang=zh", timeout=LONG_MS)
    assert window.page.context.cookies() == []
    assert "code=" not in window.page.url
