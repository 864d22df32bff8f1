"""Eight clients take tickets until this process is killed; every answered one is printed first."""

import sys
import threading

from queue_server.store.sql import SqlStore
from queue_server.store.writer import CentreWriter
from tests.store.town import Answer, StillClock, read_catalogue, take


def main(url: str, centre: str) -> None:
    writer = CentreWriter(SqlStore(url, StillClock(), read_catalogue), Answer)
    writer.start()

    def client() -> None:
        while True:
            ticket = writer.act(centre, "tests", take)
            sys.stdout.write(f"{ticket.public_id} {ticket.number}\n")
            sys.stdout.flush()

    for _ in range(8):
        threading.Thread(target=client).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
