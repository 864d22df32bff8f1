"""The same command again gets the same answer and happens once."""

from concurrent.futures import ThreadPoolExecutor

from tests.web.site import API, PIN, Site, error_of, json_of


def test_a_retry_gets_the_same_ticket_with_200(site: Site) -> None:
    kiosk, wanted = site.kiosk(), {"service": "LF-1"}
    first = json_of(site.tell("/tickets", wanted, kiosk, key="once"), 201)
    assert json_of(site.tell("/tickets", wanted, kiosk, key="once"), 200) == first
    assert len(site.hall().tickets) == 1


def test_the_order_of_the_keys_does_not_matter(site: Site) -> None:
    kiosk = site.kiosk()
    site.tell("/tickets", {"service": "LF-1", "language": "zh"}, kiosk, key="once")
    again = site.tell("/tickets", {"language": "zh", "service": "LF-1"}, kiosk, key="once")
    assert again.status_code == 200


def test_another_body_under_the_same_key_is_refused(site: Site) -> None:
    kiosk = site.kiosk()
    site.tell("/tickets", {"service": "LF-1"}, kiosk, key="once")
    answer = site.tell("/tickets", {"service": "LF-2"}, kiosk, key="once")
    assert error_of(answer, 409) == "idempotency_key_reused"


def test_a_key_belongs_to_its_token(site: Site) -> None:
    wanted = {"service": "LF-1"}
    first = json_of(site.tell("/tickets", wanted, site.kiosk(), key="once"), 201)
    assert json_of(site.tell("/tickets", wanted, site.kiosk(), key="once"), 201) != first


def test_a_visitors_key_belongs_to_the_address_and_the_path(site: Site) -> None:
    one, two = site.take(), site.take()
    assert site.tell(f"/tickets/{one['public_id']}/cancel", key="once").status_code == 200
    assert site.tell(f"/tickets/{one['public_id']}/cancel", key="once").status_code == 200
    assert json_of(site.tell(f"/tickets/{two['public_id']}/cancel", key="once"))["number"] == two["number"]


def test_a_repeated_next_calls_nobody_twice(site: Site) -> None:
    clerk = site.clerk(1)
    site.take()
    site.take()
    first = site.tell("/windows/1/next", {"expect": None}, clerk, key="press")
    assert json_of(site.tell("/windows/1/next", {"expect": None}, clerk, key="press")) == json_of(first)
    assert site.hall().waiting_count("life") == 1


def test_a_refusal_is_not_remembered(site: Site) -> None:
    clerk = site.clerk(1)
    assert error_of(site.tell("/windows/1/start", {"expect": None}, clerk, key="k"), 409) == "nothing_current"
    ticket = site.take()
    site.tell("/windows/1/next", {"expect": None}, clerk)
    started = site.tell("/windows/1/start", {"expect": ticket["public_id"]}, clerk, key="k")
    assert json_of(started)["state"] == "serving"


def test_tickets_and_windows_need_a_key(site: Site) -> None:
    clerk = site.clerk(1)
    assert error_of(site.tell("/windows/1/next", {"expect": None}, clerk, key=None), 400) == (
        "idempotency_key_missing"
    )
    answer = site.tell("/tickets", {"service": "LF-1"}, site.kiosk(), key="x" * 201)
    assert error_of(answer, 400) == "idempotency_key_missing"


def test_a_stranger_without_a_key_is_a_stranger_first(site: Site) -> None:
    assert error_of(site.tell("/windows/1/next", {"colour": "red"}, key=None), 401) == "not_signed_in"


def test_a_retried_sign_in_gets_the_same_token_although_nobody_kept_it(site: Site) -> None:
    site.login("C1")
    body = {"employee_no": "C1", "pin": PIN, "window": 1}
    first = json_of(site.tell("/sessions", body, key="morning"), 201)
    again = json_of(site.tell("/sessions", body, key="morning"), 200)
    assert again == first
    assert site.ask("/sessions/current", first["token"]).status_code == 200
    kept = site.act(lambda tx: tx.answered("127.0.0.1 /api/v1/centres/town/sessions", "morning"))
    assert first["token"] not in kept.body


def test_sign_ins_with_different_keys_get_different_tokens(site: Site) -> None:
    site.login("C1")
    body = {"employee_no": "C1", "pin": PIN, "window": 1, "take_over": True}
    tokens = {json_of(site.tell("/sessions", body, key=key), 201)["token"] for key in ("a", "b", None)}
    assert len(tokens) == 3


def test_the_same_command_at_the_same_time_happens_once(site: Site) -> None:
    kiosk = site.kiosk()

    def send(_: int) -> int:
        client = site.client.application.test_client()
        sent = {"Authorization": f"Bearer {kiosk}", "Idempotency-Key": "once"}
        return client.post(f"{API}/tickets", json={"service": "LF-1"}, headers=sent).status_code

    with ThreadPoolExecutor(8) as touches:
        codes = sorted(touches.map(send, range(16)))
    assert codes == [200] * 15 + [201]
    assert len(site.hall().tickets) == 1


def test_eighty_commands_at_the_same_time_give_eighty_numbers(site: Site) -> None:
    kiosk = site.kiosk()

    def send(touch: int) -> str:
        client = site.client.application.test_client()
        sent = {"Authorization": f"Bearer {kiosk}", "Idempotency-Key": f"touch-{touch}"}
        return str(client.post(f"{API}/tickets", json={"service": "LF-1"}, headers=sent).get_json()["number"])

    with ThreadPoolExecutor(8) as touches:
        given = sorted(touches.map(send, range(80)))
    assert given == [f"A{serial:03}" for serial in range(1, 81)]
