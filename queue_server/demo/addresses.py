"""Where everything of the demo is, as run.json tells programs."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from queue_server.clock import DemoClock
from queue_server.demo.credentials import Credentials
from queue_server.domain.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Agent:
    """A kiosk of the demo: which one, and where its page is and its papers go if its program was started."""

    code: str
    hall: str
    url: str = ""
    printer_output: str = ""


@dataclass(frozen=True, slots=True)
class Loudspeaker:
    """A virtual loudspeaker of the demo: beside which screen, in which hall, where its sounds go."""

    screen: str
    hall: str
    sounds: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """The demo as it runs."""

    base_url: str
    catalogue: Catalogue
    clock: DemoClock
    keys: Credentials
    agents: tuple[Agent, ...]
    loudspeakers: tuple[Loudspeaker, ...] = ()

    @property
    def pages(self) -> dict[str, str]:
        """Addresses of the pages; braces are to be filled in."""
        base, kiosk = self.base_url, self.agents[0].url if self.agents else ""
        return {
            "kiosk": kiosk,
            "pad": f"{base}/pad",
            "hall": f"{base}/hall/{{hall}}",
            "zone": f"{base}/zone/{{zone}}",
            "window": f"{base}/window/{{window}}",
            "face": f"{base}/face/{{window}}",
            "rate": f"{base}/rate/{{window}}",
            "phone": f"{base}/t/{{public_id}}",
            "staff": f"{base}/staff",
            "guide": f"{base}/guide",
            "manage": f"{base}/manage",
            "admin": f"{base}/admin",
            "audit": f"{base}/audit",
            "docs": f"{base}/api/docs",
        }

    def run(self) -> dict[str, Any]:
        """What run.json holds, as the contract says."""
        centre = self.catalogue.centre
        urls = {agent.code: agent for agent in self.agents}
        staff = self.catalogue.staff.values()
        return {
            "base_url": self.base_url,
            "api": f"{self.base_url}/api/v1/centres/{centre.code}",
            "centre": centre.code,
            "server_time": self.clock.real_now().astimezone(centre.zone).isoformat(),
            "hall_time": self.clock.hall_now().astimezone(centre.zone).isoformat(),
            "speed": self.clock.speed,
            "kiosks": [self._kiosk(code, urls) for code in self.catalogue.kiosks if code in urls],
            "clerks": [
                {
                    "employee_no": clerk.employee_no,
                    "pin": self.keys.pins[clerk.employee_no],
                    "window": clerk.window,
                    "skills": list(clerk.skills),
                }
                for clerk in staff
            ],
            "manager": self._staff("manager"),
            "administrator": self._staff("administrator"),
            "guide": self._staff("guide"),
            "auditor": self._staff("auditor"),
            "pages": self.pages,
        }

    def write(self, path: Path) -> None:
        """Write run.json in one step: a reader sees all of it or none; only its owner reads it."""
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(self.run(), file, ensure_ascii=False, indent=1)
        part.replace(path)

    def _kiosk(self, code: str, urls: Mapping[str, Agent]) -> dict[str, str]:
        agent = urls[code]
        return {
            "code": code,
            "hall": agent.hall,
            "url": agent.url,
            "token": self.keys.tokens[code],
            "printer_output": agent.printer_output,
        }

    def _staff(self, user: str) -> dict[str, str]:
        return {"user": user, "password": self.keys.passwords[user]}
