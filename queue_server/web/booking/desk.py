"""What the pages of booking share: a frame, a sentence for every refusal, and pages that only say why not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Response

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from queue_server.domain.refusals import Refusal
from queue_server.web.page_form import wished_language
from queue_server.web.refusals import status_of
from queue_server.web.sentences import sentence
from queue_server.web.services import Services
from ui.words import best_language, say

from .choosing import Choice, choice_of
from .proof import WITHOUT_SCRIPT_S

Render = Callable[..., Response]
Missing = Callable[[str], Response]
STAGES = ("day", "slot", "who")
FORM_WORDS = frozenset(
    {
        *("consent", "rate_limited", "proof_needed", "slot", "text"),
        *("id_number_wrong", "passport_wrong", "real_name_needed", "name"),
    }
)
"""What concerns a form alone has words of its own: no number is taken here, and no card read."""
WRONG = {
    "phone_wrong": "phone",
    "contact_needed": "phone",
    "real_name_needed": "id",
    "id_number_wrong": "id",
    "passport_wrong": "id",
    "name": "name",
    "address_needed": "address",
    "task_needed": "task",
}
"""Which field a refusal is about."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a page of booking is drawn with."""

    services: Services
    render: Render
    missing: Missing

    def chosen(
        self,
        frame: Mapping[str, Any],
        choice: Choice,
        values: Mapping[str, Any],
        refusal: Refusal | None,
        language: str,
    ) -> Response:
        """The page on which a day, a time, or who comes is chosen."""
        text = refusal and self.sentence(refusal, language)
        if text is None and choice.gone:
            text = say("booking.gone", language)
        return self.render(
            "booking/choose.html",
            language,
            200 if refusal is None else status_of(refusal),
            choice=choice,
            stage=choice.stage,
            stages=STAGES,
            steps_label=say("booking.steps", language),
            refusal=text,
            wrong=WRONG.get(subject_of(refusal)) if refusal else None,
            **frame,
            **values,
        )

    def only_said(self, refusal: Refusal) -> Response:
        """A page that only says why not, and what to do."""
        language = best_language(wished_language())
        text = self.sentence(refusal, language)
        return self.render("message.html", language, status_of(refusal), title=text)

    def sentence(self, refusal: Refusal, language: str, catalogue: Catalogue | None = None) -> str:
        """Why not, and what to do now."""
        code = subject_of(refusal)
        if code in FORM_WORDS:
            return say(f"booking.wrong.{code}", language, seconds=WITHOUT_SCRIPT_S)
        now = self.services.clock.hall_now()
        return sentence(refusal.code, refusal.details, language, catalogue, now)


def subject_of(refusal: Refusal) -> str:
    """The field that a form calls wrong, else the refusal's code."""
    return str(refusal.details.get("field", refusal.code))


def look_at(code: str, day: str, slot: str, now: datetime, language: str, hall: Hall) -> Choice:
    """In the writer's thread. Raises NotOffered, or NotBookable."""
    return choice_of(hall, code, day, slot, now, language)


def links(address: Callable[..., str], choice: Choice) -> dict[str, Any]:
    """Where the choice leads on and back."""
    return {
        "to_day": lambda code: address(day=code),
        "to_slot": lambda code: address(day=choice.day, slot=code),
        "to_days": address(),
        "to_slots": address(day=choice.day),
    }


def with_query(path: str, language: str, **query: str) -> str:
    """An address in a language."""
    return f"{path}?{urlencode({**query, 'lang': language})}"
