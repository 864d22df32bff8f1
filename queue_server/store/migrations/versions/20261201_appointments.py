"""Bookings: places of slots. A place is one booking's at a time, and a slot has no more than it was given."""

import sqlalchemy as sa
from alembic import op

revision = "20261201_appointments"
down_revision = "20261130_visit_ratings"
branch_labels = None
depends_on = None

BOOKED = sa.text("state IN ('held', 'booked', 'checked_in', 'missed', 'done')")
MISSED = sa.text("state = 'missed'")
PERSONAL = sa.text("personal")


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("excused", sa.Boolean(), nullable=False),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("place > 0 AND place <= places", name=op.f("appointment_place_of_the_slot")),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("appointment_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("appointment_pkey")),
    )
    op.create_index("appointment_date", "appointment", ["centre", "date"])
    op.create_index("appointment_seq", "appointment", ["centre", "seq"])
    _index("appointment_one_per_place", ["queue", "starts_at", "place"], BOOKED, unique=True)
    _index("appointment_personal", ["date"], PERSONAL)
    _index("appointment_missed_person", ["person"], MISSED)
    _index("appointment_missed_phone", ["phone"], MISSED)


def downgrade() -> None:
    op.drop_table("appointment")


def _index(name: str, columns: list[str], where: sa.TextClause, *, unique: bool = False) -> None:
    op.create_index(
        name,
        "appointment",
        ["centre", *columns],
        unique=unique,
        sqlite_where=where,
        postgresql_where=where,
    )
