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
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from config.settings import ANY_ADDRESS, FROM_FILES, PREFIX, Settings
from queue_server.boards.devices import devices_board
from queue_server.domain.devices import is_trouble

from .finding import Case, Findings, error, fine, warning

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

CURES = {
    "webhook": "yimen webhook test tries it. Alarms wait for a day.",
    "redis": "systemctl restart redis-server on its machine, and look at its firewall.",
    "sign-in": "Ask the department's account service. Passwords of yimen user set go on meanwhile.",
}


def settings(case: Case) -> Findings:
    """No variable is misspelt, and what is set fits together."""
    known = {f"{PREFIX}{name.upper()}" for name in Settings.__dataclass_fields__}
    known |= {f"{PREFIX}{name.upper()}_FILE" for name in FROM_FILES}
    ours = {f"{PREFIX}{name}" for name in (*OTHER_PROGRAMS, "BACKUPS", "KIOSK_TOKEN", "SCREEN_TOKEN")}
    for name in sorted(case.environ):
        if name.startswith(PREFIX) and name not in known | ours and not name.startswith(f"{PREFIX}TEST_"):
            yield warning(
                "settings", f"{name} is no setting of yimen.", "Look for the slip: docs/operations.md."
            )
    base = urlsplit(case.settings.base_url)
    if base.hostname in LOOPBACK and case.settings.host in ANY_ADDRESS:
        yield warning(
            "settings",
            f"links on tickets begin with {case.settings.base_url}, which no phone can reach.",
            "Set YIMEN_BASE_URL to the hall's address.",
        )
    if base.scheme == "http" and base.hostname not in LOOPBACK:
        yield warning(
            "settings",
            f"{case.settings.base_url} is not https: browsers of PADs keep camera and full screen shut.",
            "yimen tls makes a certificate: docs/operations.md.",
        )
    if base.scheme == "https" and not case.settings.proxies:
        yield warning(
            "settings",
            "the address is https, so a proxy stands before the server, and YIMEN_PROXIES is 0.",
            "Set YIMEN_PROXIES=1, else all visitors share one limit.",
        )


def port(case: Case) -> Findings:
    """Our server answers on its port, or nobody does."""
    host = "127.0.0.1" if case.settings.host in ANY_ADDRESS else case.settings.host
    place = f"{host}:{case.settings.port}"
    try:
        with socket.create_connection((host, case.settings.port), PATIENCE_S):
            pass
    except ConnectionRefusedError:
        yield warning(
            "port", f"no server runs at {place}.", "systemctl start yimen, then journalctl -u yimen."
        )
        return
    except OSError as problem:
        yield error("port", f"{place} cannot be reached: {problem}.", "Look at YIMEN_HOST and the firewall.")
        return
    answer = _asked(f"http://{place}/readyz")
    if answer is None or "centres" not in answer:
        yield error(
            "port",
            f"something else than yimen answers at {place}.",
            f"ss -ltnp 'sport = :{case.settings.port}' names it; end it, or set YIMEN_PORT.",
        )
    elif not answer.get("ok"):
        down = ", ".join(map(str, answer.get("down", []))) or "there is no centre"
        yield error(
            "port",
            f"the server runs and is not ready: {down}.",
            "journalctl -u yimen says why; disk full and database gone are the usual causes.",
        )
    else:
        yield fine("port", f"the server at {place} is ready")


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
            yield fine("address", f"{case.settings.base_url} answers")
    except urllib.error.HTTPError as problem:
        yield error(
            "address",
            f"{case.settings.base_url} answers {problem.code}: something before the server is wrong.",
            "Look at the proxy's log (nginx: /var/log/nginx/error.log) and whether yimen runs.",
        )
    except (OSError, http.client.HTTPException) as problem:
        yield error("address", f"{case.settings.base_url} {_why(problem)}.", _cure(problem))
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
    left = ends - now
    told = f"the certificate of {host} ends on {ends:%Y-%m-%d}"
    if left < ENDS_SOON:
        as_bad = error if left < ENDS_NOW else warning
        yield as_bad("certificate", f"{told}.", "yimen tls renew, then systemctl reload nginx.")
    else:
        yield fine("certificate", told)


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
            yield fine("clock", f"kept by NTP; {datetime.now().astimezone():%Y-%m-%d %H:%M %Z}")
            return
    shown = f"{datetime.now().astimezone():%Y-%m-%d %H:%M %Z}"
    yield warning(
        "clock",
        f"nothing says that NTP keeps this clock right; it shows {shown}.",
        "timedatectl set-ntp true, or install chrony with a time server that the hall can reach.",
    )


