"""What is around the server: settings, port, address, certificate, clock, limits, other systems, devices."""

import http.client
import json
import resource
import shutil
import socket
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from config.settings import ANY_ADDRESS, FROM_FILES, PREFIX, Settings
from queue_server.boards.devices import devices_board
from queue_server.domain.devices import is_trouble
from ui.words import knows

from .finding import Case, Finding, Findings, Said, error, fine, warning

PATIENCE_S = 5.0
CLOCK_APART = timedelta(seconds=5)
ENDS_SOON = timedelta(days=30)
ENDS_NOW = timedelta(days=7)
FEW_DESCRIPTORS = 8_192
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
OTHER_PROGRAMS = frozenset(
    {"KIOSK", "SCREEN", "SERVER", "CENTRE", "PAGE", "PAPER", "PRINTER", "SOUND", "MORE", "OUTPUT", "TURN"}
)
"""Variables that the unit files of kiosks and screens use, and no server reads."""


def settings(case: Case) -> Findings:
    """No variable is misspelt, and what is set fits together."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.__dataclass_fields__}
    known |= {f"{PREFIX}{name.upper()}_FILE" for name in FROM_FILES}
    ours = {f"{PREFIX}{name}" for name in (*OTHER_PROGRAMS, "BACKUPS", "KIOSK_TOKEN", "SCREEN_TOKEN")}
    for name in sorted(case.environ):
        if name.startswith(PREFIX) and name not in known | ours and not name.startswith(f"{PREFIX}TEST_"):
            yield warning("settings", "setting_unknown", name=name)
    base = urlsplit(case.settings.base_url)
    if base.hostname in LOOPBACK and case.settings.host in ANY_ADDRESS:
        yield warning("settings", "address_of_this_machine", url=case.settings.base_url)
    if base.scheme == "http" and base.hostname not in LOOPBACK:
        yield warning("settings", "address_not_https", url=case.settings.base_url)
    if base.scheme == "https" and not case.settings.proxies:
        yield warning("settings", "proxies_not_set")


def port(case: Case) -> Findings:
    """Our server answers on its port, or nobody does. One that starts listens, and is silent or hangs up."""
    host = "127.0.0.1" if case.settings.host in ANY_ADDRESS else case.settings.host
    place, unit = f"{host}:{case.settings.port}", unit_of(case.settings)
    try:
        with socket.create_connection((host, case.settings.port), PATIENCE_S):
            pass
    except ConnectionRefusedError:
        yield warning("port", "server_not_running", place=place, unit=unit)
        return
    except OSError as problem:
        yield error("port", "port_unreachable", place=place, why=problem)
        return
    try:
        answer = _asked(f"http://{place}/readyz")
    except OSError:
        yield warning("port", "server_starting", place=place, port=case.settings.port, unit=unit)
        return
    if answer is None or "centres" not in answer:
        yield error("port", "port_taken", place=place, port=case.settings.port)
    elif not answer.get("ok"):
        down: list[object] = [*map(str, answer.get("down", []))]
        yield error("port", "server_not_ready", down=down or [Said("doctor.no_centre")], unit=unit)
    else:
        yield fine("port", "server_fine", place=place)


def unit_of(settings: Settings) -> str:
    """What systemd calls this server: one of several, which SQLite never has, has its port in its name."""
    one = settings.only_server or settings.port == Settings().port
    return "yimen" if one else f"yimen@{settings.port}"


def address(case: Case) -> Findings:
    """The address on the tickets leads to the server, by a certificate that is good for weeks."""
    base = urlsplit(case.settings.base_url)
    secure = base.scheme == "https"
    trust = trust_of(case) if secure else None
    try:
        with urllib.request.urlopen(  # noqa: S310  http or https: settings see to it  # nosec B310
            f"{case.settings.base_url}/healthz", timeout=PATIENCE_S, context=trust
        ) as reply:
            yield from _apart(reply.headers.get("Date"), case.now)
            yield fine("address", "address_fine", url=case.settings.base_url)
    except urllib.error.HTTPError as problem:
        yield error("address", "address_refuses", url=case.settings.base_url, status=problem.code)
    except (TimeoutError, ConnectionError):  # connected; what goes wrong before is an URLError
        yield warning("address", "address_silent", url=case.settings.base_url)
    except (OSError, http.client.HTTPException) as problem:
        yield _not_reached(case.settings.base_url, problem)
        return
    if secure and base.hostname and trust is not None:
        yield from certificate(base.hostname, base.port or 443, trust, case.now)


def certificate(host: str, number: int, trust: ssl.SSLContext, now: datetime) -> Findings:
    """How long the certificate that is shown there is good."""
    with (
        socket.create_connection((host, number), PATIENCE_S) as plain,
        trust.wrap_socket(plain, server_hostname=host) as secure,
    ):
        shown: Mapping[str, Any] = secure.getpeercert() or {}
    ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)
    left, day = ends - now, f"{ends:%Y-%m-%d}"
    if left < ENDS_SOON:
        as_bad = error if left < ENDS_NOW else warning
        yield as_bad("certificate", "certificate_ends", host=host, day=day)
    else:
        yield fine("certificate", "certificate_fine", host=host, day=day)


def trust_of(case: Case) -> ssl.SSLContext:
    """Whom we trust: whom the machine trusts, and the hall's own authority."""
    trust = ssl.create_default_context()
    own = case.settings.data / "tls" / "ca.pem"
    if own.exists():
        trust.load_verify_locations(own)
    return trust


