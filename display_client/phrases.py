"""What a voice says for a call: a phrase in one language, as clips to be joined and as text to be read.

Digits of a number are said one by one, the number of a window as a number. In Mandarin the digit 1 of a
number is 幺, as railways and airports say it: 一 and 七 sound alike through a loudspeaker, and so do 一 and
the letter E. Cantonese has no such trouble and says 一.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ui.words import say

GAP = re.compile(r"\{(\w+)\}")
PIECE = re.compile(r"[^\W\d_]+|\d|-")
TWENTY, HUNDRED = 20, 100


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a phrase that is recorded as one clip, or as the clips of its `parts`."""

    clip: str
    text: str
    parts: tuple["Word", ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is said, piece by piece; `shown` is the same sentence as a screen writes it."""

    language: str
    words: tuple[Word, ...]
    shown: str = field(compare=False, default="")

    @property
    def text(self) -> str:
        """The words as a speech engine reads them."""
        return re.sub(r" ([,，])", r"\1", " ".join(word.text for word in self.words))


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language of loudspeakers reads: whose words it takes, and which reading of single digits."""

    words: str
    digit: str


TONGUES = {"cmn": Tongue("zh", "digit"), "yue": Tongue("zh", "count"), "en": Tongue("en", "digit")}
"""The languages that calls are spoken in, by the codes of policy.toml."""


def phrase(number: str, windows: Sequence[int], language: str, *, recall: bool = False) -> Phrase:
    """The sentence that asks a number to its window, or to one of several.

    Raises KeyError for a language of which nobody knows the words.
    """
    tongue = TONGUES[language]
    name = "recall" if recall else "call"
    sentence = say(f"voice.{name}", tongue.words, number="{number}", window="{window}")
    said = {"number": list(number_words(number, tongue)), "window": list(window_words(windows, tongue))}
    words: list[Word] = []
    for i, part in enumerate(GAP.split(sentence)):
        words += said[part] if i % 2 else fragment(f"{name}.{i // 2}", part)
    written = f" {say('voice.or', tongue.words)} ".join(str(window) for window in windows)
    return Phrase(language, tuple(words), sentence.format(number=number, window=written))


def fragment(clip: str, text: str) -> list[Word]:
    """A fixed part of the sentence, without the gaps around it."""
    bare = text.strip()
    return [Word(clip, bare)] if bare.strip(" ,，") else []


def number_words(number: str, tongue: Tongue) -> Iterator[Word]:
    """A012 as A, zero, one, two; letters in one piece, so that BB is told from B and PS from P."""
    for piece in PIECE.findall(number.upper()):
        if piece == "-":
            yield Word("dash", say("voice.dash", tongue.words))
        elif piece.isdecimal():
            yield digit_word(int(piece), tongue)
        else:
            yield letters_word(piece, tongue)


def digit_word(digit: int, tongue: Tongue) -> Word:
    """One digit of a number."""
    if tongue.digit == "count":
        return count_word(digit, tongue)
    return Word(f"digit.{digit}", say(f"voice.digit.{digit}", tongue.words))


def letters_word(letters: str, tongue: Tongue) -> Word:
    """The letters before a number, one by one; twice the same letter is said to be double."""
    if len(letters) == 1:
        return Word(f"letter.{letters}", letters)
    parts: tuple[Word, ...]
    if len(letters) == 2 and letters[0] == letters[1]:
        parts = (Word("double", say("voice.double", tongue.words)), Word(f"letter.{letters[0]}", letters[0]))
    else:
        parts = tuple(Word(f"letter.{letter}", letter) for letter in letters)
    return Word(f"letters.{letters}", " ".join(part.text for part in parts), parts)


def window_words(windows: Iterable[int], tongue: Tongue) -> Iterator[Word]:
    """The windows' numbers, with "or" between them."""
    for i, window in enumerate(windows):
        if i:
            yield Word("or", say("voice.or", tongue.words))
        yield window_word(window, tongue)


def window_word(window: int, tongue: Tongue) -> Word:
    """21 as twenty-one. Halls with a hundred windows say those digit by digit."""
    if window < TWENTY or (window < HUNDRED and window % 10 == 0):
        return count_word(window, tongue)
    parts: tuple[Word, ...]
    if window < HUNDRED:
        parts = (count_word(window - window % 10, tongue), count_word(window % 10, tongue))
        joint = "" if tongue.words == "zh" else "-"
    else:
        parts = tuple(count_word(int(digit), tongue) for digit in str(window))
        joint = " "
    return Word(f"window.{window}", joint.join(part.text for part in parts), parts)


def count_word(count: int, tongue: Tongue) -> Word:
    """A number up to nineteen, or a round one."""
    return Word(f"count.{count}", say(f"voice.count.{count}", tongue.words))
