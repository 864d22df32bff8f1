"""What a message is answered: a text by its words, a key of the menu by its word, an event by what it is."""

from dataclasses import dataclass
from typing import cast, get_args

from queue_server.web.services import Services
from ui.words import DEFAULT, say

from .asked import Asked, Wanted, asked_in
from .binding import WISH, Binding
from .message import Message
from .speaking import Speaker
from .writing import NOTHING, text_answer

SCENE = "qrscene_"
"""What stands before a code's own text when somebody follows the account by it."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Answers messages, whoever wrote them."""

    services: Services
    speaker: Speaker
    binding: Binding

    def answer(self, message: Message) -> bytes:
        """The bytes for WeChat."""
        text = self._text(message)
        return text_answer(message, text, self.services.clock.real_now()) if text else NOTHING

    def _text(self, message: Message) -> str:
        if message.kind == "event":
            return self._of_event(message)
        if message.text:
            return self.speaker.say(asked_in(message.text))
        return self.speaker.help(DEFAULT)

    def _of_event(self, message: Message) -> str:
        """Empty for what nobody waits for an answer to: who left, what was shown, how a warning went."""
        if message.event in {"subscribe", "scan"}:
            return self._come(message)
        if message.event == "click" and message.key in get_args(Wanted):
            return self.speaker.say(Asked(cast("Wanted", message.key), DEFAULT))
        return ""

    def _come(self, message: Message) -> str:
        """Somebody follows the account, or scanned a code of it: one that names a ticket binds that.

        Only where WeChat signed who it is and which ticket: else whoever saw one signature could say it.
        """
        public_id = message.key.removeprefix(SCENE) if message.is_signed else ""
        found = self.binding.bound_by_code(public_id, message.sender) if public_id else None
        if found is not None:
            base = self.services.settings.base_url.rstrip("/")
            link = f"{base}/t/{found.public_id}?lang={found.language}"
            return say("wechat.bound", found.language, number=found.number, count=WISH.ahead, link=link)
        return self.speaker.welcome() if message.event == "subscribe" else self.speaker.help(DEFAULT)
