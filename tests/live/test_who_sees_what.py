"""The clerk's own view is for the clerk, the devices are for the manager, and a lost token loses both."""

import time

from .driving import HallServer, Json, Listener, listening, until


def serve_one(server: HallServer, window: int = 1) -> None:
    server.act("issue", queue="minsheng")
    server.act("next", window=window)


def sees_class(envelope: Json) -> bool:
    return "visitor_class" in (envelope["board"]["current"] or {})


def test_everybody_sees_the_outward_face(server: HallServer) -> None:
    serve_one(server)
    with listening(server) as screen:
        said = screen.watch("window:1")
        assert not sees_class(said)
        assert said["board"]["can"] == []


def test_the_clerk_of_the_window_sees_everything(server: HallServer) -> None:
    server.act("sign_in", window=2, secret="mine")
    with listening(server, "mine") as pad, listening(server) as screen:
        pad.watch("window:2")
        screen.watch("window:2")
        serve_one(server, 2)
        assert until(lambda: bool(pad.pushed and screen.pushed))
        assert until(lambda: sees_class(pad.newest["dalang/window:2"]))
        assert not any(sees_class(e) for e in screen.pushed)
        assert "finish" in pad.board("window:2")["can"]


def test_a_clerk_sees_other_windows_from_outside(server: HallServer) -> None:
    server.act("sign_in", window=2, secret="mine")
    serve_one(server, 1)
    with listening(server, "mine") as pad:
        assert not sees_class(pad.watch("window:1"))


def test_after_the_session_the_socket_falls_back_to_the_outward_face(server: HallServer) -> None:
    server.act("sign_in", window=8, secret="eight")
    with listening(server, "eight") as pad:
        assert pad.watch("window:8")["board"]["can"]
        server.act("sign_out", window=8)
        assert until(lambda: pad.board("window:8")["state"] == "closed")
        server.act("sign_in", window=8, secret="somebody else")
        assert until(lambda: pad.board("window:8")["state"] == "idle")
        assert pad.board("window:8")["can"] == []


def test_a_taken_over_window_is_closed_to_the_clerk_before(server: HallServer) -> None:
    server.act("sign_in", window=7, secret="first")
    with listening(server, "first") as pad:
        pad.watch("window:7")
        server.act("sign_in", window=7, secret="second", clerk="DL008")
        assert until(lambda: (pad.board("window:7")["clerk"] or {}).get("employee_no") == "DL008")
        server.act("issue", queue="minsheng")
        server.act("next", window=7)
        assert until(lambda: pad.board("window:7")["current"] is not None)
        assert not sees_class(pad.newest["dalang/window:7"])
        assert not any(sees_class(e) for e in pad.pushed)


def test_an_unknown_token_sees_what_everybody_sees(server: HallServer) -> None:
    with listening(server, "never given") as screen:
        assert screen.watch("window:1")["board"]["can"] == []


def test_the_devices_are_for_the_manager(server: HallServer) -> None:
    server.act("manager", secret="boss")
    with listening(server, "boss") as office, listening(server) as screen:
        assert "devices" in office.watch("devices")["board"]
        assert screen.watch("devices")["error"]["code"] == "not_signed_in"
        server.act("device", code="QK-N1")
        assert until(lambda: bool(office.board("devices")["devices"]))
        server.act("revoke", secret="boss")
        server.act("device", code="QK-N2")
        assert office.watch("devices")["error"]["code"] == "not_signed_in"
        assert not screen.pushed


def test_a_clerk_may_not_see_the_devices(server: HallServer) -> None:
    server.act("sign_in", window=2, secret="mine")
    with listening(server, "mine") as pad:
        assert pad.watch("devices")["error"]["code"] == "not_permitted"


def test_http_knows_the_clerk_as_well(server: HallServer) -> None:
    server.act("sign_in", window=2, secret="mine")
    assert server.board("window:2", "mine")["board"]["can"]
    assert server.board("window:2")["board"]["can"] == []


def refused(listener: Listener, *message: object) -> str:
    code: str = listener.ask("watch", *message)["error"]["code"]
    return code


