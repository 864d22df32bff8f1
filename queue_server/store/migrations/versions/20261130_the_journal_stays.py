"""The journal is only appended to: the database itself refuses to change a fact or to delete one of late.

The door: facts that are older than 184 days (six months at least) in real time may be deleted. An operator
who must do more has to drop the trigger first.
"""

from alembic import op

revision = "20261130_the_journal_stays"
down_revision = "20261130_side_by_side"
branch_labels = None
depends_on = None

KEPT_DAYS = 184
KEPT_US = KEPT_DAYS * 24 * 3600 * 1_000_000

SQLITE = (
    "CREATE TRIGGER journal_unchanged BEFORE UPDATE ON journal"
    " BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END",
    "CREATE TRIGGER journal_kept BEFORE DELETE ON journal"
    f" WHEN OLD.real_at > CAST(strftime('%s', 'now') AS INTEGER) * 1000000 - {KEPT_US}"
    f" BEGIN SELECT RAISE(ABORT, 'a fact is kept for {KEPT_DAYS} days'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION journal_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " IF TG_OP = 'DELETE' AND OLD.real_at <= extract(epoch FROM now()) * 1000000"
    f" - {KEPT_US} THEN RETURN OLD; END IF;"
    " RAISE EXCEPTION 'the journal is only appended to; a fact is kept for %% days',"
    f" {KEPT_DAYS}; END $$",
    "CREATE TRIGGER journal_stays BEFORE UPDATE OR DELETE ON journal"
    " FOR EACH ROW EXECUTE FUNCTION journal_stays()",
    "CREATE FUNCTION journal_not_emptied() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " RAISE EXCEPTION 'the journal is only appended to'; END $$",
    "CREATE TRIGGER journal_not_emptied BEFORE TRUNCATE ON journal"
    " FOR EACH STATEMENT EXECUTE FUNCTION journal_not_emptied()",
)


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER journal_unchanged")
        op.execute("DROP TRIGGER journal_kept")
    else:
        op.execute("DROP TRIGGER journal_stays ON journal")
        op.execute("DROP TRIGGER journal_not_emptied ON journal")
        op.execute("DROP FUNCTION journal_stays()")
        op.execute("DROP FUNCTION journal_not_emptied()")
