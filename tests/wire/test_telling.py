"""What programs and devices say, made fit for the contract."""

import pytest

from wire.devices import Heartbeat
from wire.telling import LONGEST_DETAIL, one_line

APLAY = "ALSA lib pcm.c:2721:(snd_pcm_open_noupdate)\tUnknown PCM hw:9\naplay: main:831: no such device\n"


def test_lines_of_a_program_become_one() -> None:
    assert one_line(APLAY) == (
        "ALSA lib pcm.c:2721:(snd_pcm_open_noupdate) Unknown PCM hw:9 aplay: main:831: no such device"
    )


@pytest.mark.parametrize("text", [APLAY, "\x00", "\x7f\x85\u2028", "a\udcff", "x" * 9000, "x" * 499 + " yy"])
def test_whatever_a_device_says_a_heartbeat_takes_it(text: str) -> None:
    told = one_line(text)
    heartbeat = Heartbeat(state="no_sound", detail=told)
    assert Heartbeat.model_validate_json(heartbeat.model_dump_json()).detail == told


def test_a_detail_is_as_long_as_the_contract_allows() -> None:
    Heartbeat(state="ok", detail="x" * LONGEST_DETAIL)
    with pytest.raises(ValueError, match="500"):
        Heartbeat(state="ok", detail="x" * (LONGEST_DETAIL + 1))
