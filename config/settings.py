"""The settings of an installation: read once from the environment, frozen, and handed on by hand.

Every setting has a variable: `port` is `YIMEN_PORT`. An empty variable counts as not set.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

PREFIX = "YIMEN_"
RuntimeName = Literal["eventlet", "gevent", "threading"]
Fanout = Literal["direct", "stock"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
SHORTEST_SECRET = 32
FROM_FILES = (
    "database_url",
    "message_queue_url",
    "webhook_url",
    "webhook_secret",
    "metrics_token",
    "secret",
    "oidc_client_secret",
)
"""Secrets, or what may hold one: these may be given as files, as systemd's credentials are."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
ANY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104  compared with, not listened on


class SettingsError(ValueError):
    """Settings with which the server cannot start: one sentence for each, naming its variable."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclasses.dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may set. Left out, `photos`, `database_url` and `base_url` follow from others."""

    runtime: RuntimeName = "eventlet"
    host: str = "127.0.0.1"
    port: int = 8000
    data: Path = Path("var")  # database, secret, logs and backups
    photos: Path = Path()  # clerks' photos, named by employee number; `data/photos` unless set
    database_url: str = ""  # SQLAlchemy's form; SQLite in `data` unless set
    message_queue_url: str = ""  # Redis, over which several servers of one installation tell each other
    base_url: str = ""  # what visitors' links begin with, without a slash at the end
    allowed_origins: tuple[str, ...] = ()  # other sites whose pages may connect; our own always may
    proxies: int = 0  # how many proxies stand before us, whose X-Forwarded-For is to be believed
    sockets: int | None = None  # how many screens, PADs and phones at a time; else what the system allows
    fanout: Fanout = "direct"  # boards straight to the sockets, or by Socket.IO's own way
    log_level: LogLevel = "INFO"
    stop_within_s: float = 10.0  # a server told to stop has this long to finish what it is doing
    webhook_url: str = ""  # where alarms are posted to; nowhere unless set
    webhook_secret: str | None = dataclasses.field(default=None, repr=False)  # signs what is posted
    oidc_issuer: str = ""  # the department's sign-in for staff; none unless set
    oidc_client_id: str = ""
    oidc_client_secret: str | None = dataclasses.field(default=None, repr=False)
    oidc_claim: str = "preferred_username"  # which of its claims is the name of the local account
    metrics_token: str | None = dataclasses.field(default=None, repr=False)  # opens /metrics; shut unless set
    secret: str | None = dataclasses.field(default=None, repr=False)  # else `data/secret`: see config.secret

    def __post_init__(self) -> None:
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{self.data / 'yimen.db'}")
        if self.photos == Path():
            object.__setattr__(self, "photos", self.data / "photos")
        if not self.base_url:
            object.__setattr__(self, "base_url", _address(self.host, self.port))

    @property
    def only_server(self) -> bool:
        """Whether no other server can be at this record: SQLite's has one writer."""
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Raises SettingsError, which names everything that is wrong at once."""
        given: dict[str, Any] = {}
        problems: list[str] = []
        for name, parse in _PARSERS.items():
            try:
                text = _given(environ, name)
                if text:
                    given[name] = parse(text)
            except ValueError as problem:
                problems.append(f"{PREFIX}{name.upper()} {problem}.")
        if "message_queue_url" in given and not str(given.get("database_url", "")).startswith("postgresql"):
            problems.append(f"{PREFIX}MESSAGE_QUEUE_URL needs PostgreSQL in {PREFIX}DATABASE_URL.")
        oidc = {"oidc_issuer", "oidc_client_id", "oidc_client_secret"}
        if given.keys() & oidc and not oidc <= given.keys():
            problems += [f"{PREFIX}{name.upper()} must be set too." for name in sorted(oidc - given.keys())]
        if "webhook_url" in given and "webhook_secret" not in given:
            problems.append(f"{PREFIX}WEBHOOK_SECRET must be set beside {PREFIX}WEBHOOK_URL.")
        if problems:
            raise SettingsError(problems)
        return cls(**given)


def _given(environ: Mapping[str, str], name: str) -> str:
    """A variable's text; a secret may lie in the file that the variable with `_FILE` at its end names."""
    variable = PREFIX + name.upper()
    text, file = (environ.get(each, "").strip() for each in (variable, f"{variable}_FILE"))
    if not file or name not in FROM_FILES:
        return text
    if text:
        raise ValueError("is set, and so is the same with _FILE: one of them is enough")
    try:
        text = Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError(f"cannot be read from {file}") from None
    if not text:
        raise ValueError(f"cannot be found in {file}, which is empty")
    return text


