"""What the crowd knows of the centre: read from the server's own catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from itertools import groupby
from statistics import fmean
from zoneinfo import ZoneInfo

from wire.catalogue import CatalogueAnswer, HallFace, QueueFace, ServiceFace, WindowFace


@dataclass(frozen=True)
class Centre:
    """One centre as its catalogue describes it, everything by its code."""

    code: str
    zone: ZoneInfo
    day_close: time
    halls: Mapping[str, HallFace]
    queues: Mapping[str, QueueFace]
    services: Mapping[str, ServiceFace]
    scenarios: Mapping[str, list[str]]
    windows: Mapping[int, WindowFace]
    pause_reasons: tuple[str, ...]

    @cached_property
    def by_queue(self) -> Mapping[str, list[ServiceFace]]:
        """The services of each queue."""
        ordered = sorted(self.services.values(), key=lambda service: service.queue)
        return {queue: list(found) for queue, found in groupby(ordered, key=lambda service: service.queue)}

    def seconds(self, queue: str, service: str | None) -> float:
        """The usual time of a service, levelled so that the services of a queue have the queue's mean.

        The demand of a hall is modelled on its queues' means; a visitor without a service takes the queue's.
        """
        mean = float(self.queues[queue].avg_service_s)
        known = self.services.get(service or "")
        if known is None or known.queue != queue:
            return mean
        return known.avg_service_s * mean / fmean(other.avg_service_s for other in self.by_queue[queue])

    def scenarios_from(self, queue: str) -> list[str]:
        """The scenarios whose first step waits in this queue."""
        return [code for code, steps in self.scenarios.items() if self.services[steps[0]].queue == queue]

    def asks_for_name(self, queue: str, scenario: str | None) -> bool:
        """Whether a ticket needs an identity number: its queue or a step of its scenario asks for it."""
        steps = self.scenarios.get(scenario or "", [])
        return any(
            self.queues[code].real_name for code in (queue, *(self.services[step].queue for step in steps))
        )

    def rooms(self) -> list[str]:
        """Every room that a screen of this centre shows: halls, zones, windows."""
        zones = dict.fromkeys(place.zone for place in self.windows.values())
        return [
            *(f"hall:{hall}" for hall in self.halls),
            *(f"zone:{zone}" for zone in zones),
            *(f"window:{number}" for number in self.windows),
        ]


def centre_of(answer: CatalogueAnswer) -> Centre:
    """The centre that a catalogue describes."""
    return Centre(
        code=answer.centre.code,
        zone=ZoneInfo(answer.centre.time_zone),
        day_close=moment(answer.centre.day_close),
        halls={hall.code: hall for hall in answer.halls},
        queues={queue.code: queue for queue in answer.queues},
        services={service.code: service for service in answer.services},
        scenarios={scenario.code: scenario.steps for scenario in answer.scenarios},
        windows={window.number: window for window in answer.windows},
        pause_reasons=tuple(reason.code for reason in answer.pause_reasons),
    )


def moment(text: str) -> time:
    """HH:MM as the catalogue writes it."""
    return time.fromisoformat(text)


def second(text: str) -> float:
    """HH:MM in seconds after midnight."""
    parsed = moment(text)
    return parsed.hour * 3600.0 + parsed.minute * 60.0
