"""What is wrong with the settings, as its reader is told."""

from collections.abc import Iterator

from config.settings import SettingsError
from ui.terminal import Words


def setting_lines(error: SettingsError, words: Words) -> Iterator[str]:
    """One sentence for each setting that is wrong."""
    for problem in error.problems:
        yield words(f"settings.{problem.code}", **problem.values)
