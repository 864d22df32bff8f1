"""What is known of devices (parts, orders, machines), and alarms."""

import sqlalchemy as sa
from alembic import op

revision = "20261129_device_now"
down_revision = "20261123_kiosk_orders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "device_now",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("device_now_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "device", name=op.f("device_now_pkey")),
    )
    op.create_table(
        "alarm",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("alarm_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "key", name=op.f("alarm_pkey")),
    )


def downgrade() -> None:
    op.drop_table("alarm")
    op.drop_table("device_now")
