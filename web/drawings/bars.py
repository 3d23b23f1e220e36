"""A small drawing of one measure through time: a bar a year, nothing drawn where nothing is known. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

WIDTH = 320
TALL = 96
"""The height of the highest bar."""
BASE = 104
"""Where bars stand."""
HEIGHT = 124


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its place, its height (0 for zero), the middle of its label; `known` is false without data."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    label: str
    said: str
    known: bool


def bars_of(
    values: Sequence[tuple[str, str, Fraction | None]], whole: Fraction | None = None
) -> tuple[Bar, ...]:
    """Draw (label, sentence, value) one after the other, to the scale of `whole`, or of the highest.

    Heights are cut to whole units, but what is above zero is never drawn as zero. Every other label
    is left out when there are many.
    """
    if not values:
        return ()
    scale = whole or max((value for _, _, value in values if value is not None), default=Fraction(0))
    step = WIDTH // len(values)
    width = min(step - 4, 44)
    every = 1 if step >= 34 else 2
    drawn = []
    for at, (label, said, value) in enumerate(values):
        tall = 0 if not value or not scale else max(1, int(TALL * min(value / scale, Fraction(1))))
        left = at * step + (step - width) // 2
        shown = label if (len(values) - 1 - at) % every == 0 else ""
        drawn.append(
            Bar(left, BASE - tall, width, tall, at * step + step // 2, shown, said, value is not None)
        )
    return tuple(drawn)
