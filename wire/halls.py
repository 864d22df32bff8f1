"""Halls: the notice on their screens, and evacuation."""

from typing import Annotated

from pydantic import Field

from .base import Asked, Language, Note

Texts = Annotated[dict[Language, Note], Field(max_length=20)]


class PutNotice(Asked):
    """The notice per language; null or no text clears it."""

    text: Texts | None


class SetEvacuation(Asked):
    """All windows and kiosks of the hall stop, or go on with everybody's place kept."""

    on: bool
    text: Texts | None = None
