"""What the account says: numbers and queues as the ticket's page and the public pages tell them.

Who types a number learns what the hall's screens show to everybody. Their own ticket's page opens to those
only who have its secret, so its address is never in an answer to a number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from queue_server.domain.hall import Hall
from queue_server.domain.names import in_language
from queue_server.domain.tickets import State, Ticket
from queue_server.web.page_ticket_view import TicketFace, ticket_face
from queue_server.web.public.now import HallCard, QueueNow, halls_now
from queue_server.web.services import Services
from ui.words import DEFAULT, say

from .asked import Asked
from .writing import LONGEST

SHOWN = {State.WAITING, State.CALLED, State.SERVING}
"""What the boards and windows of a hall show to everybody."""
ROOM_FOR_MORE = 200
"""Bytes that are kept for the last line."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Answers in the words of an installation's centres."""

    services: Services

    def say(self, asked: Asked) -> str:
        """The answer to what somebody wants to know."""
        language = asked.language or DEFAULT
        if asked.wanted == "number":
            return self._number(asked)
        if asked.wanted == "queue":
            return self._queues(language)
        if asked.wanted == "book":
            return self._links("wechat.book", "services", language)
        return self.help(language)

    def help(self, language: str) -> str:
        """What can be asked."""
        return self._links("wechat.help", "halls", language)

    def welcome(self) -> str:
        """For somebody who has just come, whose language nobody knows."""
        return f"{say('wechat.welcome', DEFAULT)}\n{self.help(DEFAULT)}\n\n{self.help('en')}"

    def _number(self, asked: Asked) -> str:
        found = [text for centre in self.services.centres() if (text := self._in_centre(centre, asked))]
        language = asked.language or DEFAULT
        return "\n\n".join(found) or say("wechat.unknown", language, number=asked.number)

    def _in_centre(self, centre: str, asked: Asked) -> str | None:
        return self.services.writer.look(centre, partial(self._told, centre, asked))

    def _told(self, centre: str, asked: Asked, hall: Hall) -> str | None:
        """In the writer's thread. A bare number is told in the language in which it was taken."""
        ticket = hall.tickets.get(hall.by_number.get(asked.number, 0))
        if ticket is None:
            return None
        language = asked.language or ticket.language
        name = [in_language(hall.catalogue.centre.names, language)] if self._several() else []
        return "\n".join(
            [*name, *self._lines(hall, ticket, language), self._address(centre, "halls", language)]
        )

    def _lines(self, hall: Hall, ticket: Ticket, language: str) -> list[str]:
        if ticket.state not in SHOWN:
            return [say("wechat.not_shown", language, number=ticket.number)]
        face = ticket_face(
            hall,
            ticket,
            now=self.services.clock.hall_now(),
            demo=False,
            speed=1,
            base_url=self.services.settings.base_url,
            language=language,
        )
        return number_lines(face, language)

    def _queues(self, language: str) -> str:
        now = self.services.clock.hall_now()
        lines: list[str] = []
        for centre in self.services.centres():
            if self._several():
                lines.append(self.services.writer.look(centre, partial(_name, language)))
            lines += self.services.writer.look(centre, partial(hall_lines, now, language))
            lines.append(self._address(centre, "halls", language))
        return cut(lines, say("wechat.more", language))

    def _links(self, word: str, place: str, language: str) -> str:
        """A sentence, and the same page of every centre."""
        links = [self._address(centre, place, language) for centre in self.services.centres()]
        return cut([say(word, language), *links], say("wechat.more", language))

    def _several(self) -> bool:
        return len(self.services.centres()) > 1

    def _address(self, centre: str, place: str, language: str) -> str:
        base = self.services.settings.base_url.rstrip("/")
        return f"{base}/c/{centre}/{place}?lang={language}"


def number_lines(face: TicketFace, language: str) -> list[str]:
    """A ticket as everybody in the hall may see it: number, state, people ahead and range, or the window."""
    if face.evacuation:
        own = next((each for each in face.evacuation if each.language == language), face.evacuation[0])
        return [face.number, own.title, own.text]
    lines = [say("wechat.number", language, number=face.number, state=face.state_word)]
    if face.state == State.CALLED:
        return [*lines, say("phone.go_to", language, window=face.window), face.place]
    if face.state == State.SERVING:
        return [*lines, say("phone.at_window", language, window=face.window), face.place]
    ahead = (
        say("wechat.ahead", language, count=face.ahead) if face.ahead else say("phone.ahead.none", language)
    )
    wait = " ".join(part for part in (face.wait.before, face.wait.figure, face.wait.after) if part)
    return [part for part in (*lines, ahead, wait, face.place, face.windows.replace("\u2060", "")) if part]


def hall_lines(now: datetime, language: str, hall: Hall) -> list[str]:
    """Every hall, and each of its queues that somebody waits in; the others are only counted."""
    return [line for card in halls_now(hall, now, language) for line in _card_lines(hall, card, language)]


def _card_lines(hall: Hall, card: HallCard, language: str) -> Iterator[str]:
    yield say("wechat.hall", language, hall=card.name, until=card.until).strip()
    counts = {queue: hall.waiting_count(queue.code) for queue in card.queues}
    busy = [queue for queue, count in counts.items() if count]
    yield from (queue_line(queue, counts[queue], language) for queue in busy)
    word = "wechat.queue.others" if busy else "wechat.queue.nobody"
    if len(busy) < len(counts):
        yield say(word, language, count=len(counts) - len(busy))


def queue_line(queue: QueueNow, count: int, language: str) -> str:
    """How many wait and how long it would take; or why no number is to be had."""
    if queue.note:
        return say("wechat.queue.note", language, queue=queue.name, count=count, note=queue.note)
    return say("wechat.queue", language, queue=queue.name, count=count, wait=queue.wait)


def cut(lines: list[str], more: str) -> str:
    """As many lines as WeChat shows; `more` stands before the last one where some are left out."""
    if len("\n".join(lines).encode()) <= LONGEST:
        return "\n".join(lines)
    *body, last = lines
    room, shown = LONGEST - ROOM_FOR_MORE, []
    for line in body:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        shown.append(line)
    return "\n".join([*shown, more, last])


def _name(language: str, hall: Hall) -> str:
    return in_language(hall.catalogue.centre.names, language)
