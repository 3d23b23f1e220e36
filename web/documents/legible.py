"""Only characters that the fonts of the papers can draw reach the page.

An archivable PDF refuses a character without a drawing. Without this, one emoji in one name
would keep a whole assembly from its minutes.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

T = TypeVar("T")

REPLACEMENT = "\ufffd"
_TABLE = Path(__file__).with_name("displayable.txt")


@cache
def displayable() -> frozenset[int]:
    """Give the code points that the embedded fonts draw (Libertinus Serif, DejaVu Sans Mono)."""
    points: set[int] = set()
    for span in _TABLE.read_text(encoding="ascii").split():
        first, _, last = span.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def legible(value: T, *, narrow: bool = False) -> T:
    """Replace what cannot be drawn by U+FFFD, in every string of a JSON-able value.

    Control characters and those that turn the direction of the text around are dropped: a name
    must not reorder its line. `narrow` keeps only the Latin letters and the usual signs.
    """
    return cast(T, _legible(value, narrow=narrow))


def _legible(value: object, *, narrow: bool) -> object:
    if isinstance(value, str):
        return _drawn(value, narrow=narrow)
    if isinstance(value, (list, tuple)):
        return [_legible(held, narrow=narrow) for held in value]
    if isinstance(value, dict):
        return {key: _legible(held, narrow=narrow) for key, held in value.items()}
    return value


def _drawn(text: str, *, narrow: bool) -> str:
    if text.isascii() and text.isprintable():
        return text
    kept = displayable()
    shown = []
    for sign in unicodedata.normalize("NFC", text):
        if sign in "\n\t":
            shown.append(" ")
        elif unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"}:
            continue
        elif ord(sign) in kept and (not narrow or ord(sign) < 0x180 or 0x2010 <= ord(sign) <= 0x20AC):
            shown.append(sign)
        else:
            shown.append(REPLACEMENT)
    return "".join(shown)
