"""A morning in WeChat, against the real server: ask by number, be warned, be called. Both sides over HTTP."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.pages.browser import open_page
from tests.servers import RunningHall, running_hall
from tests.stories.playing import Players
from tests.wechat.wechat import (
    AES_KEY,
    APP_ID,
    CALLED,
    NEAR,
    OPENID,
    SECRET,
    TOKEN,
    Sent,
    Wechat,
    a_text,
    a_wechat,
    an_event,
    content_of,
    encrypted,
)

IN_WECHAT = {"User-Agent": "MicroMessenger/8.0.50", "Accept-Language": "zh"}
SOON_S = 60
numbers = count(int(time.time()))


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Iterator[tuple[RunningHall, Wechat]]:
    """A hall with an official account that hides what it says; its secrets lie in files."""
    folder = tmp_path_factory.mktemp("wechat")
    files = {"SECRET": SECRET, "TOKEN": TOKEN, "AES_KEY": AES_KEY}
    for name, text in files.items():
        (folder / name).write_text(f"{text}\n")
    with a_wechat() as wechat:
        account = {
            "YIMEN_WECHAT_APP_ID": APP_ID,
            "YIMEN_WECHAT_API": wechat.url,
            "YIMEN_WECHAT_AUTHORIZE": wechat.url,
            "YIMEN_WECHAT_TEMPLATE_NEAR": NEAR,
            "YIMEN_WECHAT_TEMPLATE_CALLED": CALLED,
            **{f"YIMEN_WECHAT_{name}_FILE": str(folder / name) for name in files},
        }
        with running_hall(folder / "hall", prepared, LOUDSPEAKERS="0", KIOSKS="0", **account) as hall:
            yield hall, wechat


@pytest.fixture
def hall(at_work: tuple[RunningHall, Wechat]) -> RunningHall:
    return at_work[0]


@pytest.fixture
def wechat(at_work: tuple[RunningHall, Wechat]) -> Wechat:
    return at_work[1]


@pytest.fixture(scope="module")
def players(at_work: tuple[RunningHall, Wechat]) -> Players:
    return Players(at_work[0])


def told(hall: RunningHall, sent: Sent) -> httpx.Response:
    return httpx.post(f"{hall.run['base_url']}/wechat?{sent.query}", content=sent.body, timeout=30)


def asked(hall: RunningHall, text: str) -> str:
    """What stands on the phone after somebody wrote this; the answer came hidden."""
    answer = told(hall, encrypted(a_text(text, next(numbers)), datetime.now(UTC)))
    assert answer.status_code == 200, answer.text
    assert b"<Encrypt>" in answer.content
    return content_of(answer.content)


def sent_within(seconds: float, wechat: Wechat, fits: Callable[[dict[str, str]], bool]) -> dict[str, str]:
    """The first template message that fits, by its fields."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for each in list(wechat.templates):
            values = {name: field["value"] for name, field in each["data"].items()}
            if fits({"template": each["template_id"], "touser": each["touser"], **values}):
                return {"template": each["template_id"], "touser": each["touser"], **values}
        time.sleep(0.2)
    raise AssertionError(f"nothing like it was sent: {wechat.templates}")


def test_a_number_is_told_the_true_people_ahead(hall: RunningHall, players: Players) -> None:
    tickets = [players.take(queue="hukou") for _ in range(3)]
    number = tickets[-1]["number"]
    ahead = players.get(f"/tickets/{tickets[-1]['public_id']}")["ahead"]
    for typed in (number, number.lower(), f"{number} 还要多久"):
        assert f"前面 {ahead} 人" in asked(hall, typed)
    assert f"{ahead} ahead of you" in asked(hall, f"How long for {number}?")
    assert ahead >= 2


def test_queues_are_told_within_what_wechat_shows(hall: RunningHall) -> None:
    text = asked(hall, "排队")
    assert len(text.encode()) <= 2048
    assert f"{hall.run['base_url']}/c/" in text.splitlines()[-1]


def test_a_forged_message_changes_nothing_and_hears_nothing(hall: RunningHall) -> None:
    sent = encrypted(a_text("排队"), datetime.now(UTC), msg_signature="0" * 40)
    answer = told(hall, sent)
    assert (answer.status_code, "<xml>" in answer.text) == (403, False)


def test_who_signed_in_is_warned_and_called(hall: RunningHall, wechat: Wechat, players: Players) -> None:
    """By a queue of its own, in which nobody waits before: so the turn is near at once."""
    ticket = players.take(queue="ranqi")
    public_id, base = ticket["public_id"], hall.run["base_url"]
    window = players.window_of("ranqi")
    with httpx.Client(base_url=base, headers=IN_WECHAT, timeout=30) as phone:
        assert f"/wechat/ticket/{public_id}" in phone.get(f"/t/{public_id}").text
        away = phone.get(f"/wechat/ticket/{public_id}")
        state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]
        wechat.codes["the-code"] = OPENID
        page = phone.get("/wechat/back", params={"code": "the-code", "state": state})
        form = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
        assert phone.post("/wechat/yes", data=form).status_code == 303
    near = sent_within(SOON_S, wechat, lambda sent: sent["template"] == "T-NEAR")
    assert (near["touser"], near["character_string2"], near["number3"]) == (OPENID, ticket["number"], "0")
    players.sign_in(window)
    players.press(window, "next")
    called = sent_within(SOON_S, wechat, lambda sent: sent["template"] == "T-CALLED")
    assert (called["character_string1"], called["thing2"]) == (ticket["number"], str(window))
    assert f"请到 {window} 号窗口" in asked(hall, ticket["number"])


def test_several_people_are_told_at_once(hall: RunningHall, wechat: Wechat, players: Players) -> None:
    """Each scanned a code of the account that names the own ticket; all are near at the same moment."""
    people = {}
    for i in range(6):
        ticket = players.take(queue="gongdian" if i < 3 else "gongshui")
        people[ticket["number"]] = f"oPerson{i}"
        event = an_event("SCAN", ticket["public_id"], created=i, sender=f"oPerson{i}")
        assert told(hall, encrypted(event, datetime.now(UTC))).status_code == 200
    for number, openid in people.items():
        sent = sent_within(SOON_S, wechat, lambda sent, who=openid: sent["touser"] == who)  # type: ignore[misc]
        assert sent["character_string2"] == number
    assert len({each["client_msg_id"] for each in wechat.templates}) == len(wechat.templates)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_form_asks_everybody_without_a_barrier(
    hall: RunningHall, wechat: Wechat, players: Players, browser: Browser, language: str
) -> None:
    public_id, base = players.take(queue="dianxin")["public_id"], hall.run["base_url"]
    away = httpx.get(f"{base}/wechat/ticket/{public_id}", headers=IN_WECHAT, timeout=30)
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]
    wechat.codes["shown"] = OPENID
    window = open_page(browser, f"{base}/wechat/back?code=shown&state={state}&lang={language}", 320, 640)
    assert (window.troubles(), window.barriers()) == ([], [])
    window.page.get_by_role("button").click()
    expect(window.page).to_have_url(f"{base}/t/{public_id}?lang={language}")
    assert window.troubles() == []


def test_the_log_knows_no_secret_and_nobody(hall: RunningHall) -> None:
    """Comes last: everything above is in it."""
    log = "".join(
        path.read_text("utf-8", "replace") for path in hall.data.rglob("*") if path.suffix in {".log", ".out"}
    )
    assert "/wechat" in log
    assert [
        each for each in (SECRET, TOKEN, AES_KEY, OPENID, "oPerson", "token-1", "the-code") if each in log
    ] == []
