"""A screen whose server comes and goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from click.testing import CliRunner

from display_client.chain import Chain
from display_client.chromium import Health
from display_client.cli import display_command
from display_client.line import Line
from display_client.loudspeaker import Heard, Told, Why
from display_client.panels.wall import PanelWall
from display_client.place import Place, remember
from display_client.screen import CARE_EVERY_S, SOON_S, Screen, Setup
from display_client.server import Body, Unreached
from tests.display.speaking import Listening, Speaker, a_call
from wire.catalogue import CatalogueAnswer
from wire.devices import DeviceOrder, Orders, PartTold

HERE = {"YIMEN_SCREEN_TOKEN": "t", "LANG": "en_GB.UTF-8"}
CATALOGUE = Path(__file__).parents[1] / "wire" / "catalogue.json"


class Away:
    """A server that is not reached until it is back."""

    base_url, centre, token = "http://127.0.0.1:9", "dalang", None

    def __init__(self) -> None:
        self.is_back = False
        self.told: list[tuple[str, str]] = []
        self.detail = ""
        self.parts: dict[str, str] = {}

    def catalogue(self) -> CatalogueAnswer:
        self._must_be_back()
        return CatalogueAnswer.model_validate_json(CATALOGUE.read_bytes())

    def heartbeat(self, state: str, detail: str, watched: Body) -> Orders:
        self._must_be_back()
        self.told.append((state, str(watched["version"])))
        self.detail = detail
        self.parts = {part.code: part.state for part in map(PartTold.model_validate, watched["parts"])}
        return Orders(catalogue_version=self.catalogue().version)

    def _must_be_back(self) -> None:
        if not self.is_back:
            raise Unreached("nobody there")

    def close(self) -> None:
        """Nothing to let go of."""


class Still:
    """A browser that shows what it was started on."""

    is_alive = True

    def __init__(self, address: str, started: list[str]) -> None:
        self.address = address
        started.append(address)

    def health(self, within_s: float) -> Health:
        return Health(self.address, drawn=True)

    def show(self, address: str) -> None:
        self.address = address

    def tell(self, event: str, detail: dict[str, Any]) -> None: ...
    def close(self) -> None: ...


@contextmanager
def a_screen(server: Any, folder: Path, *, sound: bool = True) -> Iterator[tuple[Screen, list[str]]]:
    started: list[str] = []
    player = Listening(lambda seconds: None) if sound else None
    setup = Setup("LED-N0", folder, page={"inches": "75"})
    screen = Screen(setup, server, Chain([Speaker()]), player, lambda address: Still(address, started))
    yield screen, started
    for part in (screen._line, screen._keeper):
        if part is not None:
            part.stop()


def the_page(screen: Screen) -> str:
    return screen._keeper.address if screen._keeper else ""


def test_a_screen_that_knows_nothing_waits_for_its_server(tmp_path: Path) -> None:
    server = Away()
    with a_screen(server, tmp_path) as (screen, _):
        screen.look()
        assert (screen.place, server.told) == (None, [])
        server.is_back = True
        screen.look()
        assert the_page(screen) == "http://127.0.0.1:9/c/dalang/hall/N?inches=75&voice=1&chime=0"
        assert [state for state, _ in server.told] == ["ok"]


def test_a_screen_shows_what_it_remembers_while_the_server_is_away(tmp_path: Path) -> None:
    remember(tmp_path / "place.json", Place("hall:N", "N", "Asia/Shanghai", ("cmn",)))
    server = Away()
    with a_screen(server, tmp_path) as (screen, _):
        screen.look()
        assert the_page(screen).startswith("http://127.0.0.1:9/c/dalang/hall/N?")
        assert screen.place is not None
        assert len(screen._announcer.languages) == 1
        server.is_back = True
        screen.look()
        assert list(screen._announcer.languages) == ["cmn", "yue"]


def test_a_screen_without_a_loudspeaker_leaves_the_chime_to_its_page(tmp_path: Path) -> None:
    server = Away()
    server.is_back = True
    with a_screen(server, tmp_path, sound=False) as (screen, _):
        screen.look()
        assert the_page(screen) == "http://127.0.0.1:9/c/dalang/hall/N?inches=75"


def test_browser_and_loudspeaker_are_parts_with_states_of_their_own(tmp_path: Path) -> None:
    server = Away()
    server.is_back = True
    with a_screen(server, tmp_path) as (screen, _):
        screen.look()
        assert server.parts == {"browser": "ok", "loudspeaker": "ok"}
        screen.condition.hear(Told(a_call(5), Heard.DROPPED, 0.0, Why.NO_SOUND, "aplay is\nstuck"))
        screen.look()
        assert server.parts == {"browser": "ok", "loudspeaker": "no_sound"}
        assert (server.told[-1][0], server.detail) == ("no_sound", "aplay is stuck")


def test_a_screen_without_a_loudspeaker_has_no_such_part(tmp_path: Path) -> None:
    server = Away()
    server.is_back = True
    with a_screen(server, tmp_path, sound=False) as (screen, _):
        screen.look()
        assert server.parts == {"browser": "ok"}


def refused(*words: str) -> str:
    must = ("--server", "http://127.0.0.1:9", "--centre", "dalang", "--screen", "LED-N0")
    done = CliRunner().invoke(display_command, [*must, *words], env=HERE)
    assert done.exit_code == 1
    return done.output


def test_a_choice_that_is_none_is_refused_with_a_sentence(tmp_path: Path) -> None:
    at = ("--data", str(tmp_path), "--browser", "none")
    assert "alsa:DEVICE" in refused(*at, "--sound", "loud")
    assert "12:00-14:00" in refused(*at, "--quiet", "noon")
    assert "cmn, yue, en" in refused(*at, "--languages", "pt")
    assert "inches=75" in refused(*at, "--page", "inches")
    assert "no browser" in refused("--data", str(tmp_path), "--browser", "netscape")


def test_a_screen_needs_a_token(tmp_path: Path) -> None:
    must = ["--server", "http://h", "--centre", "c", "--screen", "s", "--data", str(tmp_path)]
    done = CliRunner().invoke(display_command, must, env={"YIMEN_SCREEN_TOKEN": ""})
    assert "YIMEN_SCREEN_TOKEN" in done.output


class Panels(PanelWall):
    """A wall without panels that notes when people are sent to the screen."""

    def __init__(self) -> None:
        super().__init__(())
        self.sent_to_the_screen = 0

    def show_nothing_known(self) -> None:
        self.sent_to_the_screen += 1


def test_panels_send_people_to_the_screen_when_the_line_is_lost(tmp_path: Path) -> None:
    wall = Panels()
    screen = Screen(Setup("LED-N0", tmp_path), Away(), Chain([Speaker()]), None, None, wall)  # type: ignore[arg-type]
    screen._line = cast("Line", SimpleNamespace(is_lost=False))
    screen.look()
    assert wall.sent_to_the_screen == 0
    screen._line = cast("Line", SimpleNamespace(is_lost=True))
    screen.look()
    assert wall.sent_to_the_screen == 1


class Ordering(Away):
    """A server that wants a panel tested."""

    def heartbeat(self, state: str, detail: str, watched: Body) -> Orders:
        answer = super().heartbeat(state, detail, watched)
        order = DeviceOrder(order="o1", kind="test", part="panel-7", good_for_s=60)
        return answer.model_copy(update={"orders": [order]})


def test_what_became_of_an_order_is_told_soon_while_the_server_listens(tmp_path: Path) -> None:
    server = Ordering()
    screen = Screen(Setup("LED-N0", tmp_path), server, Chain([Speaker()]), None, None, Panels())  # type: ignore[arg-type]
    pauses = []
    for server.is_back in (True, False, True, True):
        screen.look()
        pauses.append(screen._pause_s)
    assert pauses == [SOON_S, CARE_EVERY_S, SOON_S, CARE_EVERY_S]


def test_a_file_of_panels_that_cannot_be_used_ends_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "panels.toml"
    file.write_text('[[panels]]\nwindow = 7\nline = "tcp://h:1"\nmake = "none"\naddress = 7\nwidth = 24\n')
    said = refused("--data", str(tmp_path), "--browser", "none", "--panels", str(file))
    assert "panel of window 7: make" in said