def test_whatever_is_sent_gets_an_answer(server: HallServer) -> None:
    with listening(server) as client:
        for nonsense in ((), (None,), ({},), ("dalang/hall:N",), ({"room": 7},), ({"room": ""},), (1, 2)):
            assert refused(client, *nonsense) == "bad_value"
        for room in ("hall:N", "dalang/roof", "dalang/hall:X", "dalang/window:999", "dalang/ticket:x"):
            assert refused(client, {"room": room}) == "unknown_room"
        assert refused(client, {"room": "elsewhere/hall:N"}) == "unknown_centre"
        assert client.ask("dance", 1)["error"]["code"] == "bad_value"
        assert client.watch("hall:N")["board"]


def test_errors_speak_the_language_of_the_client(server: HallServer) -> None:
    with listening(server) as zh, listening(server, language="en-GB,en;q=0.9") as en:
        chinese, english = (c.watch("hall:X")["error"]["message"] for c in (zh, en))
        assert "看板" in chinese
        assert english.isascii() or "“" in english
        assert chinese != english


def test_one_client_watches_two_hundred_rooms_at_most(server: HallServer) -> None:
    with listening(server) as client:
        tickets = [server.act("issue", queue="shuiwu") for _ in range(200)]
        for ticket in tickets:
            client.watch(f"ticket:{ticket}")
        assert client.watch("hall:N")["error"]["code"] == "bad_value"
        client.ask("unwatch", {"room": f"dalang/ticket:{tickets[0]}"})
        assert client.watch("hall:N")["board"]


def test_the_desk_is_for_staff_and_moves_with_the_hall(server: HallServer) -> None:
    server.act("manager", secret="boss")
    server.act("sign_in", window=2, secret="mine")
    with listening(server, "boss") as office, listening(server, "mine") as pad, listening(server) as screen:
        assert screen.watch("desk")["error"]["code"] == "not_signed_in"
        assert pad.watch("windows")["error"]["code"] == "not_permitted"
        before = office.watch("desk")["board"]["totals"]["issued"]
        server.act("issue", queue="minsheng")
        assert until(lambda: office.board("desk")["totals"]["issued"] == before + 1)


def test_staff_see_their_rooms_until_their_session_is_over(server: HallServer) -> None:
    server.act("manager", secret="this morning", left_s=3)
    with listening(server, "this morning") as office:
        assert office.watch("desk")["board"]
        time.sleep(3)
        server.act("issue", queue="minsheng")
        assert until(lambda: office.watch("desk").get("error", {}).get("code") == "not_signed_in")
        office.pushed.clear()
        server.act("issue", queue="minsheng")
        assert not until(lambda: bool(office.pushed), seconds=1.5)


def test_a_session_that_is_over_reads_no_room_of_staff_by_http_either(server: HallServer) -> None:
    server.act("manager", secret="yesterday", left_s=-1)
    refused = [server.board(room, "yesterday")["refused"] for room in ("desk", "windows", "devices")]
    assert refused == ["not_signed_in"] * 3
    assert server.board("hall:N", "yesterday")["board"]


def test_an_alarm_comes_to_staff_at_once_and_its_answer_to_the_clerk_alone(server: HallServer) -> None:
    server.act("manager", secret="boss")
    server.act("sign_in", window=2, secret="mine")
    with listening(server, "boss") as office, listening(server, "mine") as pad, listening(server) as face:
        assert pad.watch("alarms")["error"]["code"] == "not_permitted"
        assert face.watch("alarms")["error"]["code"] == "not_signed_in"
        office.watch("alarms")
        pad.watch("window:2")
        face.watch("window:2")
        server.act("alarm", window=2, alarm="help")
        assert until(lambda: bool(office.board("alarms")["alarms"]))
        server.act("acknowledge", alarm="help")
        assert until(lambda: (pad.board("window:2")["alarm"] or {}).get("seen_by") == "guide")
        assert not any(e["board"].get("alarm") for e in face.pushed)
