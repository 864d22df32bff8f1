"""Several servers side by side: tokens by seq, which devices were heard, and how far alarms were sent."""

import sqlalchemy as sa
from alembic import op

revision = "20261130_side_by_side"
down_revision = "20261129_forgetting"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("token_seq", "token", ["centre", "seq"])
    op.create_table(
        "heard",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("real_at", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "device", name=op.f("heard_pkey")),
        prefixes=_not_in_the_log(),
    )
    op.create_table(
        "tries",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("locked_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("centre", "name", name=op.f("tries_pkey")),
        prefixes=_not_in_the_log(),
    )
    op.create_table(
        "webhook_mark",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("real_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("webhook_mark_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", name=op.f("webhook_mark_pkey")),
    )


def downgrade() -> None:
    op.drop_table("webhook_mark")
    op.drop_table("tries")
    op.drop_table("heard")
    op.drop_index("token_seq", "token")


def _not_in_the_log() -> list[str]:
    """What is lost with a crash and needs no disk's word."""
    return ["UNLOGGED"] if op.get_bind().dialect.name == "postgresql" else []
