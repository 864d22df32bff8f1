"""The hall's own authority: OpenSSL, a client through nginx and a browser believe it, for its names alone."""

import os
import shutil
import socket
import ssl
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509

from queue_server import authority
from queue_server.authority import NoAuthority, make, renew, shown
from queue_server.tls_cli import tls_command
from tests.servers import free_port

NOW = authority.utc_now()

NGINX = """
daemon off; error_log stderr; pid {folder}/nginx.pid; {user}
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate {data}/tls/server.pem;
    ssl_certificate_key {data}/tls/server.key;
    default_type text/html;
    return 200 "<!doctype html><title></title><script>document.title = 'secure ' + isSecureContext</script>";
  }}
}}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose authority is for hall.lan and this machine."""
    make(tmp_path / "tls", ["hall.lan", "127.0.0.1"], NOW)
    return tmp_path


def openssl(data: Path, *words: str) -> int:
    """What OpenSSL says of the server's certificate."""
    tls = data / "tls"
    command = [
        "openssl",
        "verify",
        "-x509_strict",
        "-CAfile",
        str(tls / "ca.pem"),
        *words,
        str(tls / "server.pem"),
    ]
    return subprocess.run(command, capture_output=True, check=False).returncode


@contextmanager
def nginx(data: Path) -> Iterator[int]:
    """nginx with the names of files that operations.md has; its port."""
    port = free_port()
    user = "user root;" if os.geteuid() == 0 else ""
    config = data / "nginx.conf"
    config.write_text(NGINX.format(folder=data, data=data, port=port, user=user))
    running = subprocess.Popen(
        [nginx_program(), "-c", str(config), "-p", str(data)], stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, running)
        yield port
    finally:
        running.terminate()
        running.wait(30)


