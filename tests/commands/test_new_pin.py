"""A new PIN ends what was begun with the old one."""

from contextlib import closing
from pathlib import Path

from config.settings import Settings
from queue_server.actions.access import give_token, token_for_clerk
from queue_server.admin import set_pin
from queue_server.catalogue import read
from queue_server.clock import RealClock
from queue_server.demo.catalogue import centre_files
from queue_server.store.sql import SqlStore


def test_a_new_pin_ends_the_clerk_s_session_and_nobody_else_s(tmp_path: Path) -> None:
    with closing(SqlStore(Settings(data=tmp_path).database_url, RealClock(), read)) as store:
        store.open()
        store.create("dalang", centre_files("dalang"))
        with store.begin("dalang") as tx:
            for window, clerk in enumerate(("DL001", "DL002"), start=1):
                give_token(tx, token_for_clerk(clerk, window, f"of {clerk}", tx.real_now))
        set_pin(store, "dalang", "DL001", "482913")
        with store.begin("dalang") as tx:
            revoked = {token.subject: token.revoked for token in tx.hall.tokens.values()}
    assert revoked == {"DL001": True, "DL002": False}
