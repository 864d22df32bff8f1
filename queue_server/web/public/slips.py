"""Slips of the finger, the ear and the input method: what somebody meant who typed nearly the right thing.

One letter wrong, missing, too many or changed with its neighbour; sounds that the south does not tell apart;
other hanzi that sound the same. Asked only about a word that is found nowhere as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST = 4
"""Letters that a word needs before one of them may be wrong: shorter ones are near to everything."""
SURE = 6
"""From so many letters on, a word with a slip may also end within a syllable."""
LONGEST = 24
"""Letters up to which a slip is looked for."""
RETROFLEX, NASAL = re.compile(r"([zcs])h"), re.compile(r"([aei]n)g")
WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text in letters without gaps, and where its syllables or words begin; its end is one of them."""

    letters: str
    starts: tuple[int, ...]


def folded(letters: str) -> str:
    """Sounds as the south says them: zh is z, ch c, sh s, and ang, eng, ing are an, en, in."""
    return NASAL.sub(r"\1", RETROFLEX.sub(r"\1", letters))


def spoken(parts: list[str]) -> Spoken:
    """Syllables or words as they are compared."""
    starts, at = [0], 0
    for part in parts:
        at += len(part)
        starts.append(at)
    return Spoken("".join(parts), tuple(starts))


def words_of(lower: str) -> list[str]:
    """The English words of a text."""
    return WORD.findall(lower)


def nearly_at(typed: str, said: Spoken) -> int | None:
    """Where a text says what was typed with at most one slip; None where it does not."""
    if not _may_be(typed, said.letters):
        return None
    ends = frozenset(said.starts)
    for at in said.starts:
        if any(end in ends or len(typed) >= SURE for end in _ends(typed, said.letters, at)):
            return at
    return None


def _may_be(typed: str, letters: str) -> bool:
    """Quickly: with one slip a half of what was typed is whole, unless its middle letters changed places."""
    if typed in letters:
        return True
    half = len(typed) // 2
    if len(typed) < SHORTEST:
        return False
    if typed[:half] in letters or typed[half:] in letters:
        return True
    return f"{typed[: half - 1]}{typed[half]}{typed[half - 1]}{typed[half + 1 :]}" in letters


def _ends(typed: str, letters: str, at: int) -> Iterator[int]:
    """Where what was typed may end if it begins at a place, with one slip behind the letters that agree."""
    same = _same(typed, letters, at)
    here, rest = at + same, typed[same:]
    if not rest:
        yield here
    elif len(typed) >= SHORTEST:
        swapped = rest[1:2] + rest[:1] + rest[2:]
        another, too_many, missing = (rest[1:], here + 1), (rest[1:], here), (rest, here + 1)
        for wanted, begin in (another, too_many, missing, (swapped, here)):
            if begin <= len(letters) and letters.startswith(wanted, begin):
                yield begin + len(wanted)


def _same(typed: str, letters: str, at: int) -> int:
    """How many letters agree from a place on."""
    count = 0
    for mine, theirs in zip(typed, letters[at : at + len(typed)], strict=False):
        if mine != theirs:
            break
        count += 1
    return count
