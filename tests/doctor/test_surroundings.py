"""What the doctor finds around the server: each trouble is really caused."""

import http.server
import json
import re
import resource
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from config.settings import Settings
from queue_server import authority
from queue_server.doctor import surroundings
from queue_server.doctor.examine import examine, worst
from queue_server.doctor.finding import Case, Findings, Level, fine, warning
from queue_server.doctor_cli import doctor_command
from tests.doctor.reading import said
from tests.servers import free_port
from ui.terminal import Words

NOW = authority.utc_now()
MANY = "postgresql+psycopg://yimen@127.0.0.1/yimen"  # a record at which there can be several servers
READY = {"ok": True, "centres": 1, "down": []}


def look(check: Callable[[Case], Findings], level: Level, **settings: Any) -> str:
    return said(check(Case(Settings(**settings), NOW)), level)


@dataclass(frozen=True)
class Answering:
    """A server that answers everything in one way."""

    port: int

    def settings(self, scheme: str = "http", **more: Any) -> dict[str, Any]:
        return {"port": self.port, "base_url": f"{scheme}://127.0.0.1:{self.port}", **more}


@contextmanager
def answering(
    body: Mapping[str, Any] | str, status: int = 200, tls: ssl.SSLContext | None = None
) -> Iterator[Answering]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write((body if isinstance(body, str) else json.dumps(body)).encode())

        def log_message(self, *_: Any) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Answering(server.server_address[1])
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """Settings of a server that listens and is not ready: whoever comes waits in the system's queue."""
    monkeypatch.setattr(surroundings, "PATIENCE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield Answering(listener.getsockname()[1]).settings()


@contextmanager
def hanging_up() -> Iterator[dict[str, Any]]:
    """Settings of a server that lets everybody in and hangs up."""

    def hang_up() -> None:
        while True:
            try:
                visitor, _ = listener.accept()
            except OSError:
                return
            visitor.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=hang_up)
        thread.start()
        yield Answering(listener.getsockname()[1]).settings()
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def shown_by(data: Path, *names: str, made: timedelta = timedelta()) -> ssl.SSLContext:
    """What a server shows whose certificate was made for these names, so long ago."""
    authority.make(data / "tls", names, NOW - made)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(data / "tls" / "server.pem", data / "tls" / "server.key")
    return context


def test_a_misspelt_variable_is_named() -> None:
    right = {"YIMEN_PORT": "8000", "YIMEN_METRICS_TOKEN_FILE": "/run/token", "PATH": "/bin"}
    case = Case(Settings(), NOW, {"YIMEN_PROXY": "1", **right})
    told = said(surroundings.settings(case), Level.WARNING)
    assert "YIMEN_PROXY" in told
    assert not [name for name in right if name in told]


def test_links_that_no_phone_can_reach() -> None:
    assert "no phone can reach" in look(surroundings.settings, Level.WARNING, host="0.0.0.0")


def test_an_address_without_tls() -> None:
    told = look(surroundings.settings, Level.WARNING, base_url="http://hall.lan")
    assert "yimen tls" in told


def test_a_proxy_that_the_server_was_not_told_of() -> None:
    assert "YIMEN_PROXIES=1" in look(surroundings.settings, Level.WARNING, base_url="https://hall.lan")


def test_settings_that_fit_together() -> None:
    assert look(surroundings.settings, Level.WARNING, base_url="https://hall.lan", proxies=1) == ""


def test_a_server_that_is_ready() -> None:
    with answering(READY) as server:
        assert "is ready" in look(surroundings.port, Level.FINE, **server.settings())


def test_a_server_that_is_not_ready_says_which_centre() -> None:
    with answering({"ok": False, "centres": 1, "down": ["dalang"]}, 503) as server:
        told = look(surroundings.port, Level.ERROR, **server.settings())
    assert "not ready: dalang" in told
    assert "journalctl -u yimen says why" in told


def test_a_port_that_somebody_else_has() -> None:
    with answering("It works!") as server:
        assert "something else than yimen" in look(surroundings.port, Level.ERROR, **server.settings())


