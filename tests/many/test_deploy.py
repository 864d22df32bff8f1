"""What config/deploy gives for several servers: read by the programs that it is for."""

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from config.settings import Settings
from tests.many.machines import DEPLOY, Nginx, fitted, quiet_port, speaks_ipv6
from ui.words import say

UNITS = sorted(path.name for path in (DEPLOY / "systemd").glob("*.service"))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """nginx with no server behind it."""
    nginx = Nginx(tmp_path_factory.mktemp("nginx") / "own", [quiet_port(), quiet_port()])
    nginx.start()
    yield nginx
    nginx.end()


def ask(nginx: Nginx, path: str, language: str = "zh") -> httpx.Response:
    """A question as a program on this machine asks it."""
    return httpx.get(nginx.address + path, verify=False, headers={"Accept-Language": language})


def test_nginx_reads_its_configuration_without_a_complaint(alone: Nginx) -> None:
    words = alone.words[: alone.words.index("-g")]
    tried = subprocess.run([*words, "-t", "-q"], capture_output=True, text=True, check=False)
    assert (tried.returncode, tried.stderr) == (0, "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_any_server_programs_are_told_in_the_servers_words(alone: Nginx, language: str) -> None:
    answer = ask(alone, "/api/v1/centres/dalang/opening", language)
    said = {"code": "record_failed", "message": say("refusals.record_failed", language), "details": {}}
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert answer.json() == {"error": said}


def test_a_tablet_gets_the_halls_authority_before_it_trusts_anything(alone: Nginx) -> None:
    plain = f"http://127.0.0.1:{alone.plain_port}"
    assert httpx.get(f"{plain}/").status_code == 308
    handed = httpx.get(f"{plain}/ca.pem")
    assert handed.status_code in {200, 404}  # there may be none on the machine that tests


def test_figures_stay_inside(alone: Nginx) -> None:
    assert ask(alone, "/metrics").status_code == 404


def test_who_comes_without_tls_is_sent_to_the_same_page_with_it(alone: Nginx) -> None:
    plain = httpx.get(f"http://127.0.0.1:{alone.plain_port}/pad?window=1", follow_redirects=False)
    assert (plain.status_code, plain.headers["Location"]) == (308, "https://127.0.0.1/pad?window=1")


@pytest.mark.parametrize("file", ["nginx.conf", "nginx-hall.conf"])
def test_whoever_comes_by_ipv6_is_heard_as_by_ipv4(file: str) -> None:
    heard = re.findall(r"listen (.+);", (DEPLOY / file).read_text("utf-8"))
    assert heard == ["80", "[::]:80", "443 ssl http2", "[::]:443 ssl http2"]


def test_nginx_hears_ipv6_where_the_machine_has_it(alone: Nginx) -> None:
    if not speaks_ipv6():
        pytest.skip("this machine has no IPv6")
    answer = httpx.get(f"http://[::1]:{alone.plain_port}/pad", follow_redirects=False)
    assert answer.status_code == 308


def test_without_ipv6_its_lines_go(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise OSError("Address family not supported by protocol")

    monkeypatch.setattr(socket, "socket", refuse)
    heard = re.findall(r"listen (.+);", fitted(tmp_path, [1, 2], 443, 80))
    assert heard == ["127.0.0.1:80", "127.0.0.1:443 ssl http2"]


def test_the_servers_settings_are_settings() -> None:
    lines = (DEPLOY / "server.env").read_text("utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    settings = Settings.from_environment(given)
    assert (settings.proxies, settings.message_queue_url[:8]) == (1, "redis://")
    assert settings.database_url.startswith("postgresql+psycopg://")


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_understands_every_unit(unit: str, tmp_path: Path) -> None:
    """Programs, users and groups that only a hall's machine has are put aside."""
    assert shutil.which("systemd-analyze"), "apt-get install systemd"
    text = (DEPLOY / "systemd" / unit).read_text("utf-8")
    text = re.sub(r"(?m)^(Exec\w+)=(?:/opt|/usr|/bin)\S*", r"\1=/bin/true", text)
    text = re.sub(r"(?m)^Documentation=.*\n", "", text)
    place = tmp_path / unit.replace("@.", "@8001.")
    place.write_text(text, "utf-8")
    words = ["systemd-analyze", "verify", "--man=no", str(place)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    name = place.name.removesuffix(".service")
    assert [line for line in done.stderr.splitlines() if name in line] == []
