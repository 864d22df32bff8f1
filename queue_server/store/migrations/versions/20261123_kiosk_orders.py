"""Orders for paper at a kiosk."""

import sqlalchemy as sa
from alembic import op

revision = "20261123_kiosk_orders"
down_revision = "20261122_first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kiosk_orders",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("kiosk", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("kiosk_orders_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "kiosk", name=op.f("kiosk_orders_pkey")),
    )


def downgrade() -> None:
    op.drop_table("kiosk_orders")
