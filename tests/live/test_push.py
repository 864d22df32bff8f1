"""The dispatcher: in order, coalesced, queues in peace."""

from collections.abc import Callable

from queue_server.live.door import Json
from queue_server.live.push import Dispatcher, Emitter, Encoded


class LoopByHand:
    """A loop whose turns a test gives; sleeping moves its clock."""

    async_mode = "threading"

    def __init__(self) -> None:
        self.posted: list[Callable[[], object]] = []
        self.spawned: list[Callable[[], object]] = []
        self.now = 100.0

    def post(self, fn: Callable[[], object]) -> None:
        self.posted.append(fn)

    def spawn(self, fn: Callable[[], object]) -> None:
        self.spawned.append(fn)

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def wake(self) -> None:
        """Let what was spawned sleep to its end, and then what was posted."""
        for doings in (self.spawned, self.posted):
            while doings:
                doings.pop(0)()


class Wire:
    """Where a Socket.IO server would send."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def emit(self, event: str, message: Encoded, *, to: str, namespace: str) -> None:
        assert (event, namespace) == ("board", "/")
        self.sent.append((to, str(message)))


def a_dispatcher() -> tuple[Dispatcher, LoopByHand, Wire]:
    loop, wire = LoopByHand(), Wire()
    return Dispatcher(loop, Emitter(wire), lambda: loop.now), loop, wire


def test_boards_leave_in_their_order() -> None:
    dispatcher, _, wire = a_dispatcher()
    dispatcher.send({"dalang/hall:N": Encoded("1"), "dalang/hall:S": Encoded("1")})
    dispatcher.send({"dalang/hall:N": Encoded("2")})
    assert wire.sent == [("dalang/hall:N", "1"), ("dalang/hall:S", "1"), ("dalang/hall:N", "2")]


def test_a_queue_is_told_at_once_and_then_once_a_second_the_newest() -> None:
    dispatcher, loop, wire = a_dispatcher()
    for number in range(5):
        dispatcher.send({"dalang/queue:a": Encoded(str(number))})
    assert wire.sent == [("dalang/queue:a", "0")]
    loop.wake()
    assert wire.sent[1:] == [("dalang/queue:a", "4")]
    assert loop.now >= 101


def test_the_desk_is_told_once_a_second_and_seems_no_further_meanwhile() -> None:
    dispatcher, loop, wire = a_dispatcher()
    for number in range(3):
        dispatcher.send({"dalang/desk#key": Encoded(str(number))})
    assert (len(wire.sent), dispatcher.holds_back("dalang/desk")) == (1, True)
    loop.wake()
    assert (wire.sent[-1], dispatcher.holds_back("dalang/desk")) == (("dalang/desk#key", "2"), False)


def test_a_hall_does_not_wait_for_a_queue() -> None:
    dispatcher, _, wire = a_dispatcher()
    for number in range(2):
        dispatcher.send({"dalang/queue:a": Encoded(str(number)), "dalang/hall:N": Encoded(str(number))})
    assert [text for form, text in wire.sent if form == "dalang/hall:N"] == ["0", "1"]


def test_what_is_encoded_already_goes_into_the_packet_as_it_is() -> None:
    assert Json.dumps(["board", Encoded('{"号":1}')], separators=(",", ":")) == '["board",{"号":1}]'
    assert Json.dumps([Encoded("{}")]) == "[{}]"
    assert Json.dumps([{"a": "号"}], separators=(",", ":")) == '[{"a":"号"}]'