def clock(_: Case) -> Findings:
    """Something keeps this machine's clock right."""
    if shutil.which("timedatectl"):
        asked = subprocess.run(
            ["timedatectl", "show", "--property=NTPSynchronized", "--value"],  # noqa: S607  the PATH's own  # nosec B607
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        if asked.returncode == 0 and asked.stdout.strip() == "yes":
            yield fine("clock", "clock_fine", time=f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z}")
            return
    yield warning("clock", "clock_not_kept", time=f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z}")


def limits(_: Case) -> Findings:
    """Enough descriptors for a hall of phones; each connection takes one."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if most != resource.RLIM_INFINITY and most < FEW_DESCRIPTORS:
        yield warning("limits", "files_few", most=most)
    elif most == resource.RLIM_INFINITY:
        yield fine("limits", "files_endless")
    else:
        yield fine("limits", "files_fine", most=most)


def others(case: Case) -> Findings:
    """Other systems that the server was told of can be reached; nothing is sent."""
    settings = case.settings
    for place, why in _tried(settings.webhook_url, 443):
        yield error("webhook", "webhook_away", place=place, why=why) if why else _fine("webhook", place)
    for place, why in _tried(settings.sms_url, 443):
        yield error("sms", "sms_away", place=place, why=why) if why else _fine("sms", place)
    for place, why in _tried(settings.message_queue_url, 6379):
        yield error("redis", "redis_away", place=place, why=why) if why else _fine("redis", place)
    for place, why in _tried(settings.oidc_issuer, 443):
        yield error("sign-in", "provider_away", place=place, why=why) if why else _fine("sign-in", place)


def devices(case: Case) -> Findings:
    """Which devices are silent or said that something is wrong."""
    if case.store is None:
        return
    try:
        for code in case.store.centres():
            rows = devices_board(case.store.load(code))["devices"]
            bad = [_device(row["code"], row["state"]) for row in rows if is_trouble(row["state"])]
            if bad:
                yield warning("devices", "devices_in_trouble", count=len(bad), centre=code, devices=bad[:8])
    except Exception:  # noqa: BLE001  a record that cannot be read is another check's finding
        return


def client(_: Case) -> Findings:
    """What a kiosk or a screen needs on this machine: Chinese type, a voice, a browser."""
    fonts = _output("fc-list", ":lang=zh", "family")
    if not fonts:
        yield error("client", "fonts_none")
    else:
        yield fine("client", "fonts_fine", count=len(fonts.splitlines()))
    if shutil.which("espeak-ng") is None:
        yield warning("client", "voice_none")
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        yield error("client", "browser_none")


def _apart(date: str | None, now: datetime) -> Findings:
    """How far the clock of whoever answered is from ours; on one machine always nothing."""
    if date is None:
        return
    apart = parsedate_to_datetime(date) - now
    if abs(apart) > CLOCK_APART:
        yield warning("clock", "clocks_apart", seconds=f"{apart.total_seconds():+.0f}")


def _tried(url: str, usual: int) -> Iterator[tuple[str, OSError | None]]:
    """Where a system is, and why it cannot be reached if it cannot; nothing where there is none."""
    parts = urlsplit(url)
    if not parts.hostname:
        return
    number = parts.port or (80 if parts.scheme == "http" else usual)
    place = f"{parts.hostname}:{number}"
    try:
        socket.create_connection((parts.hostname, number), PATIENCE_S).close()
    except OSError as problem:
        yield place, problem
    else:
        yield place, None


def _fine(about: str, place: str) -> Finding:
    return fine(about, "other_fine", place=place)


def _asked(url: str) -> Mapping[str, Any] | None:
    """What our server would answer, or None for any other answer. Raises OSError when there is none."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_S) as reply:  # noqa: S310  our own port  # nosec B310
            found = json.loads(reply.read(10_000))
    except urllib.error.HTTPError as problem:
        try:
            found = json.loads(problem.read(10_000))
        except ValueError:
            return None
    except OSError:
        raise
    except (ValueError, http.client.HTTPException):
        return None
    return found if isinstance(found, dict) else None


def _not_reached(url: str, problem: Exception) -> Finding:
    cause = getattr(problem, "reason", problem)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return error("address", "address_not_trusted", url=url, why=cause.verify_message)
    return error("address", "address_unreachable", url=url, why=cause)


def _device(code: str, state: str) -> Said:
    """A device and its state, in words where there are some."""
    key = f"devices.device.{state}"
    return Said("doctor.device", {"device": code, "state": Said(key) if knows(key) else state})


def _output(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    return subprocess.run(  # noqa: S603  our own words
        command, capture_output=True, text=True, timeout=PATIENCE_S * 4, check=False
    ).stdout
