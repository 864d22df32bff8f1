"""Every clip that the calls of a centre can need, in one language: what a clip pack has to hold."""

from collections.abc import Iterable, Iterator

from display_client.phrases import TONGUES, Word, digit_word, letters_word, number_words, phrase, window_word

ANY_NUMBER = "A0"


def vocabulary(prefixes: Iterable[str], windows: Iterable[int], language: str) -> list[Word]:
    """The words by clip, each once: digits, letters and prefixes, windows, the parts of the sentences.

    `prefixes` are the letters that numbers begin with, and examples of numbers issued offline (A-K1-01).
    """
    found: dict[str, Word] = {}
    for word in _all_words(list(prefixes), sorted(windows), language):
        for each in (word, *word.parts):
            found.setdefault(each.clip, each)
    return [found[clip] for clip in sorted(found, key=_in_order)]


def _all_words(prefixes: list[str], windows: list[int], language: str) -> Iterator[Word]:
    tongue = TONGUES[language]
    for digit in range(10):
        yield digit_word(digit, tongue)
    for prefix in prefixes:
        yield from number_words(prefix, tongue)
    for letter in sorted({sign for prefix in prefixes for sign in prefix.upper() if sign.isalpha()}):
        yield letters_word(letter, tongue)
    for window in windows:
        yield window_word(window, tongue)
    for recall in (False, True):
        yield from phrase(ANY_NUMBER, windows[:2] or [1, 2], language, recall=recall).words


def _in_order(clip: str) -> tuple[str, int, str]:
    kind, _, rest = clip.partition(".")
    return kind, int(rest) if rest.isdecimal() else 0, rest
