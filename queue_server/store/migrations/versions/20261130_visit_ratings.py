"""Ratings of visit steps; what visitors wrote beside them stands apart, so that it can be forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "20261130_visit_ratings"
down_revision = "20261130_the_journal_stays"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rating",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("rating_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "ticket", "step", name=op.f("rating_pkey")),
    )
    op.create_index("rating_seq", "rating", ["centre", "seq"], unique=True)
    op.create_table(
        "rating_words",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("business_date", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("rating_words_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "ticket", "step", name=op.f("rating_words_pkey")),
    )
    op.create_index("rating_words_day", "rating_words", ["centre", "business_date"])


def downgrade() -> None:
    op.drop_table("rating_words")
    op.drop_table("rating")
