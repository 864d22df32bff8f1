from collections.abc import Callable
from dataclasses import replace

import pytest

from queue_server.boards.desk import desk_board
from queue_server.boards.devices import devices_board
from queue_server.boards.halls import hall_board, zone_board
from queue_server.boards.queues import queue_board
from queue_server.domain.refusals import UnknownRoom
from queue_server.domain.tokens import Token, TokenKind
from queue_server.domain.windows import HallNow, HallState
from wire.boards import HallBoard, QueueBoard
from wire.devices import DevicesBoard

from .a_hall import NINE, a_hall, a_ticket, call, minutes, with_tickets


def test_a_hall_shows_its_own_windows_and_queues() -> None:
    told = hall_board(a_hall(1), "N", now=NINE)
    HallBoard.model_validate(told)
    assert [w["window"] for w in told["windows"]] == [1, 2, 7, 8]
    assert [q["queue"] for q in told["queues"]] == ["minsheng", "zhengzhao"]


def test_a_called_number_stands_at_its_window() -> None:
    hall = a_hall(1, 7)
    call(hall, a_ticket("A001"), 7)
    windows = hall_board(hall, "N", now=NINE)["windows"]
    assert windows[2] == {"window": 7, "state": "called", "number": "A001"}


def test_a_queue_counts_waiting_people_and_open_windows() -> None:
    hall = with_tickets(a_hall(1, 7), [a_ticket("A001"), a_ticket("A002")])
    queue = hall_board(hall, "N", now=NINE)["queues"][0]
    assert (queue["waiting"], queue["open_windows"]) == (2, 2)
    assert queue["wait"]["low_s"] <= queue["wait"]["high_s"]


def test_a_paused_window_is_not_open_for_its_queues() -> None:
    hall = a_hall(1, 7)
    hall.put(replace(hall.windows[7], paused="rest"))
    assert hall_board(hall, "N", now=NINE)["queues"][0]["open_windows"] == 1


def test_a_zone_shows_its_windows_and_what_they_serve() -> None:
    told = zone_board(a_hall(), "N2", now=NINE)
    HallBoard.model_validate(told)
    assert [w["window"] for w in told["windows"]] == [7, 8]
    assert [q["queue"] for q in told["queues"]] == ["zhengzhao", "minsheng"]


def test_a_notice_is_told_in_every_language() -> None:
    hall = a_hall()
    hall.put(HallNow("N", HallState.OPEN, notice={"zh": "今日系统升级", "en": "Upgrade today"}))
    assert hall_board(hall, "N", now=NINE)["notice"] == {"zh": "今日系统升级", "en": "Upgrade today"}


def test_the_text_of_an_evacuation_wins_over_the_notice() -> None:
    hall = a_hall()
    text = {"zh": "请从东门离开"}
    hall.put(HallNow("N", HallState.OPEN, True, text, {"zh": "今日系统升级"}))
    told = zone_board(hall, "N1", now=NINE)
    assert (told["state"], told["notice"]) == ("evacuation", text)


def test_an_evacuation_without_a_text_still_says_what_to_do() -> None:
    hall = a_hall()
    hall.put(HallNow("N", HallState.OPEN, evacuated=True))
    notice = hall_board(hall, "N", now=NINE)["notice"]
    assert "离开大厅" in notice["zh"]
    assert "Leave the hall" in notice["en"]


def test_a_queue_lists_everybody_in_order_with_a_range() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A002", arrived=NINE + minutes(1)), a_ticket("A001")])
    told = queue_board(hall, "minsheng", now=NINE)
    QueueBoard.model_validate(told)
    assert [number for number, _, _ in told["waiting"]] == ["A001", "A002"]
    assert told["open_windows"] == 1


def test_a_range_is_unknown_where_nobody_serves() -> None:
    hall = with_tickets(a_hall(), [a_ticket("A001")])
    assert queue_board(hall, "minsheng", now=NINE)["waiting"] == [["A001", None, None]]


def test_while_its_only_window_is_paused_every_board_says_that_nobody_calls() -> None:
    hall = with_tickets(a_hall(1), [a_ticket("A001")])
    hall.put(replace(hall.windows[1], paused="rest"))
    queue = queue_board(hall, "minsheng", now=NINE)
    assert (queue["waiting"], queue["open_windows"]) == ([["A001", None, None]], 0)
    for board in (
        hall_board(hall, "N", now=NINE),
        zone_board(hall, "N1", now=NINE),
        desk_board(hall, now=NINE),
    ):
        tile = next(each for each in board["queues"] if each["queue"] == "minsheng")
        assert (tile["wait"], tile["open_windows"]) == (None, 0)


def test_devices_show_how_they_are() -> None:
    hall = a_hall()
    details = {"state": "paper-low", "since": "2026-11-23T09:00:00+08:00", "detail": "QK-N1"}
    hall.put(Token("k1", TokenKind.DEVICE, "QK-N1", NINE, device_kind="kiosk", details=details))
    hall.put(Token("k2", TokenKind.DEVICE, "QK-N2", NINE, device_kind="kiosk", revoked=True))
    told = devices_board(hall)
    DevicesBoard.model_validate(told)
    enrolled = [(d["code"], d["state"]) for d in told["devices"] if d.get("enrolled")]
    assert enrolled == [("QK-N1", "paper-low")]
    assert {d["state"] for d in told["devices"] if not d.get("enrolled")} <= {"unknown", "off"}


@pytest.mark.parametrize("board", [hall_board, zone_board, queue_board])
def test_what_is_not_in_the_catalogue_has_no_board(board: Callable[..., object]) -> None:
    with pytest.raises(UnknownRoom):
        board(a_hall(), "X", now=NINE)
