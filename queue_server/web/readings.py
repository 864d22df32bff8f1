"""How hanzi are read. Its dictionaries take long to load: see `spelling.prepare_later`."""

import re
from collections.abc import Iterator

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


def readings(text: str) -> Iterator[tuple[str, str]]:
    """Each hanzi of a text with its syllable, as it is read there: pinyin without tones, ü as v."""
    for words in map(_with_a_reading, HANZI.findall(text)):
        yield from zip(words, lazy_pinyin(words), strict=True)


def _with_a_reading(words: str) -> str:
    """A few dozen of the 21,000 hanzi have none, among them the old ones for units."""
    return "".join(hanzi for hanzi in words if ord(hanzi) in PINYIN_DICT)
