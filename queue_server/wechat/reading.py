"""WeChat's XML, read so that nothing but a message can be in it: no document type, no entity, no address.

The parser is the standard library's expat by its own handlers. A message is flat: its parts by name, each
once; what is deeper (the place of a scanned code, say) is passed over.
"""

from dataclasses import dataclass, field
from typing import Any, NoReturn
from xml.parsers import expat

MOST_BYTES = 32 * 1024
"""WeChat's own longest message is far shorter."""
MOST_DEPTH = 6
MOST_PARTS = 100


class Malformed(ValueError):
    """It is no message."""


def read_xml(body: bytes) -> dict[str, str]:
    """The parts of a message by their names. Raises Malformed."""
    if len(body) > MOST_BYTES:
        raise Malformed("it is too long")
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    parser.UnparsedEntityDeclHandler = _refuse
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # LookupError: an encoding nobody knows
        raise Malformed(str(error)) from None
    return reader.parts


@dataclass(slots=True)
class _Reader:
    """What the parser tells, as it comes."""

    parts: dict[str, str] = field(default_factory=dict)
    depth: int = 0
    inside: list[str] = field(default_factory=list)

    def begin(self, name: str, _: Any) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH or len(self.parts) > MOST_PARTS:
            raise Malformed("it has too many parts")
        if self.depth == 2:
            self.inside.clear()
            if name in self.parts:
                raise Malformed("a part stands there twice")
            self.parts[name] = ""

    def text(self, text: str) -> None:
        if self.depth == 2:
            self.inside.append(text)

    def end(self, name: str) -> None:
        if self.depth == 2:
            self.parts[name] = "".join(self.inside)
        self.depth -= 1


def _refuse(*_: Any) -> NoReturn:
    raise Malformed("it declares a document type or entities")
