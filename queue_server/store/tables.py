"""The tables. Everything but `installation` is keyed by centre; times are microseconds since 1970 UTC.

A row's `body` is the whole thing as JSON (domain.plain); the columns beside it are what is asked for or
constrained. `seq` is the journal's seq that last changed the row, so that another process can read what is
newer than it knows. `ticket.personal` says that something in the row leads to a person. `answer.command` is
the SHA-256 of an idempotency key within its scope. `rating_words` is what visitors wrote beside ratings: it
stands apart from `rating`, so that it can be forgotten; `follow_up_words` is what staff wrote at a follow-up.
`contact` is whom to call and where to go for a booking elsewhere, sealed with the server's secret.
`installation` has what is one for all centres, by its name (installation.py).
A place of a slot is one booking's at a time, by an index over those that take one. Indexes over a part of a
table are in partial.py.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ck": "%(table_name)s_%(constraint_name)s",
        "fk": "%(table_name)s_%(referred_table_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    }
)

LIVE = text("state IN ('waiting', 'called', 'serving', 'held', 'missed')")
DONE = text("state = 'done'")
DAY_OPENED = text("kind = 'DayOpened'")
SERVED = text("kind IN ('ServiceFinished', 'StepFinished')")
PERSONAL = text("personal")
BOOKED = text("state IN ('held', 'booked', 'checked_in', 'missed', 'done')")
MISSED = text("state = 'missed'")
GOES_ON = text("NOT over")
AT_WINDOW = text("state IN ('called', 'serving')")


def _centre() -> Column[str]:
    return Column("centre", String, primary_key=True)


def _of_centre() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["centre"], ["centre.code"])


centre = Table(
    "centre",
    metadata,
    Column("code", String, primary_key=True),
    Column("catalogue_version", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("last_ticket", BigInteger, nullable=False),
    Column("business_date", String),
    Column("day_closed", Boolean, nullable=False),
    Column("day_seq", BigInteger, nullable=False),
)

catalogue_version = Table(
    "catalogue_version",
    metadata,
    _centre(),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("imported_at", BigInteger, nullable=False),
    Column("digest", String, nullable=False),
    _of_centre(),
)

catalogue_file = Table(
    "catalogue_file",
    metadata,
    _centre(),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["centre", "version"],
        ["catalogue_version.centre", "catalogue_version.version"],
    ),
)

serial = Table(
    "serial",
    metadata,
    _centre(),
    Column("business_date", String, primary_key=True),
    Column("series", String, primary_key=True),
    Column("last", Integer, nullable=False),
    _of_centre(),
)

ticket = Table(
    "ticket",
    metadata,
    _centre(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("public_id", String, nullable=False, unique=True),
    Column("business_date", String, nullable=False),
    Column("series", String, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", String, nullable=False),
    Column("state", String, nullable=False),
    Column("queue", String, nullable=False),
    Column("window", Integer),
    Column("clerk", String),
    Column("person", String),
    Column("personal", Boolean, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("arrived_at", BigInteger, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("centre", "business_date", "series", "serial"),
    CheckConstraint("serial > 0", name="serial_positive"),
    _of_centre(),
    Index("ticket_number", "centre", "number", "id"),
    Index("ticket_seq", "centre", "seq"),
)

window_now = Table(
    "window_now",
    metadata,
    _centre(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("clerk", String),
    Column("current", BigInteger),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
)

hall_now = Table(
    "hall_now",
    metadata,
    _centre(),
    Column("code", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
)

token = Table(
    "token",
    metadata,
    _centre(),
    Column("key", String, primary_key=True),
    Column("revoked", Boolean, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
    Index("token_seq", "centre", "seq"),
)

login = Table(
    "login",
    metadata,
    _centre(),
    Column("name", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
)

invitation = Table(
    "invitation",
    metadata,
    _centre(),
    Column("device", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
)

kiosk_orders = Table(
    "kiosk_orders",
    metadata,
    _centre(),
    Column("kiosk", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
)

device_now = Table(
    "device_now",
    metadata,
    _centre(),
    Column("device", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
)

alarm = Table(
    "alarm",
    metadata,
    _centre(),
    Column("key", String, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
)

reminder = Table(
    "reminder",
    metadata,
    _centre(),
    Column("key", String, primary_key=True),
    Column("over", Boolean, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
    Index("reminder_seq", "centre", "seq"),
)

call_done = Table(
    "call_done",
    metadata,
    _centre(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("real_at", BigInteger, nullable=False),
    Column("ticket", BigInteger, nullable=False),
    Column("public_id", String, nullable=False),
    Column("number", String, nullable=False),
    Column("queue", String, nullable=False),
    Column("window", Integer, nullable=False),
    Column("zone", String, nullable=False),
    Column("hall", String, nullable=False),
    Column("recall", Boolean, nullable=False),
    Column("favoured", Boolean),
    Column("undone", Boolean, nullable=False),
    _of_centre(),
    Index("call_done_of_hall", "centre", "hall", "seq"),
    Index("call_done_of_zone", "centre", "zone", "seq"),
    Index("call_done_of_window", "centre", "window", "seq"),
    Index("call_done_of_queue", "centre", "queue", "seq"),
    sqlite_with_rowid=False,
)

journal = Table(
    "journal",
    metadata,
    _centre(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("real_at", BigInteger, nullable=False),
    Column("by", String, nullable=False),
    Column("request_id", String),
    Column("kind", String, nullable=False),
    Column("ticket", BigInteger),
    Column("window", Integer),
    Column("payload", Text, nullable=False),
    _of_centre(),
    Index("journal_of_ticket", "centre", "ticket", "seq"),
)

answer = Table(
    "answer",
    metadata,
    _centre(),
    Column("command", String, primary_key=True),
    Column("body_hash", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("ticket", BigInteger),
    Column("at", BigInteger, nullable=False),
    _of_centre(),
    Index("answer_at", "centre", "at"),
    Index("answer_of_ticket", "centre", "ticket"),
)

rating = Table(
    "rating",
    metadata,
    _centre(),
    Column("ticket", BigInteger, primary_key=True, autoincrement=False),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("level", String, nullable=False),
    Column("queue", String, nullable=False),
    Column("window", Integer, nullable=False),
    Column("clerk", String, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    _of_centre(),
    Index("rating_seq", "centre", "seq", unique=True),
)

rating_words = Table(
    "rating_words",
    metadata,
    _centre(),
    Column("ticket", BigInteger, primary_key=True, autoincrement=False),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("business_date", String, nullable=False),
    Column("words", Text, nullable=False),
    _of_centre(),
    Index("rating_words_day", "centre", "business_date"),
)

appointment = Table(
    "appointment",
    metadata,
    _centre(),
    Column("id", String, primary_key=True),
    Column("date", String, nullable=False),
    Column("queue", String, nullable=False),
    Column("starts_at", BigInteger, nullable=False),
    Column("place", Integer, nullable=False),
    Column("places", Integer, nullable=False),
    Column("state", String, nullable=False),
    Column("excused", Boolean, nullable=False),
    Column("person", String),
    Column("phone", String),
    Column("personal", Boolean, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    CheckConstraint("place > 0 AND place <= places", name="place_of_the_slot"),
    _of_centre(),
    Index("appointment_date", "centre", "date"),
    Index("appointment_seq", "centre", "seq"),
)

contact = Table(
    "contact",
    metadata,
    _centre(),
    Column("appointment", String, primary_key=True),
    Column("sealed", Text, nullable=False),
    _of_centre(),
)

follow_up = Table(
    "follow_up",
    metadata,
    _centre(),
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("rating", BigInteger),
    Column("reference", String),
    Column("stage", String, nullable=False),
    Column("appeal", String),
    Column("contact_by", String, nullable=False),
    Column("resolve_by", String, nullable=False),
    Column("latest_by", String, nullable=False),
    Column("department", String, nullable=False),
    Column("resolved_by", String),
    Column("verified_by", String),
    Column("opened_at", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("centre", "rating"),
    UniqueConstraint("centre", "reference"),
    CheckConstraint("(rating IS NULL) <> (reference IS NULL)", name="one_source"),
    CheckConstraint(
        "verified_by IS NULL OR (resolved_by IS NOT NULL AND verified_by <> resolved_by)",
        name="second_person",
    ),
    _of_centre(),
    Index("follow_up_stage", "centre", "stage", "resolve_by"),
)

follow_up_words = Table(
    "follow_up_words",
    metadata,
    _centre(),
    Column("follow_up", BigInteger, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("day", String, nullable=False),
    Column("words", Text, nullable=False),
    _of_centre(),
    Index("follow_up_words_day", "centre", "day"),
)

heard = Table(
    "heard",
    metadata,
    _centre(),
    Column("device", String, primary_key=True),
    Column("real_at", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
)

tries = Table(
    "tries",
    metadata,
    _centre(),
    Column("name", String, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
    Column("locked_until", BigInteger, nullable=False),
)

export_mark = Table(
    "export_mark",
    metadata,
    _centre(),
    Column("seq", BigInteger, nullable=False),
    Column("real_at", BigInteger, nullable=False),
    Column("refused_seq", BigInteger),
    Column("refused_at", BigInteger),
    _of_centre(),
)

webhook_mark = Table(
    "webhook_mark",
    metadata,
    _centre(),
    Column("seq", BigInteger, nullable=False),
    Column("real_at", BigInteger, nullable=False),
    _of_centre(),
)

installation = Table(
    "installation",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
