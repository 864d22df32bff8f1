"""Bring a database to this release's tables."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine

from queue_server.actions.ports import StoreFailed

LOCK = 0x59494D45
"""PostgreSQL's advisory lock while tables change ("YIME"): two servers that start together take turns."""


class SchemaUnknown(StoreFailed):
    """The database was made by a later release than this one."""


def upgrade(engine: Engine) -> None:
    """Make the newest tables, keeping what is there. Raises SchemaUnknown."""
    with engine.begin() as connection:
        migrate(connection, "head")


def migrate(connection: Connection, revision: str) -> None:
    """Go up to "head" or any later revision than the database has."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    try:
        command.upgrade(config(connection), revision)
    except CommandError as error:
        raise SchemaUnknown(f"this database belongs to a later release: {error}") from error


def go_back(connection: Connection, revision: str) -> None:
    """Go back to an earlier revision; "base" is the empty database."""
    command.downgrade(config(connection), revision)


def newest() -> str:
    """The revision that this release's tables have."""
    head = ScriptDirectory.from_config(config(None)).get_current_head()
    assert head is not None
    return head


def config(connection: Connection | None) -> Config:
    """Alembic's settings, without a file."""
    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", "queue_server.store:migrations")
    settings.set_main_option("path_separator", "os")
    return settings
