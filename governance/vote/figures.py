"""Fractions as they are written in results and read in sentences."""

from collections.abc import Collection, Iterable
from fractions import Fraction

from governance.units import percent, rounded_text

_CHUNK = 4000  # digits written at once; the interpreter refuses to write more than 4,300


def whole_text(number: int) -> str:
    """Write a whole number ≥ 0 in digits, however long."""
    pieces = []
    while number >= 10**_CHUNK:
        number, piece = divmod(number, 10**_CHUNK)
        pieces.append(f"{piece:0{_CHUNK}d}")
    return "".join([str(number), *reversed(pieces)])


def exact_text(part: Fraction) -> str:
    """Write a fraction ≥ 0 in lowest terms: "1", "7/19"."""
    if part.denominator == 1:
        return whole_text(part.numerator)
    return f"{whole_text(part.numerator)}/{whole_text(part.denominator)}"


def look_alike(part: Fraction, bound: Fraction, decimals: int) -> bool:
    """Tell whether a reader could take the rounded `part` for the bound, or for nothing or all."""
    shown = percent(part, decimals)
    if shown == percent(bound, decimals):
        return True
    return any(part != end and shown == percent(end, decimals) for end in (Fraction(0), Fraction(1)))


LEAST_DECIMALS = 2
"""Decimals of a figure that is not whole, unless more are needed."""


def decimals_apart(
    groups: Iterable[Collection[Fraction]], least: int = LEAST_DECIMALS, scale: int = 1
) -> int:
    """Give the fewest decimals, from `least`, that keep different figures of one group different.

    Rounding never turns an order round; at this many decimals it never hides one either. `scale`
    is 100 when figures are shown as percentages.
    """
    decimals = least
    for group in groups:
        ordered = sorted({figure * scale for figure in group})
        while len({rounded_text(figure, decimals) for figure in ordered}) < len(ordered):
            decimals += 1
    return decimals


def score_text(figure: Fraction, decimals: int, *, in_points: bool) -> str:
    """Write a score with a dot: « 12 », « 4.50 » or « 49.64 » voices; « 12.5 » for points, a percentage.

    What is not exact is rounded half up at `decimals`; what is exact has no idle zero.
    """
    shown = figure * 100 if in_points else figure
    if shown.denominator == 1:
        return whole_text(shown.numerator)
    text = rounded_text(shown, decimals)
    if Fraction(text) != shown:
        return text
    short = text.rstrip("0")
    return short if in_points else short.ljust(short.index(".") + 1 + min(LEAST_DECIMALS, decimals), "0")
