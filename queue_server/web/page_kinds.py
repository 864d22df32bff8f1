"""A page that lives by script: its address, what it knows by name, and what it is drawn with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from queue_server.domain.hall import Hall

Data = Mapping[str, Any]
Build = Callable[[Hall, str, str], Data]
"""From a hall, the last part of the address and a language to a page's data. Raises LookupError."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One kind of page, at `/c/{centre}/{kind}/{key}`, or `/c/{centre}/{kind}` when it is not `keyed`.

    Its script is `/static/{kind}/page.js`. `words` are the areas of ui/words that it speaks with; `body` and
    `frame` are the classes of the page's body and of the element that the script draws into; `shares` are
    style sheets that come before its own `style`.
    """

    kind: str
    build: Build
    words: tuple[str, ...]
    style: str
    body: str
    frame: str
    keyed: bool = True
    shares: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The end of the address."""
        return f"{self.kind}/<key>" if self.keyed else self.kind
