"""Names in several languages, as the catalogue carries them."""

from collections.abc import Mapping

Names = Mapping[str, str]
"""Language code ("zh", "en") to text; the centre's first language is the default."""


def in_language(names: Names, language: str) -> str:
    """The name in `language`, else in the first language that the centre has."""
    return names.get(language) or next(iter(names.values()), "")
