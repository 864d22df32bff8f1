"""What a maker's sheet says of its panels: how a text becomes bytes, or words in registers."""

from dataclasses import field
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic.dataclasses import dataclass

from ui.wrong import Wrong

Encoding = Literal["ascii", "gb2312", "gbk", "gb18030"]
Part = Literal["header", "address", "length", "command", "text", "checksum", "tail"]
Checksum = Literal["sum8", "xor", "crc16-modbus"]
ByteOrder = Literal["big", "little"]
STRICT = ConfigDict(extra="forbid")


def _bytes_of(text: object) -> object:
    return bytes.fromhex(text) if isinstance(text, str) else text


Hex = Annotated[bytes, BeforeValidator(_bytes_of)]
"""Bytes as sheets print them: "AA 55"."""
Few = Annotated[int, Field(ge=0, le=10)]
Seconds = Annotated[float, Field(gt=0, le=30)]
Pause = Annotated[float, Field(ge=0, le=5)]
Register = Annotated[int, Field(ge=0, le=65535)]
Byte = Annotated[int, Field(ge=0, le=255)]


@dataclass(frozen=True, config=STRICT)
class Answer:
    """How a panel acknowledges: the same kind of frame, with `good` or `bad` as its command."""

    order: tuple[Part, ...]
    good: Hex
    bad: Hex | None = None
    header: Hex = b""
    tail: Hex = b""

    @model_validator(mode="after")
    def _tells_something(self) -> "Answer":
        if "command" not in self.order or not self.good:
            raise Wrong("programs.panel.answer_command")
        if {"length", "text"} & set(self.order):
            raise Wrong("programs.panel.answer_text")
        return self


@dataclass(frozen=True, kw_only=True, config=STRICT)
class Manners:
    """What all makes have: `retries` after `timeout_s` without an answer, `pause_s` between two messages."""

    encoding: Encoding = "gb2312"
    timeout_s: Seconds = 0.5
    retries: Few = 2
    pause_s: Pause = 0.0


@dataclass(frozen=True, kw_only=True, config=STRICT)
class FrameMake(Manners):
    """Panels that take a frame of bytes; docs/panels.md explains each key beside a maker's sheet.

    `length_of` and `checksum_of` name the parts that are counted and summed. Without `blink` a call stands
    still, without `clear` a dark panel is an empty text, without `answer` nobody knows whether it arrived.
    """

    driver: Literal["frame"]
    order: tuple[Part, ...]
    show: Hex = b""
    blink: Hex | None = None
    clear: Hex | None = None
    header: Hex = b""
    tail: Hex = b""
    address_bytes: Literal[1, 2] = 1
    length_bytes: Literal[1, 2] = 1
    length_of: tuple[Part, ...] = ("text",)
    length_plus: Annotated[int, Field(ge=-255, le=255)] = 0
    byte_order: ByteOrder = "big"
    checksum: Checksum | None = None
    checksum_of: tuple[Part, ...] = ("header", "address", "length", "command", "text")
    checksum_order: ByteOrder = "little"
    longest_text: Annotated[int, Field(ge=8, le=1000)] = 200
    answer: Answer | None = field(default=None)

    @model_validator(mode="after")
    def _fits_together(self) -> "FrameMake":
        for order in (self.order, self.answer.order if self.answer else ()):
            if len(set(order)) != len(order):
                raise Wrong("programs.panel.part_twice")
        if "text" not in self.order:
            raise Wrong("programs.panel.no_text")
        summed = {"checksum"} & {*self.order, *(self.answer.order if self.answer else ())}
        if bool(summed) != (self.checksum is not None):
            raise Wrong("programs.panel.checksum_half")
        if "checksum" in self.checksum_of:
            raise Wrong("programs.panel.checksum_of_itself")
        return self


@dataclass(frozen=True, kw_only=True, config=STRICT)
class ModbusMake(Manners):
    """Panels that show what stands in their registers, two bytes in each, from `register` on.

    `framing` "rtu" on a network is for boxes that pass serial frames through.
    """

    driver: Literal["modbus"]
    register: Register
    words: Annotated[int, Field(ge=4, le=120)]
    byte_order: ByteOrder = "big"
    pad: Byte = 0
    blink_register: Register | None = None
    blink_on: Register = 1
    blink_off: Register = 0
    framing: Literal["tcp", "rtu"] = "tcp"


Make = Annotated[FrameMake | ModbusMake, Field(discriminator="driver")]
