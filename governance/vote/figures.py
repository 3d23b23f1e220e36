"""Fractions as they are written in results and read in sentences."""

from fractions import Fraction

from governance.units import percent

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
