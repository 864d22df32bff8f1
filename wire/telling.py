"""What a device tells for people to read, as the contract takes it: one line, and not too long."""

LONGEST_DETAIL = 500
"""Characters of a `detail`; a longer one, or a control character, would have the whole message refused."""


def one_line(text: str, longest: int = LONGEST_DETAIL) -> str:
    """The text of a program or a device: what is not printable becomes a space, and the rest is cut off."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:longest].rstrip()
