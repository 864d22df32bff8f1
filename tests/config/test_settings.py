"""Settings come from the environment; what is wrong with them is said in one sentence each."""

import dataclasses
import re
from pathlib import Path

import pytest

from config.settings import _PARSERS, Settings, SettingsError
from ui.words import say

ROOT = Path(__file__).parents[2]


def settings(**variables: str) -> Settings:
    return Settings.from_environment({f"YIMEN_{name.upper()}": value for name, value in variables.items()})


def problems(**variables: str) -> tuple[str, ...]:
    """What is said in English of settings that are wrong."""
    with pytest.raises(SettingsError) as refusal:
        settings(**variables)
    return tuple(say(f"settings.{each.code}", "en", **each.values) for each in refusal.value.problems)


def test_nothing_need_be_set() -> None:
    plain = settings()
    assert (plain.runtime, plain.host, plain.port) == ("eventlet", "127.0.0.1", 8000)
    assert plain.database_url == "sqlite:///var/yimen.db"
    assert plain.base_url == "http://127.0.0.1:8000"


def test_photos_lie_with_the_data_unless_somebody_says_where() -> None:
    assert settings(data="/srv/hall").photos == Path("/srv/hall/photos")
    assert settings(photos="/mnt/staff").photos == Path("/mnt/staff")


def test_notes_between_servers_need_a_record_that_several_may_keep() -> None:
    url = "redis://queue/0"
    assert settings(message_queue_url=url, database_url="postgresql://db/yimen").message_queue_url == url
    assert problems(message_queue_url=url) == (
        "YIMEN_MESSAGE_QUEUE_URL needs PostgreSQL in YIMEN_DATABASE_URL.",
    )


def test_an_empty_variable_is_not_set() -> None:
    assert settings(port="", runtime=" ") == Settings()


def test_other_variables_are_not_ours() -> None:
    assert Settings.from_environment({"PORT": "9000", "HOME": "/root"}) == Settings()


def test_the_database_lives_with_the_data() -> None:
    assert settings(data="/srv/hall").database_url == "sqlite:////srv/hall/yimen.db"
    assert Settings(data=Path("here")).database_url == "sqlite:///here/yimen.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_with_psycopg_3(scheme: str) -> None:
    assert (
        settings(database_url=f"{scheme}://hall@db/yimen").database_url
        == "postgresql+psycopg://hall@db/yimen"
    )


def test_links_can_begin_elsewhere() -> None:
    assert settings(base_url="https://hall.example/q/").base_url == "https://hall.example/q"


@pytest.mark.parametrize(
    ("host", "address"), [("0.0.0.0", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")]
)
def test_links_can_be_followed(host: str, address: str) -> None:
    assert settings(host=host).base_url == address


def test_several_origins_are_parted_by_commas() -> None:
    origins = settings(allowed_origins="https://a.example, http://b.example:81/").allowed_origins
    assert origins == ("https://a.example", "http://b.example:81")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("runtime", "asyncio", "must be one of eventlet, gevent, threading, not “asyncio”."),
        ("host", "http://hall", "must be a host name or an IP address, not “http://hall”."),
        ("port", "70000", "must be a whole number from 1 to 65535, not “70000”."),
        ("port", "8o", "must be a whole number from 1 to 65535, not “8o”."),
        ("port", "0", "must be a whole number from 1 to 65535, not “0”."),
        ("message_queue_url", "amqp://u:pass@mq", "must begin with redis://, rediss:// or unix://."),
        ("database_url", "mysql://u:pass@db", "must begin with sqlite:/// or postgresql://."),
        ("base_url", "hall.example", "must be an address such as https://hall.example, not “hall.example”."),
        (
            "base_url",
            "http://hall:x",
            "must be an address such as https://hall.example, not “http://hall:x”.",
        ),
        ("allowed_origins", "*", "must be addresses such as https://hall.example, with commas, not “*”."),
        ("proxies", "some", "must be a whole number from 0 to 9, not “some”."),
        ("log_level", "loud", "must be one of DEBUG, INFO, WARNING, ERROR, not “loud”."),
        ("stop_within_s", "0", "must be a number of seconds above 0 and up to 3600, not “0”."),
        ("stop_within_s", "nan", "must be a number of seconds above 0 and up to 3600, not “nan”."),
        ("secret", "short", "must have at least 32 characters."),
        ("metrics_token", "short", "must have at least 32 characters."),
        ("metrics_token", "a b" * 20, "must be of ASCII letters, digits and signs, without a space."),
    ],
)
def test_a_bad_value_is_one_sentence_with_its_variable(name: str, value: str, sentence: str) -> None:
    assert problems(**{name: value}) == (f"YIMEN_{name.upper()} {sentence}",)


def test_everything_wrong_is_said_at_once() -> None:
    assert len(problems(port="x", runtime="y", proxies="z")) == 3


def test_the_secret_is_never_shown() -> None:
    assert "ssssss" not in repr(settings(secret="s" * 40, metrics_token="s" * 40))


