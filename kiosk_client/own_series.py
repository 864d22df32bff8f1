"""The kiosk's own numbers: what the rules of `offline` say, counted, sealed and kept in one act."""

import logging
import secrets
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from kiosk_client.documents import checked
from kiosk_client.hall_clock import HallClock
from kiosk_client.hours import business_date, half_day, hours_of, local
from kiosk_client.offline import (
    Errand,
    LastKnown,
    NoNumber,
    errand_of,
    must_be_given,
    number,
    quota_again,
    quota_left,
    series_of,
)
from kiosk_client.offline_ticket import ticket_of
from kiosk_client.refusing import refused
from kiosk_client.sealing import NoKey, sealed
from kiosk_client.server import Body
from kiosk_client.spool.file import Spool
from kiosk_client.spool.known import Known
from kiosk_client.spool.tickets import KeptTickets, OwnTicket
from kiosk_client.spool.touches import KeptTouches

SEALING_KEY, LINK_BASE = "sealing_key", "link_base"

log = logging.getLogger(__name__)


class Unready(Exception):
    """This kiosk has never heard of its house, or its clock knows no time: it cannot give numbers."""


class OwnSeries:
    """Gives numbers while the server is away. `seen` is the last catalogue and opening, None before any."""

    def __init__(
        self,
        kiosk: str,
        server: str,
        spool: Spool,
        clock: HallClock,
        seen: Callable[[], tuple[Body, Body] | None],
    ) -> None:
        self._kiosk = kiosk
        self._spool = spool
        self._clock = clock
        self._seen = seen
        self._links = f"{server.rstrip('/')}/t/"
        self._touches = KeptTouches(spool)
        self._known = Known(spool)
        self.kept = KeptTickets(spool)

    @property
    def ready(self) -> bool:
        """Whether there is enough to go by."""
        return self._seen() is not None and self._clock.now is not None

    def learn_key(self, heartbeat: Body) -> None:
        """The heartbeat's answer tells the public key with which documents' numbers are sealed."""
        key = heartbeat.get("sealing_key")
        if key:
            self._learn(SEALING_KEY, key)

    def learn_link(self, ticket: Body) -> None:
        """Where tickets have their pages, as a ticket of the server says it."""
        link, public_id = str(ticket.get("link") or ""), str(ticket["public_id"])
        if link.endswith(public_id):
            self._learn(LINK_BASE, link.removesuffix(public_id))

    def _learn(self, name: str, value: Any) -> None:
        """A full disk must stop nothing: the same is told again."""
        try:
            self._known.keep(name, value)
        except sqlite3.Error:
            log.exception("the spool could not be written: %s is not kept", name)

    def given(self, key: str) -> Body | None:
        """The number that a touch has already got here."""
        return self.kept.with_key(key)

    def issue(self, key: str, wanted: Body, language: str, *, settle: bool) -> Body:
        """The next number for a touch, or the one that it has.

        `settle`: the server may have given one too, which is to be taken back; that is kept in the same act.
        Raises Refused with a sentence, and Unready.
        """
        given = self.kept.with_key(key)
        if given is not None:
            return given
        known, now = self._known_now(), self._clock.now
        if known is None or now is None:
            raise Unready
        try:
            return self._issue(known, now, key, {**wanted, "language": language}, settle=settle)
        except NoNumber as no:
            raise refused(no, known.catalogue, language, now) from None

    def _issue(self, known: LastKnown, now: datetime, key: str, wanted: Body, *, settle: bool) -> Body:
        errand = errand_of(known.catalogue, wanted)
        series = series_of(known.catalogue, errand, self._kiosk)
        day = business_date(known.catalogue, now)
        with self._spool.act():
            must_be_given(known, errand, wanted, now)
            document = self._sealed(errand, wanted, local(known.catalogue, now).date())
            counter = self.kept.counter(series, day).next(day, sure=self._clock.sure)
            public_id = secrets.token_urlsafe(16)
            ticket = ticket_of(
                known.catalogue,
                errand,
                public_id=public_id,
                number=number(series, counter.serial),
                series=series,
                at=local(known.catalogue, now).isoformat(timespec="milliseconds"),
                link=f"{self._known.recall(LINK_BASE) or self._links}{public_id}",
                wanted=wanted,
            )
            half = half_day(known.catalogue, errand.queue, now)
            steady, boot = self._clock.steady(), self._clock.boot
            item = _item(ticket, errand, wanted) | document
            self.kept.add(OwnTicket(key, ticket, item, half, self._clock.sure, steady, boot), series, counter)
            if settle:
                self._touches.settle(key, wanted, wanted["language"])
            self._clock.note()
        return ticket

    def as_far_as_known(self, state: dict[str, Any]) -> dict[str, Any]:
        """The kiosk's state without its server: queues by the clock and the own count, nobody's wait."""
        known, now = self._known_now(), self._clock.now
        if known is None or now is None:
            return state | {"own_numbers": False}
        queues = {queue["code"]: _queue_now(known, queue, now) for queue in known.catalogue["queues"]}
        return state | {"own_numbers": True, "seals": self._can_seal, "queues": queues}

    @property
    def _can_seal(self) -> bool:
        return self._known.recall(SEALING_KEY) is not None

    def _known_now(self) -> LastKnown | None:
        seen = self._seen()
        return None if seen is None else LastKnown(*seen, self._kiosk, self.kept.count)

    def _sealed(self, errand: Errand, wanted: Body, today: date) -> dict[str, str]:
        """The document's number as it may be kept; nothing where none is needed. Raises NoNumber."""
        if errand.needs_name is None:
            return {}
        kind, text = wanted.get("id_kind", "resident"), wanted.get("id_number")
        if not text:
            raise NoNumber("real_name_needed", queue=errand.needs_name)
        right = checked(kind, str(text), today)
        if right is None:
            raise NoNumber("passport_wrong" if kind == "passport" else "id_number_wrong", why="form")
        key = self._known.recall(SEALING_KEY)
        if key is None:
            raise NoNumber("no_sealing_key")
        try:
            return {"id_sealed": sealed(right, key), "id_kind": kind}
        except NoKey:
            raise NoNumber("no_sealing_key") from None


def _item(ticket: Body, errand: Errand, wanted: Body) -> dict[str, Any]:
    """What is handed in later, but for the time."""
    matter = {"service": errand.service, "scenario": errand.scenario}
    named = {kind: code for kind, code in matter.items() if code} or {"queue": ticket["queue"]}
    told = {name: ticket[name] for name in ("public_id", "number", "visitor_class")}
    party = {"party": wanted["party"]} if wanted.get("party") else {}
    return told | named | {"language": wanted["language"]} | party


def _queue_now(known: LastKnown, queue: Body, now: datetime) -> dict[str, Any]:
    hours = hours_of(known.catalogue, queue, now)
    left = quota_left(known, queue, now)
    opens = quota_again(known, queue, now) if hours.issuing and left == 0 else hours.opens
    return {
        "queue": queue["code"],
        "open_now": hours.open_now,
        "issuing": hours.issuing,
        "on_lunch": hours.on_lunch,
        "opens": local(known.catalogue, opens).isoformat() if opens else None,
        "quota_left": left,
    }
