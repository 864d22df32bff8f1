"""Whom a ticket was for can be forgotten: that stands in its row alone, and the rows that know it are found.

The journal that earlier steps wrote loses notes and parties, which no release since tells in facts, and kept
answers that hold a note are dropped.
"""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "20261129_forgetting"
down_revision = "20261129_device_now"
branch_labels = None
depends_on = None

PERSONAL = " OR ".join(
    ["person IS NOT NULL", *(f"body LIKE '%\"{name}\":%'" for name in ("person_mask", "party", "note"))]
)
TOLD = "payload LIKE '%\"note\":%' OR payload LIKE '%\"party\":%'"
KINDS = "'TicketIssued', 'TicketHandedIn', 'TicketHeld', 'TicketTransferred', 'ActUndone'"
NOTED = """replace(body, '"note":""', '') LIKE '%"note":"%'"""
LEFT_OUT = ("note", "party", "person", "person_mask")
AT_ONCE = 1_000


def upgrade() -> None:
    op.add_column("ticket", sa.Column("personal", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(f"UPDATE ticket SET personal = {sa.true().compile(op.get_bind())} WHERE {PERSONAL}")  # noqa: S608
    if op.get_bind().dialect.name == "postgresql":
        # A server of before that still writes knows no such column: what it writes may know a visitor.
        op.alter_column("ticket", "personal", server_default=sa.true())
    op.execute(f"DELETE FROM answer WHERE ticket IS NULL AND {NOTED}")  # noqa: S608
    op.create_index(
        "ticket_personal",
        "ticket",
        ["centre", "business_date"],
        sqlite_where=sa.text("personal"),
        postgresql_where=sa.text("personal"),
    )
    op.create_index("answer_at", "answer", ["centre", "at"])
    op.create_index("answer_of_ticket", "answer", ["centre", "ticket"])
    for part in _told(op.get_bind()):
        op.get_bind().execute(
            sa.text("UPDATE journal SET payload = :payload WHERE centre = :centre AND seq = :seq"), part
        )


def downgrade() -> None:
    op.drop_index("answer_of_ticket", "answer")
    op.drop_index("answer_at", "answer")
    op.drop_index("ticket_personal", "ticket")
    op.drop_column("ticket", "personal")


def _told(connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    """Facts that tell a note or a party, without them, part by part."""
    query = sa.text(
        f"SELECT centre, seq, payload FROM journal WHERE kind IN ({KINDS}) AND ({TOLD})"  # noqa: S608
        " AND (centre > :centre OR (centre = :centre AND seq > :seq)) ORDER BY centre, seq LIMIT :at_once"
    )
    centre, seq = "", 0
    while part := connection.execute(query, {"centre": centre, "seq": seq, "at_once": AT_ONCE}).all():
        yield [{"centre": r.centre, "seq": r.seq, "payload": _without(r.payload)} for r in part]
        centre, seq = part[-1].centre, part[-1].seq


def _without(payload: str) -> str:
    fact = json.loads(payload)
    for told in (fact, fact.get("issued", {}), *fact.get("restored", [])):
        for name in LEFT_OUT:
            told.pop(name, None)
    return json.dumps(fact, separators=(",", ":"))
