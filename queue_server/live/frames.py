"""Frames of a web socket as a server sends them (RFC 6455, section 5.2): whole, unmasked, not compressed."""

from struct import pack

CLOSE = b"\x88\x00"
TEXT, BINARY = 0x81, 0x82
SHORT, MEDIUM = 125, 0xFFFF


def frame_of(packet: str | bytes) -> bytes:
    """One packet of Engine.IO as the bytes that a connection carries."""
    opcode, content = (BINARY, packet) if isinstance(packet, bytes) else (TEXT, packet.encode())
    size = len(content)
    if size <= SHORT:
        return pack("!BB", opcode, size) + content
    if size <= MEDIUM:
        return pack("!BBH", opcode, 126, size) + content
    return pack("!BBQ", opcode, 127, size) + content