def test_a_server_that_is_starting(silent: dict[str, Any]) -> None:
    told = look(surroundings.port, Level.WARNING, **silent)
    assert "does not answer yet" in told
    assert f"sport = :{silent['port']}" in told
    assert look(surroundings.port, Level.ERROR, **silent) == ""


def test_an_address_whose_server_is_starting(silent: dict[str, Any]) -> None:
    assert "gave no answer" in look(surroundings.address, Level.WARNING, **silent)
    assert look(surroundings.address, Level.ERROR, **silent) == ""


def test_a_server_whose_start_fails_or_took_long_hangs_up() -> None:
    with hanging_up() as settings:
        assert "does not answer yet" in look(surroundings.port, Level.WARNING, **settings)
        assert "gave no answer" in look(surroundings.address, Level.WARNING, **settings)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("settings", "unit"),
    [
        (Settings(), "yimen"),
        (Settings(port=8080), "yimen"),
        (Settings(database_url=MANY), "yimen"),
        (Settings(port=8001, database_url=MANY), "yimen@8001"),
    ],
)
def test_a_server_that_does_not_run_is_started_by_its_unit(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, unit: str, language: str
) -> None:
    def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    (found,) = surroundings.port(Case(settings, NOW))
    assert (found.level, found.code) == (Level.WARNING, "server_not_running")
    assert re.findall(r"systemctl start ([\w@]+)|journalctl -u ([\w@]+)", found.do(Words(language))) == [
        (unit, ""),
        ("", unit),
    ]


def test_an_address_that_leads_nowhere() -> None:
    told = look(surroundings.address, Level.ERROR, base_url=f"http://127.0.0.1:{free_port()}")
    assert "cannot be reached" in told


def test_a_proxy_without_a_server_behind_it() -> None:
    with answering("Bad Gateway", 502) as server:
        assert "answers 502" in look(surroundings.address, Level.ERROR, **server.settings())


def test_a_clock_that_is_not_the_server_s() -> None:
    with answering(READY) as server:
        ahead = Case(Settings(**server.settings()), NOW + timedelta(hours=1))
        assert "Let NTP keep both" in said(surroundings.address(ahead), Level.WARNING)


def test_a_certificate_of_our_own_that_is_good(tmp_path: Path) -> None:
    with answering(READY, tls=shown_by(tmp_path, "127.0.0.1")) as server:
        told = look(surroundings.address, Level.FINE, **server.settings("https", data=tmp_path))
    assert "answers" in told
    assert "ends on" in told


def test_a_certificate_that_ends_soon(tmp_path: Path) -> None:
    old = shown_by(tmp_path, "127.0.0.1", made=timedelta(days=380))
    with answering(READY, tls=old) as server:
        told = look(surroundings.address, Level.WARNING, **server.settings("https", data=tmp_path))
    assert "yimen tls renew" in told


def test_a_certificate_that_has_ended(tmp_path: Path) -> None:
    old = shown_by(tmp_path, "127.0.0.1", made=timedelta(days=400))
    with answering(READY, tls=old) as server:
        told = look(surroundings.address, Level.ERROR, **server.settings("https", data=tmp_path))
    assert "expired" in told


def test_a_certificate_for_another_name(tmp_path: Path) -> None:
    with answering(READY, tls=shown_by(tmp_path, "hall.lan")) as server:
        told = look(surroundings.address, Level.ERROR, **server.settings("https", data=tmp_path))
    assert "IP address mismatch" in told


def test_a_certificate_whose_authority_nobody_knows(tmp_path: Path) -> None:
    with answering(READY, tls=shown_by(tmp_path / "elsewhere", "127.0.0.1")) as server:
        told = look(surroundings.address, Level.ERROR, **server.settings("https", data=tmp_path))
    assert "not good here" in told


def test_too_few_descriptors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "FEW_DESCRIPTORS", resource.getrlimit(resource.RLIMIT_NOFILE)[1] + 1)
    assert "LimitNOFILE" in look(surroundings.limits, Level.WARNING)


