"""A printer in trouble, seen where people look: on the kiosk's page, on the managers' desk, in the job."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Request, expect

from tests.exhaustive import also
from tests.pages.browser import open_page
from tests.pages.staff_desks import desk_of
from tests.printer.emulator import Emulator, an_emulator, until
from tests.servers import YIMEN, RunningHall, free_port
from tests.stories.pages import LONG_MS, Kiosk
from tests.stories.playing import Players
from tests.stories.printer_faults import ENDS, NO_PAPER, OTHERS, REFUSES, Fault
from ui.words import say

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.kiosks(1)]

KIOSK = "QK-N3"
RED_WITHIN_S = 5.0
LONG_S = 40.0


@dataclass
class Agent:
    """A kiosk's real program, and the keys of the touches on its pages."""

    address: str
    keys: list[str] = field(default_factory=list)

    def heard(self, request: Request) -> None:
        """A page asks for a number."""
        if request.method == "POST" and request.url.endswith("/agent/tickets"):
            self.keys.append(str((request.post_data_json or {})["key"]))

    def job(self) -> str:
        """What became of the paper of the newest touch."""
        return str(httpx.get(f"{self.address}/agent/jobs/{self.keys[-1]}").raise_for_status().json()["print"])


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with an_emulator() as printer:
        yield printer


@pytest.fixture(scope="module")
def agent(hall: RunningHall, emulator: Emulator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    """`yimen kiosk` for a kiosk of the hall whose printer is the emulator."""
    players, run, port = Players(hall), hall.run, free_port()
    code = players.post("/devices/codes", {"kind": "kiosk", "place": KIOSK}, players.staff("administrator"))
    token = str(players.post("/devices/enrol", {"code": code["code"]})["token"])
    words = [
        *(YIMEN, "kiosk", "--server", run["base_url"], "--centre", run["centre"], "--kiosk", KIOSK),
        *("--port", str(port), "--printer", f"tcp://127.0.0.1:{emulator.port}"),
        *("--data", str(tmp_path_factory.mktemp("kiosk"))),
    ]
    program = subprocess.Popen(words, env=hall.environ | {"YIMEN_KIOSK_TOKEN": token})
    agent = Agent(f"http://127.0.0.1:{port}")
    assert until(lambda: answers(agent)), "the kiosk does not answer"
    yield agent
    program.terminate()
    assert program.wait(30) == 0


def answers(agent: Agent) -> bool:
    try:
        return bool(httpx.get(f"{agent.address}/agent/catalogue").is_success)
    except httpx.HTTPError:
        return False


@pytest.fixture(scope="module")
def printer_row(hall: RunningHall, browser: Browser, agent: Agent) -> Locator:
    """The kiosk's printer on the managers' page of devices."""
    page = desk_of(hall, browser, "manager", "/manage/devices").page
    row = page.locator(f"xpath=//tr[th/b[text()='{KIOSK}']]/following-sibling::tr[1]")
    expect(row).to_be_visible(timeout=LONG_MS)
    expect(row.locator("th .kind")).to_have_text(say("devices.device.kind.printer", "zh"))
    return row


def see_on_the_desk(row: Locator, state: str, within_s: float) -> None:
    """The desk says it in words, and is red where somebody has to go there."""
    level = "ok" if state == "ok" else "bad"
    expect(row.locator(".told")).to_have_text(say(f"devices.device.{state}", "zh"), timeout=within_s * 1000)
    assert level in (row.get_attribute("class") or "").split()


@pytest.mark.parametrize(
    "fault", [REFUSES, *map(also, [NO_PAPER, ENDS, *OTHERS])], ids=lambda fault: fault.name.replace(" ", "_")
)
def test_three_places_say_what_is_wrong_and_that_it_was_mended(
    browser: Browser, agent: Agent, emulator: Emulator, printer_row: Locator, fault: Fault
) -> None:
    see_on_the_desk(printer_row, "ok", LONG_S)
    fault.begin(emulator)
    if fault.now:
        see_on_the_desk(printer_row, fault.desk, RED_WITHIN_S)
    window = open_page(browser, f"{agent.address}/?lang=zh", 1080, 1920, has_touch=True)
    window.page.on("request", agent.heard)
    kiosk = Kiosk(window.page)
    kiosk.find("SPJYXKZXB", "食品经营许可证新办")
    number = kiosk.take()
    expect(kiosk.see("paper")).to_contain_text(say(f"taking.{fault.page}", "zh"), timeout=LONG_S * 1000)
    if fault.job == "failed":
        expect(kiosk.see("paper")).to_contain_text("北厅取号处的取号机 QK-N1", timeout=LONG_S * 1000)
    assert (kiosk.see("number").text_content() or "").strip() == number
    assert agent.job() == fault.job
    see_on_the_desk(printer_row, fault.desk, RED_WITHIN_S)
    assert window.troubles() == []
    window.page.context.close()
    fault.end(emulator)
    see_on_the_desk(printer_row, fault.mended, LONG_S)
    if fault.mended != "ok":
        printer_row.get_by_role("button", name="测试").click()
        see_on_the_desk(printer_row, "ok", LONG_S)