def nginx_program() -> str:
    """nginx; `make test` installs it."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert program, "apt-get install nginx-light"
    return program


def wait_for(port: int, running: subprocess.Popen[bytes]) -> None:
    """Until a port answers, or its program has ended."""
    while running.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            continue
        return
    raise AssertionError("nginx does not run")


def page_in_chromium(data: Path, address: str) -> str:
    """What a browser makes of a page whose machine has data/etc as /etc/chromium."""
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    browser = f"chromium --headless=new --no-sandbox --user-data-dir={data}/profile --dump-dom {address}"
    script = f"mount --bind {data}/etc /etc/chromium && exec {browser}"
    done = subprocess.run(
        [*alone, "sh", "-c", script], capture_output=True, text=True, timeout=300, check=False
    )
    return done.stdout


def trusting(data: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=data / "tls" / "ca.pem")


def test_openssl_believes_it_for_its_names_alone(data: Path) -> None:
    assert openssl(data, "-verify_hostname", "hall.lan") == 0
    assert openssl(data, "-verify_ip", "127.0.0.1") == 0
    assert openssl(data, "-verify_hostname", "bank.example") != 0


def test_a_certificate_lasts_as_long_as_browsers_take_it(data: Path) -> None:
    made = x509.load_pem_x509_certificate((data / "tls" / "server.pem").read_bytes())
    assert made.not_valid_after_utc - made.not_valid_before_utc == timedelta(days=397)


def test_keys_are_their_owner_s_alone(data: Path) -> None:
    rights = {path.name: path.stat().st_mode & 0o777 for path in (data / "tls").iterdir()}
    assert rights == {"ca.key": 0o600, "ca.pem": 0o644, "server.key": 0o600, "server.pem": 0o644}
    assert (data / "tls").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["bank.example", "xhall.lan", "10.0.0.1", "lan"])
def test_it_refuses_names_that_it_was_not_made_for(data: Path, name: str) -> None:
    with pytest.raises(NoAuthority, match="not_made_for"):
        make(data / "tls", [name], NOW)


@pytest.mark.parametrize(
    ("made_for", "stolen_for"),
    [
        ("hall.lan", "bank.example"),
        ("hall.lan", "127.0.0.1"),
        ("127.0.0.1", "bank.example"),
        ("127.0.0.1", "10.0.0.1"),
    ],
)
def test_whoever_steals_its_key_is_believed_for_no_other_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_for: str, stolen_for: str
) -> None:
    make(tmp_path / "tls", [made_for], NOW)
    monkeypatch.setattr(authority, "_permits", lambda *_: True)
    authority.sign(tmp_path / "tls", [stolen_for], NOW)
    which = "-verify_ip" if stolen_for[0].isdigit() else "-verify_hostname"
    assert openssl(tmp_path, which, stolen_for) != 0


def test_names_below_its_name_may_be_added_and_devices_need_nothing(data: Path) -> None:
    before = shown(data / "tls").ca_fingerprint
    about = make(data / "tls", ["hall.lan", "pad.hall.lan"], NOW)
    assert (about.ca_fingerprint, about.names) == (before, ("hall.lan", "pad.hall.lan"))
    assert openssl(data, "-verify_hostname", "pad.hall.lan") == 0


@pytest.mark.parametrize("text", ["hall_lan", "https://hall.lan", "", "a..b", "厅.lan", "x" * 64])
def test_what_is_neither_a_name_nor_an_address_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NoAuthority, match="not_a_name"):
        make(tmp_path / "tls", [text], NOW)
    assert not (tmp_path / "tls").exists()


def test_a_certificate_is_made_anew_in_its_last_month_and_not_before(data: Path) -> None:
    before = shown(data / "tls")
    assert not renew(data / "tls", NOW + timedelta(days=366))
    assert renew(data / "tls", NOW + timedelta(days=368))
    after = shown(data / "tls")
    assert (after.names, after.ca_fingerprint) == (before.names, before.ca_fingerprint)
    assert after.ends - before.ends == timedelta(days=368)


def test_without_an_authority_nothing_can_be_renewed(tmp_path: Path) -> None:
    with pytest.raises(NoAuthority, match="not_there"):
        renew(tmp_path, NOW)


def test_a_handshake_through_nginx_is_believed(data: Path) -> None:
    with nginx(data) as port:
        with (
            socket.create_connection(("127.0.0.1", port), 30) as plain,
            trusting(data).wrap_socket(plain, server_hostname="hall.lan") as secure,
        ):
            assert secure.version() == "TLSv1.3"
        with urllib.request.urlopen(f"https://127.0.0.1:{port}/", context=trusting(data), timeout=30) as page:
            assert page.status == 200


@pytest.mark.parametrize("policy", [True, False])
def test_chromium_believes_it_by_the_policy_alone_and_its_page_is_a_secure_context(
    data: Path, monkeypatch: pytest.MonkeyPatch, policy: bool
) -> None:
    monkeypatch.setenv("YIMEN_DATA", str(data))
    managed = data / "etc" / "policies" / "managed"
    managed.mkdir(parents=True)
    if policy:
        (managed / "yimen-ca.json").write_text(CliRunner().invoke(tls_command, ["policy"]).output)
    with nginx(data) as port:
        shown_page = page_in_chromium(data, f"https://127.0.0.1:{port}/")
    assert ("<title>secure true</title>" in shown_page) is policy


def test_the_command_makes_shows_and_explains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMEN_DATA", str(tmp_path))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "yimen tls make" in CliRunner().invoke(tls_command, ["show"]).output
    made = CliRunner().invoke(tls_command, ["make", "hall.lan"]).output
    print_of = shown(tmp_path / "tls").ca_fingerprint
    assert print_of in made
    assert "Android tablet" in made
    assert print_of in CliRunner().invoke(tls_command, ["show"]).output
    assert CliRunner().invoke(tls_command, ["ca.pem"]).output == (tmp_path / "tls" / "ca.pem").read_text()
    assert "good: the certificate ends" in CliRunner().invoke(tls_command, ["renew"]).output
    assert "systemctl reload nginx" in CliRunner().invoke(tls_command, ["renew", "--now"]).output
    assert '"CACertificates"' in CliRunner().invoke(tls_command, ["policy"]).output
    refused = CliRunner().invoke(tls_command, ["make", "bank.example"])
    assert refused.exit_code == 1
    assert "was not made for bank.example" in refused.output
    assert "neither a host name nor" in CliRunner().invoke(tls_command, ["make", "hall_lan"]).output


def test_the_command_speaks_chinese_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIMEN_DATA", str(tmp_path))
    chinese = ("--language", "zh")
    missing = CliRunner().invoke(tls_command, ["show", *chinese]).output
    assert missing == f"出错：{tmp_path}/tls/ca.pem 不存在，请先运行 yimen tls make 名称\n"
    made = CliRunner().invoke(tls_command, ["make", "hall.lan", *chinese]).output
    assert "用来签发证书" in made
    assert "certutil -addstore" in made
    assert "不用换：证书" in CliRunner().invoke(tls_command, ["renew", *chinese]).output


def test_moments_of_certificates_are_whole_seconds_in_utc() -> None:
    assert (NOW.tzinfo, NOW.microsecond) == (UTC, 0)
    assert abs(datetime.now(UTC) - authority.utc_now()) < timedelta(minutes=1)
