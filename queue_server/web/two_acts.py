"""Two acts, of which the first stands although the second is refused: a try costs what it costs."""

from collections.abc import Callable
from typing import TypeVar

from queue_server.actions.ports import Tx, Writer
from queue_server.domain.refusals import Refusal

T = TypeVar("T")


def in_two_acts(
    writer: Writer,
    centre: str,
    first: Callable[[Tx], None],
    then: Callable[[Tx], T],
    request_id: str | None = None,
) -> T:
    """What `then` answers; it is not done where `first` is refused. Raises the Refusal of either."""
    passed: list[bool] = []

    def pay(tx: Tx) -> T | None:
        passed.clear()
        first(tx)
        passed.append(True)
        return None

    def do(tx: Tx) -> T | None:
        return then(tx) if passed else None

    paid, done = writer.act_each(centre, "visitor", [pay, do], request_id=request_id)
    for came in (paid, done):
        if isinstance(came, Refusal):
            raise came
    assert done is not None
    return done  # type: ignore[return-value]