def test_a_webhook_that_cannot_be_reached() -> None:
    url = f"http://127.0.0.1:{free_port()}/alarms"
    assert "yimen webhook test" in look(
        surroundings.others, Level.ERROR, webhook_url=url, webhook_secret="s" * 32
    )


@pytest.mark.parametrize(("name", "scheme"), [("message_queue_url", "redis"), ("oidc_issuer", "https")])
def test_another_system_that_is_away(name: str, scheme: str) -> None:
    told = look(surroundings.others, Level.ERROR, **{name: f"{scheme}://127.0.0.1:{free_port()}"})
    assert "cannot be reached" in told


def test_a_webhook_that_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/alarms"
        told = look(surroundings.others, Level.FINE, webhook_url=url, webhook_secret="s" * 32)
    assert "can be reached" in told


def test_a_machine_without_anything_that_a_kiosk_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    case = Case(Settings(), NOW)
    assert "fonts-noto-cjk" in said(surroundings.client(case), Level.ERROR)
    assert "chromium" in said(surroundings.client(case), Level.ERROR)
    assert "espeak-ng" in said(surroundings.client(case), Level.WARNING)


def test_nothing_that_keeps_the_clock_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "set-ntp" in look(surroundings.clock, Level.WARNING)


def test_a_clock_that_ntp_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "timedatectl").write_text("#!/bin/sh\necho yes\n")
    (tmp_path / "timedatectl").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "kept by NTP" in look(surroundings.clock, Level.FINE)


def test_a_check_that_fails_itself_hides_no_other() -> None:
    def breaks(_: Case) -> Findings:
        yield fine("first", "said")
        raise ValueError("odd")

    def works(_: Case) -> Findings:
        yield fine("second", "said")

    found = list(examine(Case(Settings(), NOW), (breaks, works)))
    assert [f.about for f in found] == ["first", "breaks", "second"]
    assert worst(found) is Level.ERROR


def test_wrong_settings_are_said_by_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMEN_PORT", "eighty")
    done = CliRunner().invoke(doctor_command, ["--language", "en"])
    assert done.exit_code == 2
    assert "X ERROR   settings: YIMEN_PORT must be a whole number" in done.output
    assert "          -> Set it right" in done.output


def test_whoever_reads_chinese_is_told_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMEN_PORT", "eighty")
    done = CliRunner().invoke(doctor_command, ["--language", "zh"])
    assert done.exit_code == 2
    assert "X 错误 设置：YIMEN_PORT 应是 1 到 65535 的整数" in done.output
    assert "          -> 请改正" in done.output


def test_devices_in_trouble_are_listed_as_each_language_lists_them() -> None:
    two = [surroundings._device("QK-N1", "paper_out"), surroundings._device("LED-N0", "no_such_state")]
    found = warning("devices", "devices_in_trouble", count=2, centre="dalang", devices=two)
    assert "QK-N1（没纸了）、LED-N0（no_such_state）" in found.what(Words("zh"))
    assert "QK-N1 (out of paper), LED-N0 (no_such_state)" in found.what(Words("en"))


def test_programs_get_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMEN_DATA", str(tmp_path / "nothing"))
    monkeypatch.setenv("YIMEN_PORT", str(free_port()))
    zh, en = (
        CliRunner().invoke(doctor_command, ["--json", "--client", "--language", language])
        for language in ("zh", "en")
    )
    told = json.loads(en.output)
    assert (en.exit_code, told["worst"]) == (2, "error")
    assert {"level", "about", "code", "what", "do"} == told["findings"][0].keys()
    assert [row["code"] for row in json.loads(zh.output)["findings"]] == [
        row["code"] for row in told["findings"]
    ]
    assert not (tmp_path / "nothing").exists()


def test_a_gateway_of_short_messages_that_cannot_be_reached() -> None:
    url = f"http://127.0.0.1:{free_port()}/sms"
    assert "text messages" in look(surroundings.others, Level.ERROR, sms_url=url, sms_secret="s" * 32)
