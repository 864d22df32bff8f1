"""The recorded messages in this folder: what the server says, for tests of clients and pages alone.

Record again, after a change of the wire that is meant, with `python -m tests.wire.recording`, and look at the
difference.
"""

import json
from pathlib import Path
from typing import Any

from queue_server.domain.refusals import UnknownRoom
from queue_server.live.errors import error_object
from tests.boards.full_hall import its_catalogue

from .answers import answers
from .story import QUEUE, TICKET, WINDOW, Story

HERE = Path(__file__).parent


def record() -> dict[str, dict[str, Any]]:
    """Every message by the name of its file."""
    story = Story()
    story.play()
    zone = its_catalogue().windows[WINDOW].zone
    hall = story.envelope(f"hall:{its_catalogue().windows[WINDOW].hall}")
    return {
        "hall": hall,
        "zone": story.envelope(f"zone:{zone}"),
        "window": story.envelope(f"window:{WINDOW}"),
        "window_of_clerk": story.envelope(f"window:{WINDOW}", full=True),
        "queue": story.envelope(f"queue:{QUEUE}"),
        "ticket": story.envelope(f"ticket:{TICKET}"),
        "ticket_called": story.envelope(f"ticket:{0:032x}"),
        "devices": story.envelope("devices", full=True),
        "desk": story.envelope("desk", full=True),
        "windows": story.envelope("windows", full=True),
        "alarms": story.envelope("alarms", full=True),
        "pulse": {"server_time": hall["server_time"], "rooms": {hall["room"]: hall["seq"]}},
        "error": error_object(UnknownRoom(room="hall:X"), "zh"),
        **answers(story),
    }


if __name__ == "__main__":
    for name, message in record().items():
        text = json.dumps(message, ensure_ascii=False, indent=2)
        (HERE / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
