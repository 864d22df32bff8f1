"""What a page says while everybody leaves the hall: in every language, for whoever reads over a shoulder."""

from dataclasses import dataclass

from queue_server.boards.halls import notice_of
from queue_server.domain.hall import Hall
from queue_server.domain.windows import HallNow
from ui.words import languages, say


@dataclass(frozen=True, slots=True)
class Evacuation:
    """What to do now in a hall that is evacuated, in one language."""

    language: str
    title: str
    text: str


def evacuation_of(hall: Hall, now_in: HallNow, language: str) -> tuple[Evacuation, ...]:
    """What to do in every language of the centre, the reader's first; nothing while nobody has to leave."""
    if not now_in.evacuated:
        return ()
    written = notice_of(hall, now_in) or {}
    spoken = dict.fromkeys([language, *hall.catalogue.centre.languages])
    return tuple(
        Evacuation(each, say("phone.evacuation", each), written.get(each) or say("boards.evacuation", each))
        for each in spoken
        if each in languages()
    )
