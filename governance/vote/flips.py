"""How near a result was: the fewest voices of one college that, given the other way, change it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from governance.vote.carry import NOTHING, Bloc, Bound, Brought, Carried, favourable, passes
from governance.vote.result import Flip, Towards
from governance.vote.sheet import CountingSheet


@dataclass(frozen=True, slots=True)
class Moved:
    """The assembly's sum, able to say what it would be with other voices in one college."""

    carried: Carried
    heard: Sequence[tuple[int, int]]
    parts: Sequence[Fraction | None]
    bloc: Bloc
    majority: Bound
    again: Mapping[int, Bloc] = field(default_factory=dict)

    def passes_with(self, rank: int, f: int) -> bool:
        """Tell whether the vote passes when the college at `rank` has `f` voices in favour."""
        before, b = self.heard[rank]
        old = self.carried.brought[rank] or Brought(NOTHING, NOTHING)
        new = self.carried.rule.brings(f, b, self.parts[rank] or NOTHING, self.again.get(rank, self.bloc))
        moved = Carried(
            rule=self.carried.rule,
            brought=(),
            in_favour=self.carried.in_favour - old.in_favour + new.in_favour,
            base=self.carried.base - old.base + new.base,
            colleges_for=self.carried.colleges_for - favourable(before, b) + favourable(f, b),
            colleges_in_play=self.carried.colleges_in_play,
        )
        return passes(self.majority, moved)


def fewest(most: int, changes: Callable[[int], bool]) -> int | None:
    """Give the smallest number from 1 to `most` that changes, None if none does.

    `changes` must be monotone: once true, true for every larger number.
    """
    if most < 1 or not changes(most):
        return None
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if changes(middle):
            high = middle
        else:
            low = middle + 1
    return low


def smallest_flips(sheet: CountingSheet, moved: Moved) -> tuple[Flip, ...]:
    """Give one flip for each college where it is possible, smallest first, then by order of the sheet.

    Only voices given for or against move; what counts (b) and who is in play do not change, so
    the verdict depends on f alone. It is monotone in f, which is why a search by halves is exact:

    - adding voices, or p·f/b, grows with f on an unchanged base;
    - the number of colleges in favour never falls when f grows;
    - a bloc brings nothing, then at a tie (if it splits) half its part, then its part, on an
      unchanged base. A tie that leaves the base turns F/B into F/(B - p), which is no less, then
      into (F + p)/B, which is no less again because F is at most B - p. And when B - p is 0 the
      tie adopts nothing, but neither did F = 0 before it.
    """
    adopted = passes(moved.majority, moved.carried)
    towards = Towards.AGAINST if adopted else Towards.FOR
    found = []
    for rank, college in enumerate(sheet.colleges):
        f, _ = moved.heard[rank]
        sign, most = (-1, college.counts.in_favour) if adopted else (1, college.counts.against)
        if not most:
            continue

        def changes(votes: int, rank: int = rank, f: int = f, sign: int = sign) -> bool:
            return moved.passes_with(rank, f + sign * votes) is not adopted

        votes = fewest(most, changes)
        if votes is not None:
            found.append(Flip(college.id, votes, towards))
    return tuple(sorted(found, key=lambda flip: flip.votes))
