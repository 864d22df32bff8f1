"""The migrations lead exactly to the tables, and back."""

import secrets

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from queue_server.actions.ports import Answered
from queue_server.store import migrate
from queue_server.store.engine import writing_engine
from queue_server.store.partial import metadata
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify
from tests.store.conftest import a_new_store
from tests.store.town import FILES, StillClock, Town, read_catalogue


def test_migrations_lead_exactly_to_the_tables(url: str) -> None:
    engine = writing_engine(url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_revision_is_the_one_that_alembic_leads_to() -> None:
    assert migrate.newest() == ScriptDirectory.from_config(migrate.config(None)).get_current_head()


def test_tables_that_are_as_they_should_be_are_left_alone(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = writing_engine(url)
    migrate.upgrade(engine)
    monkeypatch.delattr(migrate, "migrate")
    migrate.upgrade(engine)


def test_every_index_has_its_condition(url: str) -> None:
    engine = writing_engine(url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        found = {i["name"]: i for i in inspect(connection).get_indexes("ticket")}
    assert found["ticket_one_per_window"]["unique"]
    assert any("where" in key for key in found["ticket_live"]["dialect_options"])


def test_there_is_a_way_back(sqlite_url: str) -> None:
    engine = writing_engine(sqlite_url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        migrate.go_back(connection, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_opening_twice_changes_nothing(url: str) -> None:
    engine = writing_engine(url)
    migrate.upgrade(engine)
    tables = inspect(engine).get_table_names()
    migrate.upgrade(engine)
    assert inspect(engine).get_table_names() == tables


def test_a_database_of_a_later_release_is_refused(sqlite_url: str) -> None:
    engine = writing_engine(sqlite_url)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '29990101_from_the_future'")
    with pytest.raises(migrate.SchemaUnknown, match="later release"):
        migrate.upgrade(engine)


def test_a_step_that_fails_leaves_nothing_behind(sqlite_url: str) -> None:
    engine = writing_engine(sqlite_url)
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:  # noqa: PT012
        migrate.migrate(connection, "head")
        raise ZeroDivisionError
    with engine.begin() as connection:
        assert inspect(connection).get_table_names() == []


def test_what_older_steps_told_of_visitors_leaves_the_journal(url: str) -> None:
    """A town is filled, taken back to the tables before, and given what the journal of then had in it."""
    store = SqlStore(url, StillClock(), read_catalogue)
    store.open()
    town = Town(f"town-{secrets.token_hex(4)}", store)
    store.create(town.code, FILES)
    town.take(service="LF-1", party="family-7")
    where = f"WHERE centre = '{town.code}' AND kind = 'TicketIssued'"
    old = """UPDATE journal SET payload = replace(payload, '"series":', '"party":"family-7","series":') """
    engine = writing_engine(url)
    with engine.begin() as connection:
        migrate.go_back(connection, "20261129_device_now")
        connection.exec_driver_sql(old + where)
        assert "family-7" in connection.exec_driver_sql(f"SELECT payload FROM journal {where}").scalar_one()
    migrate.upgrade(engine)
    with engine.begin() as connection:
        told = connection.exec_driver_sql(f"SELECT payload FROM journal {where}").scalar_one()
        kept = f"SELECT personal FROM ticket WHERE centre = '{town.code}'"
        assert connection.exec_driver_sql(kept).scalar_one()
    assert "family-7" not in told
    assert verify(store, town.code).clean
    store.close()


def test_a_ticket_that_an_older_server_still_writes_counts_as_one_that_knows_its_visitor(
    postgres_url: str,
) -> None:
    for town in a_new_store(postgres_url):
        ticket = town.take(queue="life")
        with town.sql.writing() as connection:
            known = [c.name for c in metadata.tables["ticket"].columns if c.name != "personal"]
            values = [{"id": "2", "public_id": "'older'", "serial": "2"}.get(c, f'"{c}"') for c in known]
            connection.exec_driver_sql(
                f"""INSERT INTO ticket ("{'", "'.join(known)}") SELECT {", ".join(values)} FROM ticket"""
                f" WHERE public_id = '{ticket.public_id}'"
            )
            kept = f"SELECT personal FROM ticket WHERE centre = '{town.code}' ORDER BY id"
            assert connection.exec_driver_sql(kept).scalars().all() == [False, True]


def test_answers_of_older_servers_that_hold_a_note_are_dropped(sqlite_sql: Town) -> None:
    bodies = [f'{{"current":null,"held":[{{"note":"{note}"}}]}}' for note in ("", "13800138000")]
    with sqlite_sql.begin() as tx:
        for key, body in zip(("bare", "noted"), bodies, strict=True):
            tx.remember("clerk", key, Answered("hash", 200, body), None)
    with sqlite_sql.sql.writing() as connection:
        migrate.go_back(connection, "20261129_device_now")
        migrate.migrate(connection, "head")
        assert connection.exec_driver_sql("SELECT body FROM answer").scalars().all() == bodies[:1]
