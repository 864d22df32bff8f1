"""Commands at a terminal speak the language of whoever typed them.

`--language` names it. Without it LANG does, and where LANG names neither language it is Chinese; but the
kernel's own console (TERM=linux) has no Chinese characters, so there it is English.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

import click

from ui.words import best_language, languages, say
from ui.wrong import problem_in

KERNEL_CONSOLE = "linux"


class Failed(click.ClickException):
    """Why a command ends: a sentence, and what stands before it, in one language. Exit status 1."""

    def __init__(self, sentence: str, language: str) -> None:
        super().__init__(sentence)
        self.language = language

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it, on standard error unless `file` is another."""
        click.echo(say("commands.failed", self.language, why=self.message), file=file, err=True)


@dataclass(frozen=True, slots=True)
class Words:
    """What a command says, all in one language."""

    language: str

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence `area.key` with its values filled in."""
        return say(key, self.language, **values)

    def of(self, problem: BaseException) -> Failed:
        """What a command raises because of a problem that says itself what it is."""
        return Failed(problem_in(self.language, problem), self.language)

    def failed(self, key: str, /, **values: object) -> Failed:
        """What a command raises when it cannot go on, with the sentence that says why."""
        return Failed(self(key, **values), self.language)


def words_here(environ: Mapping[str, str]) -> Words:
    """The words of whoever sits at the terminal that an environment is of."""
    if environ.get("TERM") == KERNEL_CONSOLE:
        return Words("en")
    return Words(language_of(environ.get("LANG", "")))


def language_of(tag: str) -> str:
    """The language with words for a tag such as "en-GB" or a locale such as en_GB.UTF-8; else the default."""
    return best_language(_first_of(tag) or None)


def _first_of(tag: str) -> str:
    return re.split(r"[-_.@]", tag)[0].lower()


def _chosen(_context: click.Context, _option: click.Parameter, tag: str | None) -> Words:
    if not tag:
        return words_here(os.environ)
    if _first_of(tag) not in languages():
        raise click.BadParameter(f"{tag!r} is none of {', '.join(languages())}.")
    return Words(language_of(tag))


LANGUAGE = click.option(
    "--language", "words", callback=_chosen, metavar="zh|en", help="Of what is said; the default is LANG's."
)
"""The option, which hands a command its `words`."""
