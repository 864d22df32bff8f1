"""Where the machine has no PostgreSQL running, the tests start one."""

import psycopg

from tests.store.postgres import answers, our_own


def test_a_server_of_our_own_lives_as_long_as_it_is_needed() -> None:
    with our_own() as address, psycopg.connect(address) as server:
        assert server.execute("SELECT 1").fetchone() == (1,)
    assert not answers(address)
