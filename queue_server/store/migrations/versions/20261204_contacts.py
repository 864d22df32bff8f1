"""Contacts: whom to call and where to go for a booking elsewhere, sealed, and forgotten by itself."""

import sqlalchemy as sa
from alembic import op

revision = "20261204_contacts"
down_revision = "20261203_reminders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("centre", sa.String(), nullable=False),
        sa.Column("appointment", sa.String(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["centre"], ["centre.code"], name=op.f("contact_centre_fkey")),
        sa.PrimaryKeyConstraint("centre", "appointment", name=op.f("contact_pkey")),
    )


def downgrade() -> None:
    op.drop_table("contact")
