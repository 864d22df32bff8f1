"""Reminders: what visitors want to be told before their call, and over which channel."""

import sqlalchemy as sa
from alembic import op

revision = "20261203_reminders"
down_revision = "20261202_follow_ups"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("reminder_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "key", name=op.f("reminder_pkey")),
    )
    op.create_index("reminder_seq", "reminder", ["centre", "seq"])
    going_on = sa.text("NOT over")
    op.create_index(
        "reminder_goes_on", "reminder", ["centre"], sqlite_where=going_on, postgresql_where=going_on
    )


def downgrade() -> None:
    op.drop_table("reminder")
