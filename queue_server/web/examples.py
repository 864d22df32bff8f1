"""Examples of the documentation: one consistent morning. A test reads each as its wire model."""

from typing import Any

_NINE = "2026-09-15T09:41:20+08:00"
_TEN = "2026-09-15T10:00:45+08:00"

_LINE = {"queue": "shipin", "waiting": 9, "oldest_arrived_at": "2026-09-15T09:38:02+08:00"}
_CURRENT: dict[str, Any] = {
    "public_id": "q3vPzJ0mT7yWc1RkXn5s2A",
    "number": "B012",
    "service": "food-licence",
    "state": "called",
    "since": _TEN,
    "steps": [],
    "visitor_class": "ordinary",
    "note": "",
    "queue": "shipin",
    "scenario": None,
    "arrived_at": _NINE,
    "called_at": _TEN,
    "recalls": 0,
}
_WINDOW: dict[str, Any] = {
    "window": 9,
    "hall": "N",
    "zone": "N2",
    "state": "called",
    "clerk": {
        "employee_no": "DL009",
        "name": "李文",
        "department": "shichangju",
        "photo": None,
        "languages": ["cmn", "yue"],
    },
    "current": _CURRENT,
    "queues": [_LINE],
    "next_up": ["B013", "B014", "B015"],
    "held": [],
    "can": ["next", "recall", "start", "missed", "finish", "hold", "transfer", "undo", "pause"],
    "coming": [{"number": "B013", "queue": "shipin", "visitor_class": "ordinary", "arrived_at": _NINE}],
    "undo": {"verb": "next", "until": "2026-09-15T10:01:15+08:00"},
    "pause": None,
    "shut": False,
    "evacuated": False,
    "alarm": None,
}
_ALARM: dict[str, Any] = {
    "id": "Rw4nXk7bTq2yVm9cLs6d1A",
    "window": 9,
    "hall": "N",
    "zone": "N2",
    "clerk": "DL009",
    "name": "李文",
    "since": _TEN,
    "seen_by": "guide",
    "seen_at": "2026-09-15T10:00:52+08:00",
}
_OUTWARD: dict[str, Any] = {
    "public_id": "q3vPzJ0mT7yWc1RkXn5s2A",
    "number": "B012",
    "series": "B",
    "queue": "shipin",
    "hall": "N",
    "zone": "N2",
    "windows": [6, 7, 8, 9],
    "state": "waiting",
    "service": "food-licence",
    "scenario": None,
    "steps": [],
    "issued_at": _NINE,
    "arrived_at": _NINE,
    "called_at": None,
    "window": None,
    "recalls": 0,
    "missed_rule": "过号不作废：当天扫号票上的码重新排队，排在 3 位之后，限 1 次；再过号，请找导办员。",
    "link": "https://hall.example/t/q3vPzJ0mT7yWc1RkXn5s2A",
    "reprints": 0,
}
_HALL: dict[str, Any] = {
    "state": "open",
    "windows": [{"window": 9, "state": "called", "number": "B012"}],
    "queues": [{"queue": "shipin", "waiting": 9, "open_windows": 4, "wait": {"low_s": 900, "high_s": 1500}}],
    "notice": None,
}
_TICKET: dict[str, Any] = _OUTWARD | {
    "visitor_class": "ordinary",
    "ahead": 9,
    "wait": {"low_s": 900, "high_s": 1500},
}
_ORDER = "Zk8mQ2vTn6yRw1XcPj4s9B"
_ORDERED = "t0Jx4Qm2Vb7nKc9RfLw5Eg"
_WAITER: dict[str, Any] = {
    "public_id": "q3vPzJ0mT7yWc1RkXn5s2A",
    "number": "B013",
    "queue": "shipin",
    "service": "food-licence",
    "scenario": None,
    "visitor_class": "ordinary",
    "arrived_at": _NINE,
    "waited_s": 1165,
    "callable": True,
    "why_not": None,
    "callable_from": None,
    "sent_here": False,
    "note": "",
}

