"""Proportional: a college brings its part in proportion to what its members said."""

from dataclasses import dataclass
from fractions import Fraction

from governance.vote.carry import Bloc, Brought


@dataclass(frozen=True, slots=True)
class Proportional:
    """The part of the college, times what is in favour in it, over what counts in it."""

    name: str = "proportional"
    weighs: bool = True
    needs_most_colleges: bool = False

    def brings(self, f: int, b: int, part: Fraction, bloc: Bloc) -> Brought:
        """Bring `part` × `f` / `b` in favour, and the whole part to the base."""
        return Brought(part * Fraction(f, b), part)


PROPORTIONAL = Proportional()
