"""The outward face of a window's PAD: who serves here, whom, and what a closed door means for you."""

from typing import Any

from queue_server.domain.catalogue import Catalogue
from queue_server.domain.hall import Hall
from ui.words import say

from .page_kinds import Screen
from .page_names import window_number
from .page_screens import names_of_window, voices

CONSULT = "consult"
"""The kind of window where visitors may ask and complain."""


def face_data(hall: Hall, key: str, language: str) -> dict[str, Any]:
    """The outward face of a window. Raises LookupError for a window that does not exist.

    The names of the items come when somebody works there (page_items).
    """
    catalogue = hall.catalogue
    place = catalogue.windows[window_number(key)]
    return {
        "title": say("face.title", language, window=place.number),
        "room": f"window:{place.number}",
        "window": place.number,
        "names": names_of_window(catalogue, place),
        "centre_names": catalogue.centre.names,
        "departments": {code: each.names for code, each in catalogue.departments.items()},
        "queues": [[queue.prefix, queue.names] for queue in catalogue.queues.values()],
        "pause_reasons": catalogue.policy.pause_reasons,
        "hall": f"hall:{place.hall}",
        "consult": consult_windows(catalogue, place.hall),
        "rate": f"/c/{catalogue.centre.code}/rate/{place.number}",
        "rating_reasons": catalogue.policy.rating_reasons,
        "voices": voices(catalogue, "pages", "face"),
    }


def consult_windows(catalogue: Catalogue, hall: str) -> list[int]:
    """Where visitors of a hall may ask in person."""
    return sorted(w.number for w in catalogue.windows.values() if w.kind == CONSULT and w.hall == hall)


def staffed_consult_windows(hall: Hall, code: str) -> list[int]:
    """Where somebody sits now who may be asked; a paused window and an evacuated hall send nobody there."""
    places = [hall.windows[number] for number in consult_windows(hall.catalogue, code)]
    return [w.number for w in places if w.open and w.paused is None and not hall.evacuated(w)]


FACE = Screen(
    "face",
    face_data,
    words=("pages", "face"),
    style="/static/face/face.css",
    body="face-body",
    frame="face",
)