_OFFLINE: dict[str, Any] = {
    "public_id": "Wm4rT9kQz1XcVb7nLp2s8g",
    "number": "B-K1-07",
    "issued_at": _NINE,
    "service": "food-licence",
    "visitor_class": "ordinary",
    "language": "zh",
    "clock": "sure",
}
_SHOWN: dict[str, Any] = {
    "public_id": _OFFLINE["public_id"],
    "number": "B-K1-07",
    "series": "B-K1-",
    "link": f"https://hall.example/t/{_OFFLINE['public_id']}",
}
_BOOKING = "bN5kW8sTq3yRm1XcVj4pLg"
_SLOT = "2026-09-16T09:30:00+08:00"
_PLACE: dict[str, Any] = {
    "queue": "shipin",
    "service": "food-licence",
    "hall": "N",
    "starts_at": _SLOT,
    "ends_at": "2026-09-16T10:00:00+08:00",
}
_LATE = "Yt6uH3jKf8DsQa2wEr5zCg"

EXAMPLES: dict[str, dict[str, Any]] = {
    "Issue": {"service": "food-licence", "visitor_class": "ordinary", "language": "zh"},
    "Ticket": _TICKET,
    "HandIn": {
        "tickets": [_OFFLINE, _OFFLINE | {"public_id": _LATE, "number": "B-K1-08", "clock": "unsure"}]
    },
    "HandedIn": {
        _OFFLINE["public_id"]: _TICKET | _SHOWN,
        _LATE: {
            "error": {
                "code": "number_taken",
                "message": "B-K1-08 当天已经是另一张号，这张没有记上。请导办员给这位办事人补一张号。",
                "details": {"number": "B-K1-08"},
            }
        },
    },
    "Rate": {"step": 1, "level": "dissatisfied", "reasons": ["slow"], "text": "两个窗口说法不一样"},
    "RatingGiven": {
        "step": 1,
        "level": "dissatisfied",
        "reasons": ["slow"],
        "list_version": "2026-12",
        "rated_at": "2026-09-15T10:31:02+08:00",
    },
    "TicketShown": _TICKET,
    "HoldPlace": {"service": "food-licence", "starts_at": _SLOT},
    "PlaceHeld": {**_PLACE, "hold": _BOOKING, "until": "2026-09-15T10:03:45+08:00"},
    "Book": {"hold": _BOOKING, "phone": "13800138000", "language": "zh"},
    "MoveAppointment": {"starts_at": _SLOT},
    "CheckInAtKiosk": {"phone": "13800138000", "visitor_class": "elderly"},
    "Excuse": {"reason": "台风停运"},
    "AppealMissed": {"text": "当天住院，没法取消"},
    "Assign": {"employee_no": "DL009"},
    "Appointment": {
        **_PLACE,
        "public_id": _BOOKING,
        "state": "booked",
        "kind": "hall",
        "check_in_from": "2026-09-16T09:15:00+08:00",
        "on_time_until": "2026-09-16T09:45:00+08:00",
        "change_until": "2026-09-16T08:30:00+08:00",
        "moves_left": 2,
        "can": ["cancel", "move"],
        "language": "zh",
        "link": f"https://hall.example/b/{_BOOKING}",
        "ticket": None,
        "number": None,
    },
    "Reprint": {"at": "QK-N1"},
    "Heartbeat": {
        "state": "ok",
        "papers": [{"order": _ORDER, "state": "printing"}],
        "clock_ahead_s": 0.4,
        "parts": [{"code": "printer", "kind": "printer", "state": "paper_near_end", "paper": "near_end"}],
        "orders_told": [{"order": _ORDERED, "state": "begun"}],
        "up_s": 86400.5,
    },
    "Orders": {
        "catalogue_version": 3,
        "orders": [{"order": _ORDERED, "kind": "test", "part": "printer", "good_for_s": 55}],
        "sealing_key": "Z2qcXvYc0bqk1n3mT0l5kq9wB7d2uF4hJ6pR8sVxAyE",
        "papers": [
            {"order": _ORDER, "good_for_s": 580, "language": "zh", "ticket": _TICKET | {"reprints": 1}}
        ],
        "next_kiosk": "QK-N2",
    },
    "AskOrder": {"order": "test", "part": "printer"},
    "DeviceOrderRow": {
        "order": _ORDERED,
        "kind": "test",
        "part": "printer",
        "state": "begun",
        "detail": "",
        "asked_at": _NINE,
        "changed_at": _TEN,
        "until": _TEN,
    },
    "SetMachine": {"state": "out_of_order"},
    "Kiosks": {
        "kiosks": [{"code": "QK-N1", "hall": "N", "state": "ok", "detail": "", "heard_s_ago": 1.8}],
    },
    "Paper": {"order": _ORDER, "kiosk": "QK-N1", "number": "B012", "copy_no": 1, "state": "printing"},
    "WaitingList": {
        "window": 9,
        "waiting": [_WAITER],
        "more": 0,
        "first": "B013",
        "sentences": ["B013 等得最久。"],
    },
    "SetClass": {"visitor_class": "elderly", "document_checked": True},
    "SignIn": {"employee_no": "DL009", "pin": "****", "window": 9, "take_over": False},
    "ClerkSession": {"token": "told once, kept nowhere", "board": _WINDOW},
    "StaffSignIn": {"user": "chen", "password": "****"},
    "StaffSession": {"token": "told once, kept nowhere", "user": "chen", "role": "manager"},
    "StaffFace": {"user": "chen", "role": "manager"},
    "Expecting": {"expect": "q3vPzJ0mT7yWc1RkXn5s2A"},
    "Next": {"expect": "q3vPzJ0mT7yWc1RkXn5s2A", "outcome": "finished"},
    "Pick": {"expect": None, "public_id": "q3vPzJ0mT7yWc1RkXn5s2A", "reason": "老人身体不适"},
    "Hold": {"expect": "q3vPzJ0mT7yWc1RkXn5s2A", "note": "去复印"},
    "Resume": {"expect": None, "public_id": "q3vPzJ0mT7yWc1RkXn5s2A"},
    "Transfer": {"expect": "q3vPzJ0mT7yWc1RkXn5s2A", "queue": "hukou", "note": ""},
    "Pause": {"expect": None, "reason": "rest"},
    "Unpause": {"expect": None},
    "Arrange": {"shut": False, "queues": ["shipin", "hukou"]},
    "WindowBoard": _WINDOW,
    "Alarm": _ALARM,
    "Trail": {
        "day": "2026-09-15",
        "facts": [
            {
                "seq": 48210,
                "at": _TEN,
                "real_at": _TEN,
                "subject": "clerk:DL009",
                "kind": "TicketCalled",
                "object": {"kind": "ticket", "name": "B012"},
                "window": 9,
                "result": {"window": 9, "clerk": "DL009", "number": "B012", "queue": "shipin", "zone": "N2"},
                "request_id": "pad-9.118",
            }
        ],
        "before": None,
    },
    "PutNotice": {"text": {"zh": "今天 16:30 停止取号", "en": "No numbers after 16:30 today"}},
    "SetEvacuation": {"on": True, "text": {"zh": "跟工作人员离开，您的号保留", "en": "Follow the staff out"}},
    "HallBoard": _HALL,
    "Envelope": {
        "room": "dalang/hall:N",
        "seq": 48213,
        "server_time": "2026-09-15T10:00:46.120+08:00",
        "hall_time": "2026-09-15T10:00:46.120+08:00",
        "speed": 1,
        "board": _HALL,
        "calls": [
            {
                "seq": 48210,
                "prev": 48177,
                "number": "B012",
                "window": 9,
                "zone": "N2",
                "at": _TEN,
                "recall": False,
            }
        ],
    },
    "Pulse": {"server_time": "2026-09-15T10:00:48+08:00", "rooms": {"dalang/hall:N": 48213}},
    "ErrorAnswer": {
        "error": {
            "code": "nothing_current",
            "message": "9 号窗口现在没有正在办的号。先叫下一位。",
            "details": {"window": 9},
        }
    },
}
