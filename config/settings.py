"""The settings of an installation: read once from the environment, frozen, and handed on by hand.

Every setting has a variable: `port` is `YIMEN_PORT`. An empty variable counts as not set.
"""

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

PREFIX = "YIMEN_"
RuntimeName = Literal["eventlet", "gevent", "threading"]
Fanout = Literal["direct", "stock"]
WechatMode = Literal["plain", "compatible", "encrypted"]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
SHORTEST_SECRET = 32
LONGEST_STOP_S = 3_600
FROM_FILES = (
    "database_url",
    "message_queue_url",
    "webhook_url",
    "webhook_secret",
    "sms_url",
    "sms_secret",
    "ratings_url",
    "ratings_secret",
    "metrics_token",
    "secret",
    "oidc_client_secret",
    "wechat_secret",
    "wechat_token",
    "wechat_aes_key",
)
"""Secrets, or what may hold one: these may be given as files, as systemd's credentials are."""
WECHAT_SAYS = ("number", "business", "place", "window", "ahead", "text")
"""What a field of a WeChat template may say."""
WECHAT_FITS: Mapping[str, tuple[str, ...]] = {
    "number": ("window", "ahead"),
    "character_string": ("number", "window", "ahead"),
    **dict.fromkeys(("letter", "symbol", "amount", "time", "date", "phone_number", "car_number"), ()),
}
"""Of that, what fields may say that WeChat takes figures or some signs in only, by how their names begin."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
ANY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104  compared with, not listened on


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a setting; its sentence is `settings.{code}` of ui/words, filled with `values`."""

    code: str
    values: Mapping[str, object]

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.values.items())])


class SettingsError(ValueError):
    """Settings with which the server cannot start: all that is wrong with them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Wrong(ValueError):
    """What is wrong with the value of one variable; the values are those of its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


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
    sms_url: str = ""  # the gateway that sends short messages to visitors; none unless set
    sms_secret: str | None = dataclasses.field(default=None, repr=False)  # signs what it is given
    ratings_url: str = ""  # the rating platform to which ratings are posted; nowhere unless set
    ratings_secret: str | None = dataclasses.field(default=None, repr=False)  # signs what is posted there
    oidc_issuer: str = ""  # the department's sign-in for staff; none unless set
    oidc_client_id: str = ""
    oidc_client_secret: str | None = dataclasses.field(default=None, repr=False)
    oidc_claim: str = "preferred_username"  # which of its claims is the name of the local account
    wechat_app_id: str = ""  # the official account; none unless set
    wechat_secret: str | None = dataclasses.field(default=None, repr=False)  # opens WeChat's own interface
    wechat_token: str | None = dataclasses.field(default=None, repr=False)  # signs what WeChat sends
    wechat_aes_key: str | None = dataclasses.field(default=None, repr=False)  # hides what WeChat sends
    wechat_mode: WechatMode | None = None  # encrypted where there is a key, else plain
    wechat_template_near: str = ""  # the template of "3 people ahead": its id, then its fields
    wechat_template_called: str = ""  # the template of "called: window 7"
    wechat_verify: str = ""  # what WeChat's file MP_verify_....txt says, by which it knows our address
    wechat_api: str = "https://api.weixin.qq.com"
    wechat_authorize: str = "https://open.weixin.qq.com"
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
        problems: list[Problem] = []
        for name, parse in _PARSERS.items():
            try:
                text = _given(environ, name)
                if text:
                    given[name] = parse(text)
            except Wrong as wrong:
                problems.append(_problem(name, wrong.code, **wrong.values))
        if "message_queue_url" in given and not str(given.get("database_url", "")).startswith("postgresql"):
            problems.append(_problem("message_queue_url", "needs_postgresql"))
        oidc = {"oidc_issuer", "oidc_client_id", "oidc_client_secret"}
        if given.keys() & oidc and not oidc <= given.keys():
            problems += [_problem(name, "must_be_set_too") for name in sorted(oidc - given.keys())]
        problems += _wechat_problems(given)
        problems += _unsigned(given)
        if problems:
            raise SettingsError(problems)
        return cls(**given)


def _wechat_problems(given: Mapping[str, Any]) -> list[Problem]:
    """An account is whole or not there; what is to be hidden needs its key."""
    problems = []
    account = ("wechat_app_id", "wechat_secret", "wechat_token")
    if any(name.startswith("wechat_") for name in given):
        problems = [_problem(name, "must_be_set_too") for name in account if name not in given]
    if given.get("wechat_mode", "plain") != "plain" and "wechat_aes_key" not in given:
        beside = f"{PREFIX}WECHAT_MODE={given['wechat_mode']}"
        problems.append(_problem("wechat_aes_key", "must_be_set_beside", beside=beside))
    return problems


def _problem(name: str, code: str, **values: object) -> Problem:
    return Problem(code, {"variable": f"{PREFIX}{name.upper()}", **values})


def _unsigned(given: Mapping[str, Any]) -> list[Problem]:
    """What is posted to others is signed: an address without its secret."""
    return [
        _problem(f"{name}_secret", "must_be_set_beside", beside=f"{PREFIX}{name.upper()}_URL")
        for name in ("webhook", "ratings", "sms")
        if f"{name}_url" in given and f"{name}_secret" not in given
    ]


def _given(environ: Mapping[str, str], name: str) -> str:
    """A variable's text; a secret may lie in the file that the variable with `_FILE` at its end names."""
    variable = PREFIX + name.upper()
    text, file = (environ.get(each, "").strip() for each in (variable, f"{variable}_FILE"))
    if not file or name not in FROM_FILES:
        return text
    if text:
        raise Wrong("given_twice")
    try:
        text = Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Wrong("unreadable", file=file) from None
    if not text:
        raise Wrong("empty_file", file=file)
    return text


