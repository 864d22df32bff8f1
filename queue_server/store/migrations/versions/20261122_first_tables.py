"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "20261122_first_tables"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "centre",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("catalogue_version", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("last_ticket", sa.BigInteger(), nullable=False),
        sa.Column("business_date", sa.String(), nullable=True),
        sa.Column("day_closed", sa.Boolean(), nullable=False),
        sa.Column("day_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("centre_pkey")),
    )
    op.create_table(
        "answer",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("answer_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "command", name=op.f("answer_pkey")),
    )
    op.create_table(
        "call_done",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("real_at", sa.BigInteger(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("window", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("hall", sa.String(), nullable=False),
        sa.Column("recall", sa.Boolean(), nullable=False),
        sa.Column("favoured", sa.Boolean(), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("call_done_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "seq", name=op.f("call_done_pkey")),
        sqlite_with_rowid=False,
    )
    op.create_index("call_done_of_hall", "call_done", ["centre", "hall", "seq"], unique=False)
    op.create_index("call_done_of_queue", "call_done", ["centre", "queue", "seq"], unique=False)
    op.create_index("call_done_of_window", "call_done", ["centre", "window", "seq"], unique=False)
    op.create_index("call_done_of_zone", "call_done", ["centre", "zone", "seq"], unique=False)
    op.create_table(
        "catalogue_version",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("catalogue_version_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "version", name=op.f("catalogue_version_pkey")),
    )
    op.create_table(
        "hall_now",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("hall_now_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "code", name=op.f("hall_now_pkey")),
    )
    op.create_table(
        "invitation",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("invitation_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "device", name=op.f("invitation_pkey")),
    )
    op.create_table(
        "journal",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("real_at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("request_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ticket", sa.BigInteger(), nullable=True),
        sa.Column("window", sa.Integer(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("journal_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "seq", name=op.f("journal_pkey")),
    )
    op.create_index(
        "journal_days",
        "journal",
        ["centre", "seq"],
        unique=False,
        sqlite_where=sa.text("kind = 'DayOpened'"),
        postgresql_where=sa.text("kind = 'DayOpened'"),
    )
    op.create_index("journal_of_ticket", "journal", ["centre", "ticket", "seq"], unique=False)
    op.create_index(
        "journal_served",
        "journal",
        ["centre", "seq"],
        unique=False,
        sqlite_where=sa.text("kind IN ('ServiceFinished', 'StepFinished')"),
        postgresql_where=sa.text("kind IN ('ServiceFinished', 'StepFinished')"),
    )
    op.create_table(
        "login",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("login_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "name", name=op.f("login_pkey")),
    )
    op.create_table(
        "serial",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("business_date", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("serial_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "business_date", "series", name=op.f("serial_pkey")),
    )
    op.create_table(
        "ticket",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("public_id", sa.String(), nullable=False),
        sa.Column("business_date", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("queue", sa.String(), nullable=False),
        sa.Column("window", sa.Integer(), nullable=True),
        sa.Column("clerk", sa.String(), nullable=True),
        sa.Column("person", sa.String(), nullable=True),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("arrived_at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.CheckConstraint("serial > 0", name=op.f("ticket_serial_positive")),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("ticket_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "id", name=op.f("ticket_pkey")),
        sa.UniqueConstraint(
            "centre",
            "business_date",
            "series",
            "serial",
            name=op.f("ticket_centre_business_date_series_serial_key"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("ticket_public_id_key")),
    )
    op.create_index(
        "ticket_live",
        "ticket",
        ["centre", "state"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'held', 'missed')"),
        postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'held', 'missed')"),
    )
    op.create_index("ticket_number", "ticket", ["centre", "number", "id"], unique=False)
    op.create_index(
        "ticket_one_per_window",
        "ticket",
        ["centre", "window"],
        unique=True,
        sqlite_where=sa.text("state IN ('called', 'serving')"),
        postgresql_where=sa.text("state IN ('called', 'serving')"),
    )
    op.create_index("ticket_seq", "ticket", ["centre", "seq"], unique=False)
    op.create_table(
        "token",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("token_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "key", name=op.f("token_pkey")),
    )
    op.create_table(
        "window_now",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("clerk", sa.String(), nullable=True),
        sa.Column("current", sa.BigInteger(), nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("window_now_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "number", name=op.f("window_now_pkey")),
    )
    op.create_table(
        "catalogue_file",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["centre", "version"],
            ["catalogue_version.centre", "catalogue_version.version"],
            name=op.f("catalogue_file_catalogue_version_fkey"),
        ),
        sa.PrimaryKeyConstraint("centre", "version", "name", name=op.f("catalogue_file_pkey")),
    )


def downgrade() -> None:
    op.drop_table("catalogue_file")
    op.drop_table("window_now")
    op.drop_table("token")
    op.drop_table("ticket")
    op.drop_table("serial")
    op.drop_table("login")
    op.drop_table("journal")
    op.drop_table("invitation")
    op.drop_table("hall_now")
    op.drop_table("catalogue_version")
    op.drop_table("call_done")
    op.drop_table("answer")
    op.drop_table("centre")
