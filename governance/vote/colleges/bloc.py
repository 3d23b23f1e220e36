"""Bloc: a college brings its whole part, or nothing, by the bound it sets itself."""

from dataclasses import dataclass
from fractions import Fraction

from governance.vote.carry import HALF, NOTHING, Bloc, Brought, Tie


@dataclass(frozen=True, slots=True)
class ByBloc:
    """All or nothing, save a college cut in two equal halves: see `Tie`."""

    name: str = "bloc"
    weighs: bool = True
    needs_most_colleges: bool = False

    def brings(self, f: int, b: int, part: Fraction, bloc: Bloc) -> Brought:
        """Bring the whole part in favour when the bound inside the college is met.

        Exactly one half against a strict one half is a tie. Equality with any other strict
        bound is not: the college brings nothing in favour.
        """
        if bloc.bound.met(Fraction(f), Fraction(b)):
            return Brought(part, part)
        if bloc.ties(f, b) and bloc.tie is Tie.SPLIT:
            return Brought(part * HALF, part)
        if bloc.ties(f, b) and bloc.tie is Tie.LEAVES_BASE:
            return Brought(NOTHING, NOTHING)
        return Brought(NOTHING, part)


BLOC = ByBloc()