def _address(host: str, port: int) -> str:
    name = "127.0.0.1" if host in ANY_ADDRESS else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def _word(*allowed: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        for word in allowed:
            if text.lower() == word.lower():
                return word
        raise Wrong("not_one_of", allowed=", ".join(allowed), given=text)

    return parse


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if text.isascii() and text.isdigit() and low <= int(text) <= high:
            return int(text)
        raise Wrong("not_whole", low=low, high=high, given=text)

    return parse


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if 0 < seconds <= LONGEST_STOP_S:
        return seconds
    raise Wrong("not_seconds", high=LONGEST_STOP_S, given=text)


def _host(text: str) -> str:
    if any(sign in text for sign in "/ @") or text.startswith("["):
        raise Wrong("not_a_host", given=text)
    return text


def _database_url(text: str) -> str:
    """SQLite, or PostgreSQL with psycopg 3. It may hold a password, so the message does not repeat it."""
    scheme, found, rest = text.partition("://")
    if found and scheme == "sqlite":
        return text
    if found and scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    raise Wrong("not_a_database")


def _message_queue_url(text: str) -> str:
    """May hold a password, so the message does not repeat it."""
    if text.partition("://")[0] in {"redis", "rediss", "unix"}:
        return text
    raise Wrong("not_redis")


def _base_url(text: str) -> str:
    if _is_web_address(text) and not urlsplit(text).query and not urlsplit(text).fragment:
        return text.rstrip("/")
    raise Wrong("not_an_address", such="https://hall.example", given=text)


def _issuer(text: str) -> str:
    """As the provider spells itself. Only a provider on this machine may be asked without https."""
    if _is_web_address(text) and not urlsplit(text).query and not urlsplit(text).fragment:
        parts = urlsplit(text)
        if parts.scheme == "https" or parts.hostname in LOOPBACK:
            return text
    raise Wrong("not_an_address", such="https://login.example", given=text)


def _token_like(text: str) -> str:
    """Letters, digits and signs without a blank."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text
    raise Wrong("not_a_token")


def _wechat_token(text: str) -> str:
    """As WeChat's own form takes it."""
    if text.isascii() and text.isalnum() and 3 <= len(text) <= 32:
        return text
    raise Wrong("not_a_wechat_token")


def _wechat_aes_key(text: str) -> str:
    """43 characters of base64: the 32 bytes of a key."""
    if text.isascii() and text.isalnum() and len(text) == 43:
        return text
    raise Wrong("not_an_aes_key")


def _wechat_template(text: str) -> str:
    """A template's id, and which of its fields says what: `ID thing2=place character_string1=number`."""
    parts = text.split()
    if "=" not in parts[0] and all(re.fullmatch(r"\w+=\w+", part, re.ASCII) for part in parts[1:]):
        said = {part.partition("=")[2] for part in parts[1:]}
        if said and said <= set(WECHAT_SAYS):
            for part in parts[1:]:
                _wechat_field(*part.split("="))
            return " ".join(parts)
    raise Wrong("not_a_template", allowed=", ".join(WECHAT_SAYS))


def _wechat_field(field: str, said: str) -> None:
    """WeChat refuses a message one of whose fields holds other signs than it may."""
    fitting = WECHAT_FITS.get(field.rstrip("0123456789"), WECHAT_SAYS)
    if said not in fitting:
        raise Wrong("not_a_field", field=field, said=said, allowed=", ".join(fitting) or "-")


def _wechat_template_near(text: str) -> str:
    """Before the call nobody knows the window, and a number must be one."""
    template = _wechat_template(text)
    for field, said in (part.split("=") for part in template.split()[1:]):
        if said == "window" and field.startswith("number"):
            raise Wrong("not_a_field", field=field, said=said, allowed="ahead")
    return template


def _webhook_url(text: str) -> str:
    """May hold a password or a key, so the message does not repeat it."""
    if _is_web_address(text) and not urlsplit(text).fragment:
        return text
    raise Wrong("not_a_webhook")


def _origins(text: str) -> tuple[str, ...]:
    origins = tuple(part.strip().rstrip("/") for part in text.split(",") if part.strip())
    for origin in origins:
        if not _is_web_address(origin) or urlsplit(origin).path:
            raise Wrong("not_addresses", given=origin)
    return origins


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket too many
        return False


def _secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET:
        raise Wrong("too_short", least=SHORTEST_SECRET)
    return text


def _token(text: str) -> str:
    """A secret that fits into a header as it is."""
    return _secret(_token_like(text))


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
    "sms_url": _webhook_url,
    "sms_secret": _secret,
    "ratings_url": _webhook_url,
    "ratings_secret": _secret,
    "oidc_issuer": _issuer,
    "oidc_client_id": str,
    "oidc_client_secret": str,
    "oidc_claim": str,
    "wechat_app_id": _token_like,
    "wechat_secret": _token_like,
    "wechat_token": _wechat_token,
    "wechat_aes_key": _wechat_aes_key,
    "wechat_mode": _word("plain", "compatible", "encrypted"),
    "wechat_template_near": _wechat_template_near,
    "wechat_template_called": _wechat_template,
    "wechat_verify": _wechat_token,
    "wechat_api": _issuer,
    "wechat_authorize": _issuer,
    "metrics_token": _token,
    "secret": _secret,
}
