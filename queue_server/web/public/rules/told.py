"""What a rule is to a reader, and what chapters of rules are told with: a centre's own values in words."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.classes import VisitorClass
from queue_server.domain.names import Names, in_language
from queue_server.domain.policy import QueuePolicy
from queue_server.domain.slots import is_bookable
from queue_server.web.page_screens import CLAIMED
from ui.words import say

MINUTE = 60


@dataclass(frozen=True, slots=True)
class Rule:
    """One chapter: sentences, of which the last leads to the list `rows` if there is one, then what comes
    `after` it. `more` is the public page that tells the rest, if any."""

    code: str
    title: str
    sentences: tuple[str, ...]
    rows: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Teller:
    """A centre and its reader's language, and over which channels the installation reminds."""

    catalogue: Catalogue
    language: str
    channels: Container[str] = ()

    def say(self, key: str, **values: object) -> str:
        """A sentence of the words `rules`, by its whole key."""
        return say(key, self.language, **values)

    def name(self, names: Names) -> str:
        """A name in the reader's language."""
        return in_language(names, self.language)

    def span(self, seconds: int) -> str:
        """15 分钟, or 90 秒 where it is no whole number of minutes."""
        if seconds % MINUTE:
            return say("rules.seconds", self.language, count=seconds)
        key = "rules.minute" if seconds == MINUTE else "rules.minutes"
        return say(key, self.language, count=seconds // MINUTE)

    def of_queues(self) -> Iterator[tuple[str, QueuePolicy]]:
        """Every queue that numbers are given for: its name, and what it does differently."""
        for code, queue in self.catalogue.hall_queues.items():
            if code not in self.catalogue.retiring.queues:
                yield self.name(queue.names), self.catalogue.policy.queue(code)

    def goes_out(self) -> bool:
        """Whether visits at home or agents can be booked."""
        catalogue = self.catalogue
        return any(is_bookable(catalogue, code) for code in catalogue.queues.keys() - catalogue.hall_queues)

    def real_names(self) -> tuple[str, ...]:
        """The queues that ask for a document."""
        return tuple(name for name, own in self.of_queues() if own.real_name)

    def class_name(self, visitor_class: VisitorClass) -> str:
        """What a class is called."""
        return say(f"refusals.class.{visitor_class.value}", self.language)

    def ahead_s(self) -> int:
        """How many seconds all rights to go ahead together may count: the bound that ordering proves."""
        policy = self.catalogue.policy
        booked = (VisitorClass.APPOINTMENT,) if policy.booking else ()
        classes = (*CLAIMED, *booked, VisitorClass.RETURNING)
        return max(policy.head_start(each) for each in classes) + policy.home_queue_head_start_s
