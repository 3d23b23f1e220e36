"""One body: every voice counts the same, whatever the college it comes from."""

from dataclasses import dataclass
from fractions import Fraction

from governance.vote.carry import Bloc, Brought


@dataclass(frozen=True, slots=True)
class SingleBody:
    """Voices in favour over voices counted, all colleges together, in play or not."""

    name: str = "single_body"
    weighs: bool = False
    needs_most_colleges: bool = False

    def brings(self, f: int, b: int, part: Fraction, bloc: Bloc) -> Brought:
        """Bring `f` voices in favour and `b` voices to the base; the part does not matter."""
        return Brought(Fraction(f), Fraction(b))


SINGLE_BODY = SingleBody()
