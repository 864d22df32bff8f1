"""What a screen tells its server is what the contract takes, whatever its programs say."""

from pathlib import Path

import httpx
import pytest

from display_client.condition import Condition
from display_client.loudspeaker import Heard, Told, Why
from display_client.players import Alsa, NotHeard
from display_client.server import Server
from tests.display.speaking import Clock, a_call, a_tone
from tests.display.test_players import aplay
from wire.devices import Heartbeat

SAYS_MUCH = "#!/bin/sh\nprintf 'ALSA lib pcm.c:2721\\tUnknown PCM\\naplay: no such device\\n' >&2\nexit 1\n"


def what_arrives(state: str, detail: str) -> Heartbeat:
    """The heartbeat as the contract reads it. Raises ValidationError, as the server answers 422."""
    arrived: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        arrived.append(request.content)
        return httpx.Response(200, json={"catalogue_version": 1})

    server = Server("http://127.0.0.1:9", "dalang", None)
    server._http = httpx.Client(base_url="http://127.0.0.1:9", transport=httpx.MockTransport(answer))
    server.heartbeat(state, detail, {})
    server.close()
    return Heartbeat.model_validate_json(arrived[0])


def test_a_screen_whose_player_says_several_lines_is_still_heard(tmp_path: Path) -> None:
    with pytest.raises(NotHeard) as unheard:
        Alsa("hw:9", aplay(tmp_path, SAYS_MUCH)).play(a_tone(0.1), a_call(1))
    condition = Condition(Clock())
    condition.hear(Told(a_call(1), Heard.DROPPED, 1000.0, Why.NO_SOUND, str(unheard.value)))
    arrived = what_arrives(condition.state(), condition.detail())
    assert arrived.detail == "ALSA lib pcm.c:2721 Unknown PCM aplay: no such device"
