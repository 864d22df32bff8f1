"""The yardstick ("bare"): the smallest honest program on the same libraries, run as a process of its own.

Flask, Flask-SocketIO and eventlet; a POST, a transaction of three statements in SQLAlchemy Core on SQLite
(WAL, synchronous=FULL), one emit to a room (design/quality.md). It has no rules, no tokens and no journal.

    python -m tests.benchmarks.bare PORT DATABASE
"""

import sys
import warnings
from typing import Any

warnings.filterwarnings("ignore", message=".*[Ee]ventlet.*")

import eventlet  # noqa: E402, TID251  the yardstick is this library itself

eventlet.monkey_patch()

from flask import Flask, request  # noqa: E402
from flask_socketio import SocketIO, join_room  # noqa: E402
from sqlalchemy import (  # noqa: E402
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.pool import QueuePool  # noqa: E402

metadata = MetaData()
counter = Table("counter", metadata, Column("series", String, primary_key=True), Column("last", Integer))
ticket = Table(
    "ticket",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("number", String),
    Column("queue", String),
    Column("state", String, index=True),
)
call = Table("call", metadata, Column("id", Integer, primary_key=True), Column("number", String))


def database(path: str) -> Engine:
    """SQLite as yimen sets it: one writer, every commit on the disk."""
    engine = create_engine(f"sqlite:///{path}", poolclass=QueuePool, pool_size=1, max_overflow=0)

    @event.listens_for(engine, "connect")
    def settle(connection, _record):  # type: ignore[no-untyped-def]
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(connection):  # type: ignore[no-untyped-def]
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    metadata.create_all(engine)
    with engine.begin() as tx:
        if tx.execute(select(counter.c.last)).first() is None:
            tx.execute(insert(counter).values(series="A", last=0))
    return engine


def create(path: str) -> tuple[Flask, SocketIO]:
    """The whole program."""
    app = Flask("bare")
    options: dict[str, Any] = {"transports": ["websocket"], "async_handlers": False}
    sockets = SocketIO(app, async_mode="eventlet", **options)
    engine = database(path)

    @sockets.on("watch")
    def watch(message: dict[str, str]) -> None:
        join_room(message["room"])

    @app.post("/issue")
    def issue() -> dict[str, str]:
        queue = request.get_json()["queue"]
        with engine.begin() as tx:
            tx.execute(update(counter).where(counter.c.series == "A").values(last=counter.c.last + 1))
            serial = tx.execute(select(counter.c.last).where(counter.c.series == "A")).scalar_one()
            number = f"A{serial:03}"
            tx.execute(insert(ticket).values(number=number, queue=queue, state="waiting"))
        sockets.emit("board", {"number": number}, to="hall")
        return {"number": number}

    @app.post("/next")
    def call_next() -> dict[str, str | None]:
        waiting = select(ticket.c.id, ticket.c.number).where(ticket.c.state == "waiting")
        with engine.begin() as tx:
            found = tx.execute(waiting.order_by(ticket.c.id).limit(1)).one()
            tx.execute(update(ticket).where(ticket.c.id == found.id).values(state="called"))
            tx.execute(insert(call).values(number=found.number))
        sockets.emit("board", {"number": found.number}, to="hall")
        return {"number": found.number}

    @app.get("/ready")
    def ready() -> dict[str, bool]:
        return {"ready": True}

    return app, sockets


if __name__ == "__main__":
    program, door = create(sys.argv[2])
    door.run(program, host="127.0.0.1", port=int(sys.argv[1]), log_output=False, max_size=20_000)
