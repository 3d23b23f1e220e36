"""How much room letters take in a drawing: a careful estimate, in whole units, never too small. Pure."""

import unicodedata

_NARROW = frozenset("ijlI.,:;'’!|()[]-–·/ \u00a0\u202f")
_SLIM = frozenset('ftrJ"«»*')
_WIDE = frozenset("mwMWQO@%&…—")


def _thousandths(letter: str) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _NARROW:
        return 340
    if base in _SLIM:
        return 450
    if base in _WIDE:
        return 960
    if ord(base) > 0x2FF:
        return 1000
    return 730 if base.isupper() else 620


def width_of(text: str, size: int) -> int:
    """Give the width of a text set at `size` units, rounded up."""
    return -(-sum(_thousandths(letter) for letter in text) * size // 1000)


def shortened(text: str, width: int, size: int) -> str:
    """Cut a text with an ellipsis so that it fits; a text that fits is unchanged."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def wrapped(text: str, width: int, size: int, most: int) -> tuple[str, ...]:
    """Break a text between words into at most `most` lines that fit; the last is cut if need be."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (width_of(longer, size) <= width or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(shortened(line, width, size) for line in lines)