def test_every_setting_has_its_variable() -> None:
    assert list(_PARSERS) == [field.name for field in dataclasses.fields(Settings)]


def test_every_variable_is_explained_to_whoever_runs_a_hall() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [name for name in _PARSERS if f"`YIMEN_{name.upper()}`" not in page] == []


def test_alarms_are_posted_only_with_a_secret_to_sign_them() -> None:
    assert problems(webhook_url="https://duty.example/yimen") == (
        "YIMEN_WEBHOOK_SECRET must be set beside YIMEN_WEBHOOK_URL.",
    )
    assert settings(webhook_url="https://duty.example/yimen?k=1", webhook_secret="s" * 32).webhook_url


def test_ratings_are_posted_only_with_a_secret_to_sign_them() -> None:
    assert problems(ratings_url="https://ratings.example/in") == (
        "YIMEN_RATINGS_SECRET must be set beside YIMEN_RATINGS_URL.",
    )


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s" * 40 + "\n")
    assert settings(secret_file=str(tmp_path / "secret")).secret == "s" * 40


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert problems(secret_file=str(tmp_path / "gone")) == (
        f"YIMEN_SECRET cannot be read from {tmp_path / 'gone'}.",
    )


def test_a_secret_given_twice_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s" * 40)
    (said,) = problems(secret="t" * 40, secret_file=str(tmp_path / "secret"))
    assert "one of them is enough" in said


def test_what_is_no_secret_comes_from_no_file(tmp_path: Path) -> None:
    (tmp_path / "port").write_text("9000")
    assert settings(port_file=str(tmp_path / "port")) == Settings()


def test_a_department_is_named_wholly() -> None:
    assert problems(oidc_issuer="https://login.example") == (
        "YIMEN_OIDC_CLIENT_ID must be set too.",
        "YIMEN_OIDC_CLIENT_SECRET must be set too.",
    )


@pytest.mark.parametrize("issuer", ["http://login.example", "login.example", "https://login.example/?a=b"])
def test_a_department_is_asked_by_https(issuer: str) -> None:
    (said, *_) = problems(oidc_issuer=issuer, oidc_client_id="yimen", oidc_client_secret="s")
    assert said.startswith("YIMEN_OIDC_ISSUER must be an address")


WECHAT = {"wechat_app_id": "wx1", "wechat_secret": "s1", "wechat_token": "token1"}
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def test_an_official_account_is_whole_or_not_there() -> None:
    assert problems(wechat_app_id="wx1") == (
        "YIMEN_WECHAT_SECRET must be set too.",
        "YIMEN_WECHAT_TOKEN must be set too.",
    )
    assert settings(**WECHAT).wechat_app_id == "wx1"


@pytest.mark.parametrize("mode", ["compatible", "encrypted"])
def test_an_account_that_hides_needs_its_key(mode: str) -> None:
    assert problems(**WECHAT, wechat_mode=mode) == (
        f"YIMEN_WECHAT_AES_KEY must be set beside YIMEN_WECHAT_MODE={mode}.",
    )
    assert settings(**WECHAT, wechat_mode=mode, wechat_aes_key=AES_KEY).wechat_mode == mode


def test_secrets_of_an_account_are_never_shown() -> None:
    shown = repr(settings(**WECHAT | {"wechat_secret": "hidden1"}, wechat_aes_key=AES_KEY))
    assert [each for each in ("hidden1", "token1", AES_KEY) if each in shown] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("wechat_token", "ab", id="token_too_short"),
        pytest.param("wechat_token", "with space", id="token_with_a_space"),
        pytest.param("wechat_aes_key", "short", id="key_too_short"),
        pytest.param("wechat_aes_key", "=" * 43, id="key_of_signs"),
        pytest.param("wechat_template_near", "ID", id="template_that_says_nothing"),
        pytest.param("wechat_template_near", "thing1=place", id="template_without_id"),
        pytest.param("wechat_template_called", "ID thing1=secret", id="template_that_says_too_much"),
        pytest.param("wechat_template_called", "ID number1=number", id="number_with_a_letter"),
        pytest.param("wechat_template_called", "ID character_string1=place", id="signs_with_hanzi"),
        pytest.param("wechat_template_called", "ID time1=window", id="field_that_nothing_fills"),
        pytest.param("wechat_template_near", "ID number1=window", id="window_before_the_call"),
        pytest.param("wechat_api", "http://wechat.example", id="wechat_without_tls"),
    ],
)
def test_what_does_not_fit_an_account_is_said(name: str, value: str) -> None:
    assert re.match(rf"YIMEN_{name.upper()}[ :]", problems(**WECHAT | {name: value})[0])


def test_a_template_may_say_figures_where_wechat_wants_figures() -> None:
    template = "ID number1=window number2=ahead character_string3=number keyword4=text"
    assert settings(**WECHAT, wechat_template_called=template).wechat_template_called == template
