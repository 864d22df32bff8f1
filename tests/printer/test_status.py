"""What a printer says about itself."""

import pytest

from printer.status import Status, begins_automatic, is_paper_answer, is_status, states

FINE = dict.fromkeys((1, 2, 3, 4), 0x12)


def test_a_printer_is_ready_when_all_four_answers_say_so() -> None:
    assert states(FINE) == {Status.READY}


@pytest.mark.parametrize(
    ("question", "answer", "status"),
    [
        (1, 0x1A, Status.OFFLINE),
        (2, 0x16, Status.COVER_OPEN),
        (2, 0x32, Status.PAPER_OUT),
        (3, 0x1A, Status.CUTTER_ERROR),
        (2, 0x52, Status.DEVICE_ERROR),
        (3, 0x32, Status.DEVICE_ERROR),
        (3, 0x52, Status.DEVICE_ERROR),
        (4, 0x1E, Status.PAPER_NEAR_END),
        (4, 0x72, Status.PAPER_OUT),
    ],
)
def test_each_bit_has_its_name(question: int, answer: int, status: Status) -> None:
    assert states({**FINE, question: answer}) == {status}


def test_several_things_can_be_the_case() -> None:
    assert states({**FINE, 1: 0x1A, 2: 0x16}) == {Status.OFFLINE, Status.COVER_OPEN}


@pytest.mark.parametrize("answer", [None, 0x00, 0xFF])
def test_silence_and_garbage_mean_unknown(answer: int | None) -> None:
    assert states({**FINE, 4: answer}) == {Status.UNKNOWN}


def test_no_byte_can_be_two_things() -> None:
    kinds = (is_status, is_paper_answer, begins_automatic)
    assert max(sum(kind(byte) for kind in kinds) for byte in range(256)) == 1
