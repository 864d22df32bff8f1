"""The record: it can be reached, has the tables of this release, is whole, and knows centres and people."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, func, make_url, select

from queue_server.actions.ports import StoreFailed
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Role
from queue_server.store import migrate, tables
from queue_server.store.sql import SqlStore

from .finding import Case, Finding, Findings, error, fine, warning

LARGE_WAL = 200_000_000
OLDEST_POSTGRES = 13
BUSY_SHARE = 0.8
AHEAD = timedelta(minutes=5)
NIGHTS = timedelta(days=3)
BROKEN = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
RESTORE = "Stop the server, keep a copy of the folder, and restore the newest backup."
LOOK_AROUND = (
    "Do not restore anything yet: look at the folder's rights, its room on disk, and who else has it open."
)
"""A server that was off for a night or two forgets in the next one."""


def sqlite_file(case: Case) -> Findings:
    """SQLite's file is there, in WAL mode, whole, and its log is short."""
    path = sqlite_path(case)
    if path is None:
        return
    if not path.exists():
        yield error(
            "database", f"{path} is not there.", "New hall: yimen import DIR. Old one: yimen restore FILE."
        )
        return
    try:
        with closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
        ) as connection:
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
            checked = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    except sqlite3.Error as problem:
        broken = getattr(problem, "sqlite_errorname", "") in BROKEN
        yield error("database", f"{path} cannot be read: {problem}.", RESTORE if broken else LOOK_AROUND)
        return
    if checked != ["ok"]:
        yield error(
            "database",
            f"{path} is damaged: {checked[0]}.",
            RESTORE,
        )
    if mode != "wal":
        yield error(
            "database",
            f"{path} is in mode {mode}, in which readers stop the hall.",
            "Start the server once: it sets WAL. If it stays so, the folder's file system cannot do it.",
        )
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size > LARGE_WAL:
        yield warning(
            "database",
            f"{log} has {log.stat().st_size / 1e6:.0f} MB: something reads the record without an end.",
            "Look for a forgotten yimen verify or backup, and end it.",
        )
    if checked == ["ok"] and mode == "wal":
        yield fine("database", f"SQLite, {path.stat().st_size / 1e6:.1f} MB, whole")


def postgres(case: Case) -> Findings:
    """PostgreSQL can be reached, is young enough, keeps what it says, and has connections left."""
    if sqlite_path(case) is not None:
        return
    if case.store is None:
        return
    try:
        with case.store.reading() as connection:
            yield from _server(connection)
    except StoreFailed as problem:
        yield error(
            "database",
            f"PostgreSQL cannot be reached: {problem}.",
            "Look whether it runs (systemctl status postgresql) and at YIMEN_DATABASE_URL.",
        )


def _server(connection: Connection) -> Findings:
    def shown(name: str) -> str:
        return str(connection.exec_driver_sql(f"SHOW {name}").scalar_one())

    major = int(shown("server_version_num")) // 10_000
    if major < OLDEST_POSTGRES:
        yield error("database", f"PostgreSQL {major} is too old.", f"Use {OLDEST_POSTGRES} or a later one.")
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if shown(name) == "off":
            yield error(
                "database",
                f"PostgreSQL runs with {name} = off: an answered number may be lost in a power cut.",
                f"Set {name} = on in postgresql.conf and reload it.",
            )
    most = int(shown("max_connections"))
    used = int(connection.exec_driver_sql("SELECT count(*) FROM pg_stat_activity").scalar_one())
    if used > most * BUSY_SHARE:
        yield warning(
            "database",
            f"{used} of PostgreSQL's {most} connections are taken.",
            "Raise max_connections, or end what does not need one.",
        )
    size = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
    yield fine("database", f"PostgreSQL {major}, {size / 1e6:.1f} MB, {used} of {most} connections")


def release(case: Case) -> Findings:
    """The tables are those of this release."""
    if case.store is None:
        return
    try:
        found, mine = case.store.revision(), migrate.newest()
    except StoreFailed:
        return  # the check of the database has said so
    if found is None:
        yield error(
            "tables", "the database is empty.", "New hall: yimen import DIR. Old one: yimen restore FILE."
        )
    elif found < mine:
        yield warning(
            "tables",
            f"the tables are of an earlier release ({found}).",
            "Make a backup with that release, then yimen migrate, or start the server: docs/upgrade.md.",
        )
    elif found > mine:
        yield error(
            "tables",
            f"the tables are of a later release ({found}) than this program ({mine}).",
            "Install the later release again: docs/upgrade.md says how to go back.",
        )
    else:
        yield fine("tables", found)


def halls(case: Case) -> Findings:
    """Every centre can be read, and has people who may sign in."""
    if case.store is None:
        return
    try:
        if case.store.revision() != migrate.newest():
            return
        codes = case.store.centres()
        if not codes:
            yield error(
                "centres", "there is no centre yet.", "yimen import DIR; config/centres/dalang is one."
            )
        for code in codes:
            yield from _centre(code, case)
    except StoreFailed:
        return  # the check of the database has said so


def _centre(code: str, case: Case) -> Findings:
    assert case.store is not None
    try:
        hall = case.store.load(code)
    except Exception as problem:  # noqa: BLE001  whatever makes a hall unreadable is what is asked for
        yield error(
            code, f"the hall of {code} cannot be read: {problem!r}.", "yimen verify names what is broken."
        )
        return
    yield from _people(code, hall)
    yield from _visitors(code, hall, case.store)
    yield _days(code, hall, case)


def _people(code: str, hall: Hall) -> Findings:
    roles = {login.role for login in hall.logins.values()}
    for role in (Role.MANAGER, Role.ADMINISTRATOR):
        if role not in roles:
            yield warning(
                code, f"nobody may sign in as {role}.", f"yimen user set NAME --role {role} --centre {code}"
            )
    without = sorted(no for no in hall.catalogue.staff if no not in hall.logins)
    if without:
        yield warning(
            code,
            f"{len(without)} of {len(hall.catalogue.staff)} clerks have no PIN, such as {without[0]}.",
            f"yimen pin {without[0]} --centre {code}",
        )


def _visitors(code: str, hall: Hall, store: SqlStore) -> Findings:
    """Visitors of long ago are forgotten: a server does it every night."""
    today = hall.counters.business_date
    if today is None:
        return
    before = today - timedelta(days=hall.catalogue.policy.personal_data_days) - NIGHTS
    t = tables.ticket.c
    late = select(func.count()).where(t.centre == code, tables.PERSONAL, t.business_date < before.isoformat())
    with store.reading() as connection:
        count = connection.execute(late).scalar_one()
    if count:
        yield warning(
            code,
            f"{count} tickets still know their visitors, days after they should have been forgotten.",
            f"yimen retention --centre {code}; then see that the server runs at night.",
        )


def _days(code: str, hall: Hall, case: Case) -> Finding:
    """A newest fact in the future says that the clock was ahead once, or is behind now."""
    last = hall.last_at
    if (
        last is not None
        and last > case.now + AHEAD
        and case.store is not None
        and case.store.clock.speed == 1
    ):
        return error(
            "clock",
            f"the newest fact of {code} is of {last:%Y-%m-%d %H:%M} UTC, here it is {case.now:%d. %H:%M}.",
            "Set the machine's clock right (timedatectl). Until then the hall's time stands still.",
        )
    return fine(code, f"{len(hall.catalogue.windows)} windows, {hall.seq} facts")


def sqlite_path(case: Case) -> Path | None:
    """The file of a record on SQLite; None for PostgreSQL."""
    url = make_url(case.settings.database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None
