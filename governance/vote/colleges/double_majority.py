"""Double majority: the proportional majority, and more than half of the colleges in play."""

from dataclasses import dataclass

from governance.vote.colleges.proportional import Proportional


@dataclass(frozen=True, slots=True)
class DoubleMajority(Proportional):
    """Carries as the proportional rule does; the colleges are also counted one by one."""

    name: str = "double_majority"
    needs_most_colleges: bool = True


DOUBLE_MAJORITY = DoubleMajority()
