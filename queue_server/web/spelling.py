"""How the Chinese names of a catalogue are said: what lets people find an item by its pinyin."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pypinyin import lazy_pinyin, load_phrases_dict
from pypinyin.constants import PINYIN_DICT

HANZI = re.compile(r"[\u4e00-\u9fff]+")
OVERRULED = {
    "发卡": [["fa"], ["ka"]],
    "还款": [["huan"], ["kuan"]],
    "贷还": [["dai"], ["huan"]],
    "献血": [["xian"], ["xue"]],
    "犬只": [["quan"], ["zhi"]],
}
"""Words of public service that the library reads in another way than people say them."""

load_phrases_dict(OVERRULED)


def spelling(texts: Iterable[str]) -> Mapping[str, str]:
    """Syllable (pinyin without tones, ü as v) -> every hanzi of the texts that is read so somewhere in them.

    Far smaller than a spelling beside each name, and it spells names, keywords and whatever else the
    catalogue says. A hanzi with two readings in these texts (行: xing, hang) stands in both rows.
    """
    found: dict[str, set[str]] = {}
    for text in dict.fromkeys(texts):
        for words in map(_with_a_reading, HANZI.findall(text)):
            for hanzi, syllable in zip(words, lazy_pinyin(words), strict=True):
                found.setdefault(syllable, set()).add(hanzi)
    return {syllable: "".join(sorted(found[syllable])) for syllable in sorted(found)}


@lru_cache(maxsize=16)
def spelling_of(names: tuple[str, ...]) -> Mapping[str, str]:
    """As `spelling`, remembered: for the few names that a page carries with it."""
    return spelling(names)


def _with_a_reading(words: str) -> str:
    """A few dozen of the 21,000 hanzi have none, among them the old ones for units."""
    return "".join(hanzi for hanzi in words if ord(hanzi) in PINYIN_DICT)
