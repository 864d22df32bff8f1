"""Bring a database to this release's tables.

Alembic takes a fifth of a second to import, so it is imported only where tables have to change.
"""

from importlib import resources
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect

from queue_server.actions.ports import StoreFailed

if TYPE_CHECKING:
    from alembic.config import Config

LOCK = 0x59494D45
"""PostgreSQL's advisory lock while tables change ("YIME"): two servers that start together take turns."""


class SchemaUnknown(StoreFailed):
    """The database was made by a later release than this one."""


def upgrade(engine: Engine) -> None:
    """Make the newest tables, keeping what is there. Raises SchemaUnknown."""
    with engine.begin() as connection:
        if revision_of(connection) != newest():
            migrate(connection, "head")


def revision_of(connection: Connection) -> str | None:
    """The revision that a database has; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def migrate(connection: Connection, revision: str) -> None:
    """Go up to "head" or any later revision than the database has."""
    from alembic import command
    from alembic.util import CommandError

    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    try:
        command.upgrade(config(connection), revision)
    except CommandError as error:
        raise SchemaUnknown(f"this database belongs to a later release: {error}") from error


def go_back(connection: Connection, revision: str) -> None:
    """Go back to an earlier revision; "base" is the empty database."""
    from alembic import command

    command.downgrade(config(connection), revision)


def newest() -> str:
    """The revision that this release's tables have: each is named as its file, and begins with its date."""
    folder = resources.files("queue_server.store") / "migrations" / "versions"
    names = (file.name for file in folder.iterdir())
    return max(name.removesuffix(".py") for name in names if name[0].isdecimal())


def config(connection: Connection | None) -> "Config":
    """Alembic's settings, without a file."""
    from alembic.config import Config

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", "queue_server.store:migrations")
    settings.set_main_option("path_separator", "os")
    return settings
