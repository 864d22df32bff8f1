"""Which letter a key means: readers type American keyboards, by the codes of linux/input-event-codes.h."""

ENTER = frozenset({28, 96})
SHIFT = frozenset({42, 54})

_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_KEYPAD = {55: "*", 74: "-", 78: "+", 83: ".", 98: "/"} | {
    code: digit
    for first, digits in ((71, "789"), (75, "456"), (79, "1230"))
    for code, digit in enumerate(digits, first)
}
PLAIN = {first + at: letter for first, letters, _ in _ROWS for at, letter in enumerate(letters)} | _KEYPAD
SHIFTED = {first + at: letter for first, _, letters in _ROWS for at, letter in enumerate(letters)} | _KEYPAD


def letter_of(code: int, shifted: bool) -> str | None:
    """The letter of a key; None for one that is no letter."""
    return (SHIFTED if shifted else PLAIN).get(code)
