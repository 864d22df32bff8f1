"""Which pages may open a socket; programs that are no pages name no origin and are not asked."""

import pytest
import websocket

from queue_server.live.door import may_connect

from .driving import HallServer

OTHERS = frozenset({"https://screens.example"})


@pytest.mark.parametrize(
    ("origin", "environ", "may"),
    [
        ("http://hall.example:8000", {"HTTP_HOST": "hall.example:8000"}, True),
        ("https://hall.example", {"HTTP_HOST": "hall.example"}, True),
        ("https://hall.example", {"HTTP_HOST": "10.0.0.7", "HTTP_X_FORWARDED_HOST": "hall.example"}, True),
        ("https://screens.example", {"HTTP_HOST": "hall.example"}, True),
        ("https://elsewhere.example", {"HTTP_HOST": "hall.example"}, False),
        ("null", {"HTTP_HOST": "hall.example"}, False),
        (None, {}, False),
    ],
)
def test_our_own_pages_and_those_that_are_named(
    origin: str | None, environ: dict[str, str], may: bool
) -> None:
    assert may_connect(OTHERS, origin, environ) is may


def test_a_page_from_elsewhere_is_turned_away(server: HallServer) -> None:
    address = server.address.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
        websocket.create_connection(address, timeout=5, origin="https://elsewhere.example")
    websocket.create_connection(address, timeout=5, origin=server.address).close()
