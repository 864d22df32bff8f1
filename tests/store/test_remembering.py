"""The record remembers its secret: no server works at it with another one, or with a new one."""

import logging
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from config.secret import fingerprint, load_secret
from config.settings import Settings, SettingsError
from queue_server import remembering
from queue_server.remembering import accept, secret_to_serve
from queue_server.store import migrate
from queue_server.store.engine import writing_engine
from queue_server.store.installation import fingerprint_of_secret, remember_secret
from queue_server.store.sql import SqlStore
from queue_server.store.tables import installation, journal
from tests.store.postgres import a_database
from tests.store.town import FILES, StillClock, Town, read_catalogue

OTHER = "f" * 64


@pytest.fixture(params=["sqlite", "postgres"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """A server of an installation with a database of its own, in which there is nothing."""
    if request.param == "sqlite":
        yield Settings(data=tmp_path / "var", database_url=f"sqlite:///{tmp_path}/yimen.db")
        return
    with a_database() as url:
        yield Settings(data=tmp_path / "var", database_url=url)


@pytest.fixture
def store(settings: Settings) -> Iterator[SqlStore]:
    """Its record, with a town."""
    with closing(SqlStore(settings.database_url, StillClock(), read_catalogue)) as store:
        store.open()
        store.create("town", FILES)
        yield store


@pytest.fixture
def secret(store: SqlStore, settings: Settings) -> str:
    """The one with which the first server started."""
    return secret_to_serve(store, settings)


def file_of(settings: Settings) -> Path:
    return settings.data / "secret"


def refused(store: SqlStore, settings: Settings) -> str:
    """Why a server does not start; the code."""
    with pytest.raises(SettingsError) as caught:
        secret_to_serve(store, settings)
    (problem,) = caught.value.problems
    return problem.code


def remembered(store: SqlStore) -> str | None:
    with store.reading() as connection:
        return fingerprint_of_secret(connection)


def facts_of(store: SqlStore) -> int:
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(journal)).scalar_one())


def forget(store: SqlStore) -> None:
    """As a record of before comes, which remembers nothing."""
    engine = writing_engine(store._writing.url.render_as_string(hide_password=False))
    with engine.begin() as connection:
        migrate.go_back(connection, "20261204_contacts")
    migrate.upgrade(engine)


def test_the_first_start_is_remembered_by_no_more_than_a_fingerprint(store: SqlStore, secret: str) -> None:
    assert remembered(store) == fingerprint(secret)
    with store.reading() as connection:
        assert [tuple(row) for row in connection.execute(select(installation))] == [
            ("secret", fingerprint(secret))
        ]
    assert not any(secret[at : at + 8] in fingerprint(secret) for at in range(len(secret) - 7))


def test_the_next_start_goes_on(store: SqlStore, settings: Settings, secret: str) -> None:
    assert secret_to_serve(store, settings) == secret


def test_a_secret_that_went_missing_is_not_made_anew(
    store: SqlStore, settings: Settings, secret: str
) -> None:
    before = remembered(store), facts_of(store)
    file_of(settings).unlink()
    assert refused(store, settings) == "secret_lost"
    assert list(settings.data.iterdir()) == []
    assert (remembered(store), facts_of(store)) == before


def test_another_secret_is_refused_and_stays_where_it_is(
    store: SqlStore, settings: Settings, secret: str
) -> None:
    file_of(settings).write_text(OTHER)
    assert refused(store, settings) == "secret_other"
    assert file_of(settings).read_text() == OTHER
    assert remembered(store) == fingerprint(secret)


def test_with_the_right_one_put_back_it_starts(store: SqlStore, settings: Settings, secret: str) -> None:
    file_of(settings).write_text(OTHER)
    refused(store, settings)
    file_of(settings).write_text(secret + "\n")
    assert secret_to_serve(store, settings) == secret


def test_a_second_server_with_an_empty_folder_is_refused(
    store: SqlStore, settings: Settings, secret: str, tmp_path: Path
) -> None:
    second = replace(settings, data=tmp_path / "second")
    assert refused(store, second) == "secret_lost"
    assert not file_of(second).exists()
    load_secret(second.data)
    assert refused(store, second) == "secret_other"
    file_of(second).write_text(secret)
    assert secret_to_serve(store, second) == secret


def test_the_secret_may_move_into_the_environment_and_not_change(
    store: SqlStore, settings: Settings, secret: str
) -> None:
    assert secret_to_serve(store, replace(settings, secret=secret)) == secret
    assert refused(store, replace(settings, secret=OTHER)) == "secret_other_set"


def test_of_two_servers_that_start_at_once_with_two_secrets_one_does(
    store: SqlStore,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)

    def quicker(secret: str) -> str:
        with store.writing() as connection:
            remember_secret(connection, "the other server's")
        return fingerprint(secret)

    monkeypatch.setattr(remembering, "fingerprint", quicker)
    assert refused(store, settings) == "secret_other"
    assert remembered(store) == "the other server's"
    assert "the record remembers its secret" not in caplog.text


def test_a_record_of_before_takes_the_secret_that_it_comes_with(store: SqlStore, settings: Settings) -> None:
    Town("town", store).take()
    secret = load_secret(settings.data)
    forget(store)
    assert secret_to_serve(store, settings) == secret
    assert remembered(store) == fingerprint(secret)


def test_a_record_of_before_that_has_worked_gets_no_new_one(store: SqlStore, settings: Settings) -> None:
    Town("town", store).take()
    forget(store)
    assert refused(store, settings) == "secret_lost"
    assert not file_of(settings).exists()


def test_a_record_without_a_centre_gets_a_secret_and_remembers_none(settings: Settings) -> None:
    with closing(SqlStore(settings.database_url, StillClock(), read_catalogue)) as store:
        store.open()
        assert secret_to_serve(store, settings) == load_secret(settings.data)
        assert remembered(store) is None


@pytest.mark.parametrize("held", [OTHER, None])
def test_another_secret_can_be_accepted_on_purpose(
    store: SqlStore, settings: Settings, secret: str, held: str | None
) -> None:
    file_of(settings).unlink()
    if held:
        file_of(settings).write_text(held)
    accept(store, settings)
    assert secret_to_serve(store, settings) != secret
    file_of(settings).write_text(secret)
    assert refused(store, settings) == "secret_other"


def test_what_was_accepted_can_be_seen_afterwards(
    store: SqlStore, settings: Settings, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    file_of(settings).write_text(OTHER)
    accept(store, settings)
    with store.reading() as connection:
        kept = [tuple(row) for row in connection.execute(select(installation).order_by(installation.c.name))]
    when = store.clock.real_now().isoformat()
    assert kept == [("secret", fingerprint(OTHER)), (f"secret_before:{when}", fingerprint(secret))]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
