"""A server as the kiosk sees it, in a few lines, for tests."""

from typing import Any

from kiosk_client.server import Body, Refused, Unreached

OPENING: dict[str, Any] = {
    "server_time": "2026-11-22T21:00:00.000+08:00",
    "hall_time": "2026-11-23T09:00:00.000+08:00",
    "speed": 1,
    "version": 3,
    "halls": [{"hall": "N", "state": "open", "notice": None, "evacuation_text": None}],
    "queues": [{"queue": "life", "issuing": True, "opens": None, "quota_left": None}],
}
BOARD: dict[str, Any] = {
    "state": "open",
    "windows": [{"window": 1, "state": "serving", "number": "A001"}],
    "queues": [{"queue": "life", "waiting": 4, "open_windows": 1, "wait": None}],
    "notice": None,
}
NAMES = {"zh": "名", "en": "Name"}
CATALOGUE: dict[str, Any] = {
    "version": 3,
    "centre": {"code": "town", "names": {"zh": "镇中心", "en": "Town"}, "time_zone": "Asia/Shanghai"},
    "halls": [{"code": "N", "names": {"zh": "北厅", "en": "North Hall"}}],
    "zones": [{"code": "N1", "names": {"zh": "综合区", "en": "Windows"}}],
    "queues": [{"code": "life", "names": {"zh": "民生", "en": "Livelihood"}}],
    "services": [{"code": "LF-1", "names": {"zh": "补助", "en": "Grant"}, "materials": ["身份证"]}],
    "scenarios": [],
    "classes": [{"code": "ordinary"}, {"code": "elderly"}],
    "kiosks": [{"code": "K1", "hall": "N"}],
    "tickets_at_once": 2,
}
MISSED_RULES = {"zh": "过号不作废", "en": "A missed number stays valid"}
TICKET: dict[str, Any] = {
    "public_id": "abc",
    "number": "A012",
    "queue": "life",
    "hall": "N",
    "zone": "N1",
    "windows": [1, 2],
    "service": "LF-1",
    "scenario": None,
    "visitor_class": "elderly",
    "issued_at": "2026-11-23T09:00:00+08:00",
    "ahead": 4,
    "wait": {"low_s": 240, "high_s": 601},
    "link": "http://hall.example/t/abc",
    "missed_rule": MISSED_RULES["zh"],
    "reprints": 0,
    "steps": [],
}


class FakeHouse:
    """Answers every question, until it goes away."""

    def __init__(self) -> None:
        self.away = False
        self.ahead = 4
        self.hall_state = "open"
        self.asked: list[Body] = []
        self.catalogues = 0
        self.revived = False

    def catalogue(self, since: int | None) -> Body:
        self.catalogues += 1
        return CATALOGUE

    def opening(self) -> Body:
        if self.away:
            raise Unreached("away", may_have_arrived=False)
        return OPENING

    def board(self, room: str) -> Body:
        return {"room": room, "board": BOARD | {"state": self.hall_state}}

    def issue(self, wanted: Body, key: str, language: str) -> Body:
        if self.away:
            raise Unreached("away", may_have_arrived=False)
        self.asked.append(wanted)
        return TICKET | {"visitor_class": wanted["visitor_class"], "missed_rule": MISSED_RULES[language]}

    def ticket(self, public_id: str, language: str) -> Body:
        rule = MISSED_RULES[language]
        return TICKET | {"public_id": public_id, "ahead": self.ahead, "wait": None, "missed_rule": rule}

    def revive(self, public_id: str, key: str, language: str) -> Body:
        if self.revived:
            raise Refused(409, {"code": "revivals_used", "message": language})
        self.revived = True
        return TICKET | {"ahead": 3}

    def reprint(self, public_id: str, key: str, language: str) -> Body:
        return TICKET | {"reprints": 1, "missed_rule": MISSED_RULES[language]}

    def cancel(self, public_id: str, key: str) -> Body:
        return TICKET
