"""Whatever happens in the hall, and whatever fails: memory and record are the same."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.actions.alarms import acknowledge_alarm, raise_alarm, reset_alarm
from queue_server.actions.calling import recall
from queue_server.actions.days import tick
from queue_server.actions.desk import Seat
from queue_server.actions.devices import enrol, invite, shut_out
from queue_server.actions.ending import finish, missed, next_step, start
from queue_server.actions.importing import import_catalogue
from queue_server.actions.issuing import Person
from queue_server.actions.moving import hold, resume, transfer
from queue_server.actions.places import arrange, set_evacuation
from queue_server.actions.ports import Tx
from queue_server.actions.reminding import ask, remind, stop
from queue_server.actions.sessions import sign_in, sign_out
from queue_server.actions.undoing import undo
from queue_server.actions.visitors import cancel, come_back, go_away, requeue, revive
from queue_server.domain.classes import VisitorClass
from queue_server.domain.refusals import Refusal
from queue_server.domain.reminders import Address, Wish
from queue_server.domain.tickets import State, Ticket
from queue_server.store.scribe import Scribe
from queue_server.store.sql import SqlStore
from queue_server.store.verify import verify
from tests.store.town import FILES, StillClock, Town, picture, press_next, read_catalogue, take

Verb = Callable[[Tx, int], Any]


class Failed(Exception):
    """A failure on purpose."""


def seat_of(n: int) -> Seat:
    return Seat(n % 5 + 1, f"C{n % 5 + 1}")


def current(tx: Tx, n: int) -> str | None:
    window = tx.hall.windows.get(seat_of(n).window)  # a hall that was read whole may have given it up
    ticket = tx.hall.current(window) if window else None
    return ticket.public_id if ticket else None


def an_address(n: int) -> Address:
    return Address(f"sealed-{n}", f"mark-{n}")


def some(tx: Tx, n: int, state: State) -> str:
    found: list[Ticket] = [t for t in tx.hall.tickets.values() if t.state is state]
    return found[n % len(found)].public_id if found else "none"


def elder(tx: Tx, n: int) -> Ticket:
    who = Person(f"person-{n % 3}", "***")
    return take(tx, queue="life", visitor_class=VisitorClass.ELDERLY, person=who)


def from_window(verb: Callable[[Tx, Seat, str | None], Any]) -> Verb:
    return lambda tx, n: verb(tx, seat_of(n), current(tx, n))


VERBS: dict[str, Verb] = {
    "take": lambda tx, n: take(tx, service="LF-1", party=f"party-{n % 3}"),
    "take elder": elder,
    "take scenario": lambda tx, n: take(tx, scenario="open"),
    "sign in": lambda tx, n: sign_in(tx, seat_of(n).clerk, seat_of(n).window, True, secrets.token_hex(8)),
    "sign out": lambda tx, n: sign_out(tx, seat_of(n)),
    "next": lambda tx, n: press_next(tx, seat_of(n)),
    "recall": from_window(recall),
    "start": from_window(start),
    "finish": from_window(finish),
    "missed": from_window(missed),
    "hold": lambda tx, n: hold(tx, seat_of(n), current(tx, n), "fetch it"),
    "step": from_window(next_step),
    "undo": from_window(undo),
    "transfer": lambda tx, n: transfer(tx, seat_of(n), current(tx, n), "permits", None, ""),
    "to window": lambda tx, n: transfer(tx, seat_of(n), current(tx, n), None, n % 5 + 1, ""),
    "resume": lambda tx, n: resume(tx, seat_of(n), None, some(tx, n, State.HELD)),
    "requeue": lambda tx, n: requeue(tx, some(tx, n, State.HELD), None),
    "revive": lambda tx, n: revive(tx, some(tx, n, State.MISSED), True),
    "cancel": lambda tx, n: cancel(tx, some(tx, n, State.WAITING)),
    "away": lambda tx, n: go_away(tx, some(tx, n, State.WAITING)),
    "back": lambda tx, n: come_back(tx, some(tx, n, State.WAITING)),
    "ask": lambda tx, n: ask(tx, some(tx, n, State.WAITING), f"way-{n % 2}", Wish(ahead=n), an_address(n)),
    "remind": lambda tx, n: remind(tx),
    "stop": lambda tx, n: stop(tx, some(tx, n, State.WAITING), f"way-{n % 2}"),
    "arrange": lambda tx, n: arrange(tx, n % 5 + 1, n % 2 == 0, ("permits",)),
    "evacuate": lambda tx, n: set_evacuation(tx, "N", n % 2 == 0, {"zh": "撤离"}),
    "alarm": lambda tx, n: raise_alarm(tx, seat_of(n), f"alarm-{n % 5 + 1}"),
    "see alarm": lambda tx, n: acknowledge_alarm(tx, f"alarm-{n % 5 + 1}", "guide"),
    "reset alarm": lambda tx, n: reset_alarm(tx, f"alarm-{n % 5 + 1}"),
    "import": lambda tx, n: import_catalogue(tx, {"keen.toml": str(n).encode()}),
    "take pickup": lambda tx, n: take(tx, queue="pickup"),
    "shrink": lambda tx, n: import_catalogue(tx, {"small.toml": b""}),
    "invite": lambda tx, n: invite(tx, "pad", str(n % 5 + 1), f"code-{n}"),
    "enrol": lambda tx, n: enrol(tx, f"code-{n}", secrets.token_hex(8)),
    "shut out": lambda tx, n: shut_out(tx, f"PAD-{n % 5 + 1}"),
    "tick": lambda tx, n: tick(tx),
}

acts = st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 9), st.integers(0, 9).map(lambda n: n == 0))
batches = st.tuples(
    st.lists(acts, max_size=6), st.integers(0, 5).map(lambda n: n == 0), st.sampled_from([5, 40, 90_000])
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    folder: Path = tmp_path_factory.mktemp("record")
    store = SqlStore(f"sqlite:///{folder}/yimen.db", StillClock(), read_catalogue)
    store.open()
    yield store
    store.close()


@given(st.lists(batches, max_size=12))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_memory_and_record_are_the_same(store: SqlStore, played: list[Any]) -> None:
    town, scribe = a_new_town(store), store.scribe()
    before = picture(scribe.hall(town.code))
    for batch, fails, pause_s in played:
        if play(scribe, town, batch, fails=fails):
            before = picture(scribe.hall(town.code))
        assert picture(scribe.hall(town.code)) == before
        town.clock.move(seconds=pause_s)
    assert picture(scribe.hall(town.code)) == picture(town.hall())
    assert verify(store, town.code).flaws == []
    scribe.close()


def a_new_town(store: SqlStore) -> Town:
    code = secrets.token_hex(8)
    store.create(code, FILES)
    return Town(code, store)


def play(scribe: Scribe, town: Town, batch: list[Any], *, fails: bool) -> bool:
    """One transaction of several acts; whether it was committed."""
    scribe.begin()
    for verb, n, act_fails in batch:
        with suppress(Refusal, Failed), scribe.acting(town.code, "tests") as tx:
            VERBS[verb](tx, n)
            if act_fails:
                raise Failed
    if fails:
        scribe.roll_back()
    else:
        scribe.commit()
    return not fails
