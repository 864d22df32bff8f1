"""What the record keeps once for all centres: by which fingerprint it knows its secret again."""

from datetime import UTC, datetime

from sqlalchemy import Connection, exists, or_, select, text

from queue_server.store.tables import appointment, centre, installation

SECRET = "secret"  # noqa: S105  a row's name
BEFORE = "secret_before"
"""How names of rows begin that keep an earlier fingerprint, by the moment when another took its place."""
PUT = "INSERT INTO installation (name, value) VALUES (:name, :value) ON CONFLICT (name) DO "
"""Both databases know it, and to name one is to import what SQLAlchemy knows of it."""


def fingerprint_of_secret(connection: Connection) -> str | None:
    """The fingerprint that is remembered; None where none is yet."""
    query = select(installation.c.value).where(installation.c.name == SECRET)
    found: str | None = connection.execute(query).scalar()
    return found


def remember_secret(connection: Connection, fingerprint: str) -> bool:
    """Remember a fingerprint unless one is remembered already; whether it is this one that is from now on.

    Of two servers the first one wins.
    """
    put = connection.execute(text(PUT + "NOTHING"), {"name": SECRET, "value": fingerprint})
    return put.rowcount == 1


def replace_secret(connection: Connection, fingerprint: str, now: datetime) -> None:
    """Remember a fingerprint instead of any other, which is kept beside it with the moment."""
    if before := fingerprint_of_secret(connection):
        kept = {"name": f"{BEFORE}:{now.astimezone(UTC).isoformat()}", "value": before}
        connection.execute(text(PUT + "NOTHING"), kept)
    put = text(PUT + "UPDATE SET value = excluded.value")
    connection.execute(put, {"name": SECRET, "value": fingerprint})


def has_worked(connection: Connection) -> bool:
    """Whether a server has opened a day, given a number or taken a booking: then it had a secret."""
    begun = select(centre.c.code).where(or_(centre.c.business_date.is_not(None), centre.c.last_ticket > 0))
    query = select(or_(exists(begun), exists(select(appointment.c.id))))
    return bool(connection.execute(query).scalar_one())