def limits(_: Case) -> Findings:
    """Enough descriptors for a hall of phones; each connection takes one."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if most != resource.RLIM_INFINITY and most < FEW_DESCRIPTORS:
        yield warning(
            "limits",
            f"who runs this may have {most} files open; of a server with no more, about as many can connect.",
            "LimitNOFILE=65536 in the server's unit; ulimit -Hn in a shell.",
        )
    else:
        yield fine("limits", "files without an end" if most == resource.RLIM_INFINITY else f"{most} files")


def others(case: Case) -> Findings:
    """Other systems that the server was told of can be reached; nothing is sent."""
    settings = case.settings
    for about, url, usual in (
        ("webhook", settings.webhook_url, 443),
        ("redis", settings.message_queue_url, 6379),
        ("sign-in", settings.oidc_issuer, 443),
    ):
        place = urlsplit(url)
        if not place.hostname:
            continue
        number = place.port or (80 if place.scheme == "http" else usual)
        try:
            with socket.create_connection((place.hostname, number), PATIENCE_S):
                yield fine(about, f"{place.hostname}:{number} can be reached")
        except OSError as problem:
            yield error(
                about,
                f"{place.hostname}:{number} cannot be reached: {problem}.",
                CURES[about],
            )


def devices(case: Case) -> Findings:
    """Which devices are silent or said that something is wrong."""
    if case.store is None:
        return
    try:
        for code in case.store.centres():
            rows = devices_board(case.store.load(code))["devices"]
            bad = [f"{row['code']} ({row['state']})" for row in rows if is_trouble(row["state"])]
            if bad:
                yield warning(
                    "devices",
                    f"{len(bad)} of {code} need somebody: {', '.join(bad[:8])}.",
                    "The page /manage shows each; docs/devices.md says what to do.",
                )
    except Exception:  # noqa: BLE001  a record that cannot be read is another check's finding
        return


def client(_: Case) -> Findings:
    """What a kiosk or a screen needs on this machine: Chinese type, a voice, a browser."""
    fonts = _output("fc-list", ":lang=zh", "family")
    if not fonts:
        yield error(
            "client",
            "there is no Chinese font: pages and tickets show boxes.",
            "apt-get install fonts-noto-cjk",
        )
    else:
        yield fine("client", f"{len(fonts.splitlines())} Chinese fonts")
    if shutil.which("espeak-ng") is None:
        yield warning(
            "client", "there is no espeak-ng: pages are not read aloud.", "apt-get install espeak-ng"
        )
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        yield error("client", "there is no browser for the page.", "apt-get install chromium")


def _apart(date: str | None, now: datetime) -> Findings:
    """How far the clock of whoever answered is from ours; on one machine always nothing."""
    if date is None:
        return
    apart = parsedate_to_datetime(date) - now
    if abs(apart) > CLOCK_APART:
        yield warning(
            "clock",
            f"the address answers with a clock that is {apart.total_seconds():+.0f} s from this one.",
            "Let NTP keep both: timedatectl.",
        )


def _asked(url: str) -> Mapping[str, Any] | None:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE_S) as reply:  # noqa: S310  our own port  # nosec B310
            found = json.loads(reply.read(10_000))
    except urllib.error.HTTPError as problem:
        try:
            found = json.loads(problem.read(10_000))
        except ValueError:
            return None
    except (OSError, ValueError, http.client.HTTPException):
        return None
    return found if isinstance(found, dict) else None


def _why(problem: Exception) -> str:
    cause = getattr(problem, "reason", problem)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"shows a certificate that is not good here: {cause.verify_message}"
    return f"cannot be reached: {cause}"


def _cure(problem: Exception) -> str:
    cause = getattr(problem, "reason", problem)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return "yimen tls show says what it is good for; yimen tls renew makes a new one."
    return "Look at the name (DNS), the proxy and the firewall; phones meet the same."


def _output(*command: str) -> str:
    if shutil.which(command[0]) is None:
        return ""
    return subprocess.run(  # noqa: S603  our own words
        command, capture_output=True, text=True, timeout=PATIENCE_S * 4, check=False
    ).stdout
