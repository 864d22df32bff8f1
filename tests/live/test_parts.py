"""What direct fan-out relies on in Engine.IO, eventlet, gevent and simple-websocket, by their private names.

If a test here fails after a library was renewed, read queue_server/live/direct.py beside the new release.
Until it fits, `YIMEN_FANOUT=stock` goes without all of it. When Engine.IO takes parts of one's own in
public, or packs a frame once per emit by itself, direct.py and packets.py can go.
"""

import inspect
from importlib.util import find_spec
from pathlib import Path

import engineio
import pytest
import socketio

RELIED_ON = {
    "engineio.base_server": ["self._async['queue']", "self._async['queue_empty']"],
    "engineio.base_socket": ["self.queue = self.server.create_queue()"],
    "engineio.socket": [
        "self.server._async['websocket'](\n            self._websocket_handler, self.server)",
        "self.queue.put(pkt)",
        "packets = self.poll()",
        "if packets == [None]:\n            return []",
        "data = ws.wait()",
        "for attr in ['_sock', 'socket']:",
    ],
    "socketio.base_manager": ["def basic_disconnect(self, sid, namespace, **kwargs):", "sid in room"],
    "socketio.manager": ["return self.basic_disconnect(sid, namespace)", "[event] + data"],
    "eventlet.websocket": ["self.socket.sendall(frame)", "self.socket.recv(", "self.handler(ws)"],
    "eventlet.greenio.base": ["self.fd = fd", "return self._send_loop(self.fd.send, data, flags)"],
    "simple_websocket.ws": ["self.sock.send(out_data)", "self.sock.recv(self.receive_bytes)"],
    "gevent._socketcommon": ["self._sock.send(data, flags)"],
}


@pytest.mark.parametrize(
    ("module", "line"), [(module, line) for module, lines in RELIED_ON.items() for line in lines]
)
def test_the_library_still_does_what_we_rely_on(module: str, line: str) -> None:
    assert line in source_of(module), f"{module} has changed: see queue_server/live/direct.py and this file"


def test_the_library_still_has_no_public_place_for_parts_of_ones_own() -> None:
    options = inspect.signature(engineio.Server.__init__).parameters
    assert not {"queue", "websocket", "socket_class"} & options.keys(), (
        "now direct.py can do without `_async`"
    )


def test_the_library_still_searches_all_rooms_when_a_client_leaves() -> None:
    search = inspect.getsource(socketio.base_manager.BaseManager.basic_disconnect)
    assert "for room_name, room in self.rooms[namespace].copy().items()" in search, (
        "is rooms.py still needed?"
    )


def source_of(module: str) -> str:
    """Without importing what would patch this process."""
    found = find_spec(module.partition(".")[0])
    assert found
    assert found.submodule_search_locations
    name = "/".join(module.split(".")[1:]) + ".py"
    return (Path(found.submodule_search_locations[0]) / name).read_text("utf-8")
