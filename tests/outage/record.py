"""What the record says of the kiosks' own tickets, asked of the journal itself."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from tests.servers import RunningHall


def head(hall: RunningHall) -> int:
    """The newest seq."""
    with closing(sqlite3.connect(hall.data / "yimen.db")) as record:
        return int(record.execute("SELECT max(seq) FROM journal").fetchone()[0])


def given_by(hall: RunningHall, kiosks: Iterable[str], after: int) -> dict[str, str]:
    """Tickets that these kiosks let be issued or handed in after a seq: public id and number."""
    read = """
        SELECT t.public_id, t.number, j."by" FROM journal j
        JOIN ticket t ON t.centre = j.centre AND t.id = j.ticket
        WHERE j.kind IN ('TicketIssued', 'TicketHandedIn') AND j.seq > ?
    """
    speakers = {f"device:{kiosk}" for kiosk in kiosks}
    with closing(sqlite3.connect(hall.data / "yimen.db")) as record:
        return {key: number for key, number, by in record.execute(read, [after]) if by in speakers}