def _address(host: str, port: int) -> str:
    name = "127.0.0.1" if host in ANY_ADDRESS else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def _word(*allowed: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        for word in allowed:
            if text.lower() == word.lower():
                return word
        raise ValueError(f"must be one of {', '.join(allowed)}, not {text!r}")

    return parse


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if text.isascii() and text.isdigit() and low <= int(text) <= high:
            return int(text)
        raise ValueError(f"must be a whole number from {low} to {high}, not {text!r}")

    return parse


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if 0 < seconds <= 3600:
        return seconds
    raise ValueError(f"must be a number of seconds above 0 and up to 3600, not {text!r}")


def _host(text: str) -> str:
    if any(sign in text for sign in "/ @") or text.startswith("["):
        raise ValueError(f"must be a host name or an IP address, not {text!r}")
    return text


def _database_url(text: str) -> str:
    """SQLite, or PostgreSQL with psycopg 3. It may hold a password, so the message does not repeat it."""
    scheme, found, rest = text.partition("://")
    if found and scheme == "sqlite":
        return text
    if found and scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    raise ValueError("must begin with sqlite:/// or postgresql://")


def _message_queue_url(text: str) -> str:
    """May hold a password, so the message does not repeat it."""
    if text.partition("://")[0] in {"redis", "rediss", "unix"}:
        return text
    raise ValueError("must begin with redis://, rediss:// or unix://")


def _base_url(text: str) -> str:
    if _is_web_address(text) and not urlsplit(text).query and not urlsplit(text).fragment:
        return text.rstrip("/")
    raise ValueError(f"must be an address such as https://hall.example, not {text!r}")


def _issuer(text: str) -> str:
    """As the provider spells itself. Only a provider on this machine may be asked without https."""
    if _is_web_address(text) and not urlsplit(text).query and not urlsplit(text).fragment:
        parts = urlsplit(text)
        if parts.scheme == "https" or parts.hostname in LOOPBACK:
            return text
    raise ValueError(f"must be an address such as https://login.example, not {text!r}")


def _webhook_url(text: str) -> str:
    """May hold a password or a key, so the message does not repeat it."""
    if _is_web_address(text) and not urlsplit(text).fragment:
        return text
    raise ValueError("must be an address such as https://duty.example/yimen")


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(part.strip().rstrip("/") for part in text.split(",") if part.strip())
    for origin in origins:
        if not _is_web_address(origin) or urlsplit(origin).path:
            raise ValueError(f"must be addresses such as https://hall.example, with commas, not {origin!r}")
    return origins


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket too many
        return False


def _secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET:
        raise ValueError(f"must have at least {SHORTEST_SECRET} characters")
    return text


def _token(text: str) -> str:
    """A secret that fits into a header as it is."""
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise ValueError("must be of ASCII letters, digits and signs, without a space")
    return _secret(text)


_PARSERS: dict[str, Callable[[str], object]] = {
    "runtime": _word("eventlet", "gevent", "threading"),
    "host": _host,
    "port": _whole(1, 65_535),
    "data": Path,
    "photos": Path,
    "database_url": _database_url,
    "message_queue_url": _message_queue_url,
    "base_url": _base_url,
    "allowed_origins": _origins,
    "proxies": _whole(0, 9),
    "sockets": _whole(1, 1_000_000),
    "fanout": _word("direct", "stock"),
    "log_level": _word("DEBUG", "INFO", "WARNING", "ERROR"),
    "stop_within_s": _seconds,
    "webhook_url": _webhook_url,
    "webhook_secret": _secret,
    "oidc_issuer": _issuer,
    "oidc_client_id": str,
    "oidc_client_secret": str,
    "oidc_claim": str,
    "metrics_token": _token,
    "secret": _secret,
}
