"""Exact quantities. There is no float in this package."""

import re
from fractions import Fraction
from typing import NewType

Votes = NewType("Votes", int)
"""A number of voices; heads wherever one member has one vote."""

Shares = NewType("Shares", int)
"""A number of shares (parts sociales)."""

Cents = NewType("Cents", int)
"""An amount of money in euro cents."""

_PART = re.compile(r"([0-9]+)(?:\.([0-9]+)|/([0-9]+))?", re.ASCII)


def parse_part(text: str) -> Fraction:
    """Read "40", "33.5" or "100/3" exactly.

    Raises ValueError for anything else: a sign, a space, an exponent, a zero denominator.
    """
    match = _PART.fullmatch(text)
    if match is None:
        raise ValueError(f"not an exact part: {text!r}")
    whole, decimals, denominator = match.groups()
    if denominator is not None:
        if int(denominator) == 0:
            raise ValueError(f"denominator is zero: {text!r}")
        return Fraction(int(whole), int(denominator))
    if decimals is not None:
        return Fraction(int(whole + decimals), 10 ** len(decimals))
    return Fraction(int(whole))


def part_text(part: Fraction) -> str:
    """Write a fraction in lowest terms: "1", "7/19"."""
    return str(part)


def exact_percent(part: Fraction) -> str:
    """Write a part so that it is read back exactly: "12,5 %", or "1/3" when no decimal is exact."""
    hundredths = part * 100
    for decimals in range(12):
        scaled = hundredths * 10**decimals
        if scaled.denominator == 1:
            whole, rest = divmod(scaled.numerator, 10**decimals)
            return f"{whole},{rest:0{decimals}d} %" if decimals else f"{whole} %"
    return part_text(part)


def percent(part: Fraction, decimals: int = 2) -> str:
    """Write a part as a percentage rounded half up, with a dot: "36.84".

    For display only. A bound is always compared with the fraction itself.
    """
    return rounded_text(part * 100, decimals)


def rounded_text(figure: Fraction, decimals: int = 2) -> str:
    """Write a figure rounded half up (half away from zero under it), with a dot: "49.64"."""
    scale = 10**decimals
    scaled = abs(figure) * scale
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if figure < 0 and rounded else ""
    whole, rest = divmod(rounded, scale)
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"
