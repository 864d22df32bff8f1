"""From a text to the bytes of its maker's frame; nothing here knows a line."""

from collections.abc import Iterable
from functools import reduce
from operator import xor

from .makes import Answer, Checksum, FrameMake, Part

CRC_START, CRC_RULE = 0xFFFF, 0xA001


def frame(make: FrameMake, address: int, command: bytes, text: bytes) -> bytes:
    """A whole frame for one panel."""
    known: dict[Part, bytes] = {"header": make.header, "tail": make.tail, "command": command, "text": text}
    return _framed(make, make.order, known, address)


def answer(make: FrameMake, told: Answer, address: int, code: bytes) -> bytes:
    """The frame by which a panel says that it understood, or with another code that it did not."""
    known: dict[Part, bytes] = {"header": told.header, "tail": told.tail, "command": code}
    return _framed(make, told.order, known, address)


def checksum(rule: Checksum, data: bytes, order: str) -> bytes:
    """The check of some bytes: their sum or their exclusive or in one byte, or Modbus' CRC in two."""
    if rule == "sum8":
        return bytes([sum(data) % 256])
    if rule == "xor":
        return bytes([reduce(xor, data, 0)])
    return crc16(data).to_bytes(2, "big" if order == "big" else "little")


def crc16(data: bytes) -> int:
    """CRC-16 as Modbus over serial line V1.02 defines it (chapter 6.2.2)."""
    value = CRC_START
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ CRC_RULE if value & 1 else value >> 1
    return value


def _framed(make: FrameMake, order: Iterable[Part], known: dict[Part, bytes], address: int) -> bytes:
    parts = {**known, "address": address.to_bytes(make.address_bytes, make.byte_order)}
    if "length" in order:
        parts["length"] = _length(make, parts).to_bytes(make.length_bytes, make.byte_order)
    if make.checksum is not None and "checksum" in order:
        summed = b"".join(parts.get(part, b"") for part in order if part in make.checksum_of)
        parts["checksum"] = checksum(make.checksum, summed, make.checksum_order)
    return b"".join(parts[part] for part in order)


def _length(make: FrameMake, parts: dict[Part, bytes]) -> int:
    sizes = {part: len(content) for part, content in parts.items()}
    sizes["length"] = make.length_bytes
    sizes["checksum"] = 2 if make.checksum == "crc16-modbus" else 1
    return sum(sizes.get(part, 0) for part in make.length_of) + make.length_plus
