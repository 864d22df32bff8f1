"""The record: it can be reached, has the tables of this release, is whole, and knows centres and people."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Connection, func, make_url, select

from queue_server.actions.ports import StoreFailed
from queue_server.domain.follow_ups import year_without_calendar
from queue_server.domain.hall import Hall
from queue_server.domain.tokens import Role
from queue_server.store import migrate, tables
from queue_server.store.sql import SqlStore

from .finding import Case, Finding, Findings, Said, error, fine, warning

LARGE_WAL = 200_000_000
OLDEST_POSTGRES = 13
BUSY_SHARE = 0.8
AHEAD = timedelta(minutes=5)
NIGHTS = timedelta(days=3)
BROKEN = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
"""A server that was off for a night or two forgets in the next one."""


def sqlite_file(case: Case) -> Findings:
    """SQLite's file is there, in WAL mode, whole, and its log is short."""
    path = sqlite_path(case)
    if path is None:
        return
    if not path.exists():
        yield error("database", "record_missing", file=path)
        return
    try:
        with closing(
            sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
        ) as connection:
            mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
            checked = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
    except sqlite3.Error as problem:
        broken = getattr(problem, "sqlite_errorname", "") in BROKEN
        yield error("database", "record_damaged" if broken else "record_unreadable", file=path, why=problem)
        return
    if checked != ["ok"]:
        yield error("database", "record_damaged", file=path, why=checked[0])
    if mode != "wal":
        yield error("database", "record_not_wal", file=path, mode=mode)
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size > LARGE_WAL:
        yield warning("database", "record_log_large", file=log, size=f"{log.stat().st_size / 1e6:.0f}")
    if checked == ["ok"] and mode == "wal":
        yield fine("database", "record_fine", size=f"{path.stat().st_size / 1e6:.1f}")


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
        yield error("database", "postgres_away", why=problem)


def _server(connection: Connection) -> Findings:
    def shown(name: str) -> str:
        return str(connection.exec_driver_sql(f"SHOW {name}").scalar_one())

    major = int(shown("server_version_num")) // 10_000
    if major < OLDEST_POSTGRES:
        yield error("database", "postgres_old", version=major, oldest=OLDEST_POSTGRES)
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        if shown(name) == "off":
            yield error("database", "postgres_careless", name=name)
    most = int(shown("max_connections"))
    used = int(connection.exec_driver_sql("SELECT count(*) FROM pg_stat_activity").scalar_one())
    if used > most * BUSY_SHARE:
        yield warning("database", "postgres_busy", used=used, most=most)
    size = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
    yield fine("database", "postgres_fine", version=major, size=f"{size / 1e6:.1f}", used=used, most=most)


def release(case: Case) -> Findings:
    """The tables are those of this release."""
    if case.store is None:
        return
    try:
        found, mine = case.store.revision(), migrate.newest()
    except StoreFailed:
        return  # the check of the database has said so
    if found is None:
        yield error("tables", "tables_none")
    elif found < mine:
        yield warning("tables", "tables_earlier", found=found)
    elif found > mine:
        yield error("tables", "tables_later", found=found, mine=mine)
    else:
        yield fine("tables", "tables_fine", found=found)


def halls(case: Case) -> Findings:
    """Every centre can be read, and has people who may sign in."""
    if case.store is None:
        return
    try:
        if case.store.revision() != migrate.newest():
            return
        codes = case.store.centres()
        if not codes:
            yield error("centres", "centre_none")
        for code in codes:
            yield from _centre(code, case)
    except StoreFailed:
        return  # the check of the database has said so


def _centre(code: str, case: Case) -> Findings:
    assert case.store is not None
    try:
        hall = case.store.load(code)
    except Exception as problem:  # noqa: BLE001  whatever makes a hall unreadable is what is asked for
        yield error(code, "hall_unreadable", centre=code, why=repr(problem))
        return
    yield from _people(code, hall)
    yield from _visitors(code, hall, case.store)
    yield from _calendar(code, hall, case.store)
    yield _days(code, hall, case)


def _people(code: str, hall: Hall) -> Findings:
    roles = {login.role for login in hall.logins.values()}
    for role in (Role.MANAGER, Role.ADMINISTRATOR):
        if role not in roles:
            name = Said(f"audit.who.{role}")
            yield warning(code, "nobody_signs_in", name=name, role=role.value, centre=code)
    without = sorted(no for no in hall.catalogue.staff if no not in hall.logins)
    if without:
        every = len(hall.catalogue.staff)
        yield warning(code, "pins_missing", count=len(without), every=every, clerk=without[0], centre=code)


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
        yield warning(code, "visitors_not_forgotten", count=count, centre=code)


def _calendar(code: str, hall: Hall, store: SqlStore) -> Findings:
    """The calendar reaches as far as the deadlines of what begins today."""
    year = year_without_calendar(hall.catalogue, store.clock.hall_now())
    if year is not None:
        yield warning(code, "calendar_ends", year=year)


def _days(code: str, hall: Hall, case: Case) -> Finding:
    """A newest fact in the future says that the clock was ahead once, or is behind now."""
    last = hall.last_at
    if (
        last is not None
        and last > case.now + AHEAD
        and case.store is not None
        and case.store.clock.speed == 1
    ):
        newest, here = (f"{each:%Y-%m-%d %H:%M}" for each in (last, case.now))
        return error("clock", "clock_behind", centre=code, newest=newest, here=here)
    return fine(code, "centre_fine", windows=len(hall.catalogue.windows), facts=hall.seq)


def sqlite_path(case: Case) -> Path | None:
    """The file of a record on SQLite; None for PostgreSQL."""
    url = make_url(case.settings.database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None
