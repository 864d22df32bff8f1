"""Follow-ups of bad ratings and of hotline orders; what staff wrote there can be forgotten by itself."""

import sqlalchemy as sa
from alembic import op

revision = "20261202_follow_ups"
down_revision = "20261201_appointments"
branch_labels = None
depends_on = None

DONE = sa.text("state = 'done'")


def upgrade() -> None:
    op.create_table(
        "follow_up",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rating", sa.BigInteger(), nullable=True),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("appeal", sa.String(), nullable=True),
        sa.Column("contact_by", sa.String(), nullable=False),
        sa.Column("resolve_by", sa.String(), nullable=False),
        sa.Column("latest_by", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("resolved_by", sa.String(), nullable=True),
        sa.Column("verified_by", sa.String(), nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("(rating IS NULL) <> (reference IS NULL)", name=op.f("follow_up_one_source")),
        sa.CheckConstraint(
            "verified_by IS NULL OR (resolved_by IS NOT NULL AND verified_by <> resolved_by)",
            name=op.f("follow_up_second_person"),
        ),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("follow_up_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("follow_up_pkey")),
        sa.UniqueConstraint("centre", "rating", name=op.f("follow_up_centre_rating_key")),
        sa.UniqueConstraint("centre", "reference", name=op.f("follow_up_centre_reference_key")),
    )
    op.create_index("follow_up_stage", "follow_up", ["centre", "stage", "resolve_by"])
    op.create_table(
        "follow_up_words",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("follow_up", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("follow_up_words_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "follow_up", "seq", name=op.f("follow_up_words_pkey")),
    )
    op.create_index("follow_up_words_day", "follow_up_words", ["centre", "day"])
    op.create_table(
        "export_mark",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("real_at", sa.BigInteger(), nullable=False),
        sa.Column("refused_seq", sa.BigInteger(), nullable=True),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("export_mark_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", name=op.f("export_mark_pkey")),
    )
    op.create_index("ticket_done", "ticket", ["centre", "since"], sqlite_where=DONE, postgresql_where=DONE)


def downgrade() -> None:
    op.drop_table("export_mark")
    op.drop_index("ticket_done", "ticket")
    op.drop_table("follow_up_words")
    op.drop_table("follow_up")
