"""Times as the database keeps them: whole microseconds since 1970 UTC, exact both ways."""

from datetime import UTC, date, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """Microseconds since 1970 UTC."""
    return (at - EPOCH) // MICROSECOND


def moment(value: int) -> datetime:
    """The time back, aware and in UTC."""
    return EPOCH + timedelta(microseconds=value)


def day(value: str | None) -> date | None:
    """A business date back from its ISO form."""
    return None if value is None else date.fromisoformat(value)
