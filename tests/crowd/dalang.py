"""Dalang's centre as the crowd would read it from the server, made from the tables themselves."""

import csv
import tomllib
from datetime import time
from importlib.resources import files
from zoneinfo import ZoneInfo

from crowd.centre import Centre
from wire.catalogue import HallFace, QueueFace, ServiceFace, WindowFace

FOLDER = files("config") / "centres" / "dalang"


def rows(name: str) -> list[dict[str, str]]:
    """A table's rows."""
    return list(csv.DictReader((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def dalang() -> Centre:
    """The centre."""
    policy = tomllib.loads((FOLDER / "policy.toml").read_text(encoding="utf-8"))
    return Centre(
        code="dalang",
        zone=ZoneInfo("Asia/Shanghai"),
        day_close=time(23, 30),
        halls={row["code"]: hall(row) for row in rows("halls")},
        queues={row["code"]: queue(row, policy["queues"]) for row in rows("queues")},
        services={row["code"]: service(row) for row in rows("services")},
        scenarios={row["code"]: row["steps"].split(">") for row in rows("scenarios")},
        windows={int(row["number"]): window(row) for row in rows("windows")},
        pause_reasons=("rest", "meeting"),
    )


def hall(row: dict[str, str]) -> HallFace:
    """A hall with its hours."""
    starts, ends = row["lunch_break"].split("-")
    return HallFace(
        code=row["code"], names={}, open=row["open_time"], close=row["close_time"], lunch=(starts, ends)
    )


def queue(row: dict[str, str], exceptions: dict[str, dict[str, object]]) -> QueueFace:
    """A queue."""
    return QueueFace(
        code=row["code"],
        prefix=row["prefix"],
        names={},
        hall=row["hall"],
        department=row["department"] or None,
        kind=row["kind"],
        avg_service_s=int(row["avg_service_seconds"]),
        windows=[],
        real_name=bool(exceptions.get(row["code"], {}).get("real_name", False)),
        quota_per_half_day=None,
    )


def service(row: dict[str, str]) -> ServiceFace:
    """A service."""
    return ServiceFace(
        code=row["code"],
        names={},
        department=row["department"],
        queue=row["queue"],
        channel=row["channel"],
        avg_service_s=int(row["avg_service_seconds"]),
        self_service=False,
        online=False,
        cross_town=False,
        immediate=False,
        keywords=[],
        materials=[],
    )


def window(row: dict[str, str]) -> WindowFace:
    """A window."""
    return WindowFace(
        number=int(row["number"]),
        hall=row["hall"],
        zone=row["zone"],
        names={},
        kind=row["kind"],
        queues=row["queues"].split(";"),
    )
