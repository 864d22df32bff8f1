"""The spool's tables. A change of them is a new version; an older program refuses a newer file."""

VERSION = 1

TABLES = (
    """CREATE TABLE IF NOT EXISTS touches (
        key TEXT PRIMARY KEY,
        language TEXT NOT NULL,
        wanted TEXT,
        has_document INTEGER NOT NULL,
        began REAL NOT NULL,
        state TEXT NOT NULL,
        ticket TEXT,
        error TEXT)""",
    """CREATE TABLE IF NOT EXISTS settlements (
        key TEXT PRIMARY KEY,
        language TEXT NOT NULL,
        wanted TEXT NOT NULL,
        since REAL NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS papers (
        id INTEGER PRIMARY KEY,
        public_id TEXT NOT NULL,
        copy INTEGER NOT NULL,
        ticket TEXT NOT NULL,
        language TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        trouble TEXT,
        at REAL NOT NULL,
        UNIQUE (public_id, copy))""",
    """CREATE TABLE IF NOT EXISTS series (
        series TEXT PRIMARY KEY,
        serial INTEGER NOT NULL,
        date TEXT NOT NULL,
        sure INTEGER NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS tickets (
        public_id TEXT PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        number TEXT NOT NULL,
        ticket TEXT NOT NULL,
        item TEXT NOT NULL,
        queue TEXT NOT NULL,
        half_day TEXT NOT NULL,
        issued_at TEXT NOT NULL,
        sure INTEGER NOT NULL,
        steady REAL NOT NULL,
        boot TEXT NOT NULL,
        cancelled INTEGER NOT NULL DEFAULT 0,
        sent INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL DEFAULT 'waiting',
        answer TEXT,
        kept_at REAL NOT NULL)""",
    """CREATE INDEX IF NOT EXISTS tickets_waiting ON tickets (state, issued_at)""",
    """CREATE TABLE IF NOT EXISTS reprints (
        key TEXT PRIMARY KEY,
        public_id TEXT NOT NULL,
        language TEXT NOT NULL,
        at REAL NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS known (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        at REAL NOT NULL)""",
)
