"""docs/citizens.md: the page `/rules` on paper, for the centre that comes with the program.

`make citizens` writes it; a test holds it to the words and to policy.toml, so it never lags behind.
"""

from collections.abc import Iterator
from pathlib import Path

import config
from queue_server.catalogue import read
from queue_server.files import read_folder
from queue_server.web.public.rules import Rule, rules
from ui.words import languages, say

HOME = Path(__file__).resolve().parents[1]
PAPER = HOME / "docs" / "citizens.md"
CENTRE = Path(config.__file__).parent / "centres" / "dalang"


def text() -> str:
    """The whole paper, one language after the other."""
    catalogue = read(read_folder(CENTRE), 1)
    parts = ["<!-- Made by `make citizens` from ui/words/*/rules.json and the centre's policy.toml. -->"]
    for language in languages():
        parts.append(f"# {say('rules.title', language)}")
        parts.append(say("rules.intro", language))
        for rule in rules(catalogue, language):
            parts += chapter(rule)
    return "\n\n".join(parts) + "\n"


def chapter(rule: Rule) -> Iterator[str]:
    """A rule as paragraphs and a list."""
    yield f"## {rule.title}"
    yield from rule.sentences
    if rule.rows:
        yield "\n".join(f"- {row}" for row in rule.rows)
    yield from rule.after
    if rule.more:
        yield f"`/{rule.more}`"


if __name__ == "__main__":
    PAPER.write_text(text(), encoding="utf-8")
