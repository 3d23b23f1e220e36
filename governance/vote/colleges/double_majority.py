"""Double majority: the proportional majority, and more than half of the colleges in play."""

from dataclasses import dataclass
from fractions import Fraction

from governance.vote.carry import Bloc, Brought
from governance.vote.colleges.proportional import PROPORTIONAL


@dataclass(frozen=True, slots=True)
class DoubleMajority:
    """Carries as the proportional rule does; the colleges are also counted one by one."""

    name: str = "double_majority"
    weighs: bool = True
    needs_most_colleges: bool = True

    def brings(self, f: int, b: int, part: Fraction, bloc: Bloc) -> Brought:
        """Bring what the proportional rule brings."""
        return PROPORTIONAL.brings(f, b, part, bloc)


DOUBLE_MAJORITY = DoubleMajority()
