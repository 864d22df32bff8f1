"""What is one for all centres: by which fingerprint the record knows its secret again."""

import sqlalchemy as sa
from alembic import op

revision = "20261205_installation"
down_revision = "20261204_contacts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("installation_pkey")),
    )


def downgrade() -> None:
    op.drop_table("installation")
