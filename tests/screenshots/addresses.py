"""Where the pages of the pictures are."""

from tests.screenshots.shots import Address
from tests.screenshots.stage import Stage


def kiosk(stage: Stage) -> str:
    """The kiosk of the north hall."""
    return f"{stage.run['kiosks'][0]['url']}/"


def at(path: str) -> Address:
    """A page of the server."""
    return lambda stage: f"{stage.base}{path}"


def ticket(name: str) -> Address:
    """The page of a named visitor's ticket."""
    return lambda stage: str(stage.tickets[name]["link"])
