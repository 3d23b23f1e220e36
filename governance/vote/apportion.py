"""Sharing seats in proportion: largest remainders and highest averages, with floors and ceilings. Exact.

- Largest remainder: each has as many seats as full quotas; the seats left go to the largest remainders.
  The Hare quota is the total divided by the seats; the Droop quota, the total divided by the seats plus
  one, counts only when it is exceeded, so that no more seats are given than there are.
- Highest averages: each seat goes to whoever would have the most for each seat, that one included
  (D'Hondt), or for each seat counted as odd numbers (Sainte-Laguë, and its variant that asks 7/5 of
  the first seat).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from governance.vote.elections.ties import TiedOptions

Settler = Callable[[Sequence[str], int], TiedOptions]
"""Chooses so many of those tied, by the rules of the bylaws; its `winners` are empty when none does."""


class SeatRule(StrEnum):
    """How seats follow votes or parts."""

    LARGEST_REMAINDER_HARE = "hare"
    LARGEST_REMAINDER_DROOP = "droop"
    DHONDT = "dhondt"
    SAINTE_LAGUE = "sainte_lague"
    MODIFIED_SAINTE_LAGUE = "modified_sainte_lague"


@dataclass(frozen=True, slots=True)
class SeatBounds:
    """The fewest and the most seats one may have; `most` is None without a ceiling."""

    least: int = 0
    most: int | None = None

    def room(self, seats: int) -> bool:
        """Tell whether one more seat may be given."""
        return self.most is None or seats < self.most


FREE = SeatBounds()


@dataclass(frozen=True, slots=True)
class Apportioned:
    """Seats by option; the tie at the last seat when there was one; what nobody could be given."""

    seats_of: Mapping[str, int]
    left: int = 0
    tie: TiedOptions | None = None


@dataclass(slots=True)
class _Sharing:
    """Seats being given, one after the other."""

    weights: Mapping[str, Fraction]
    bounds: Mapping[str, SeatBounds]
    settle: Settler
    seats: dict[str, int] = field(default_factory=dict)

    def bound(self, option: str) -> SeatBounds:
        """Give the bounds of an option."""
        return self.bounds.get(option, FREE)

    def open(self) -> list[str]:
        """List, by identifier, those who weigh something and may have one more seat."""
        return sorted(
            option
            for option, weight in self.weights.items()
            if weight > 0 and self.bound(option).room(self.seats[option])
        )

    def give(self, claims: Mapping[str, Fraction], left: int) -> tuple[int, TiedOptions | None]:
        """Give a seat to each of the highest claims; give how many seats are left, and the tie that stops."""
        best = max(claims.values())
        first = sorted(option for option in claims if claims[option] == best)
        tie = None
        if len(first) > left:
            tie = self.settle(first, left)
            first = sorted(tie.winners)
            if not first:
                return left, tie
        for option in first:
            self.seats[option] += 1
        return left - len(first), tie


def apportion(
    rule: SeatRule,
    weights: Mapping[str, Fraction],
    seats: int,
    settle: Settler,
    bounds: Mapping[str, SeatBounds] | None = None,
) -> Apportioned:
    """Share `seats` in proportion to `weights` (≥ 0), within the bounds of each.

    Floors are given first, whatever the weight; beyond them who weighs nothing has nothing. Their order
    changes nothing. Floors above `seats` are the caller's to refuse: raises ValueError.
    """
    sharing = _Sharing(weights, bounds or {}, settle)
    sharing.seats = {option: sharing.bound(option).least for option in weights}
    left = seats - sum(sharing.seats.values())
    if left < 0:
        raise ValueError("the floors exceed the seats")
    if rule in (SeatRule.LARGEST_REMAINDER_HARE, SeatRule.LARGEST_REMAINDER_DROOP):
        left, tie = _largest_remainders(sharing, rule, seats)
    else:
        left, tie = _highest_averages(sharing, rule, left)
    return Apportioned(dict(sharing.seats), left, tie)


_FIRST_DIVISOR = Fraction(7, 5)


def divisor(rule: SeatRule, held: int) -> Fraction:
    """Give what a weight is divided by to claim one more seat than `held`."""
    if rule is SeatRule.DHONDT:
        return Fraction(held + 1)
    if rule is SeatRule.MODIFIED_SAINTE_LAGUE and held == 0:
        return _FIRST_DIVISOR
    return Fraction(2 * held + 1)


def _highest_averages(sharing: _Sharing, rule: SeatRule, left: int) -> tuple[int, TiedOptions | None]:
    tie = None
    while left and tie is None and (able := sharing.open()):
        claims = {option: sharing.weights[option] / divisor(rule, sharing.seats[option]) for option in able}
        left, tie = sharing.give(claims, left)
    return left, tie


def _largest_remainders(sharing: _Sharing, rule: SeatRule, seats: int) -> tuple[int, TiedOptions | None]:
    """Set on their bounds those whom their quotas put outside, then share the rest among the others."""
    free = [option for option, weight in sorted(sharing.weights.items()) if weight > 0]
    while True:
        held = sum(sharing.seats[option] for option in sharing.weights if option not in free)
        total = sum((sharing.weights[option] for option in free), Fraction(0))
        quota = _quota(rule, total, seats - held)
        shares = {option: (sharing.weights[option], sharing.bound(option)) for option in free}
        outside = _outside(shares, quota)
        if not outside:
            break
        sharing.seats.update(outside)
        free = [option for option in free if option not in outside]
    for option in free:
        sharing.seats[option] = _whole(rule, sharing.weights[option], quota)
    left, tie = seats - sum(sharing.seats.values()), None
    claims = {option: sharing.weights[option] - quota * sharing.seats[option] for option in free}
    while left and tie is None and claims:
        before = dict(sharing.seats)
        left, tie = sharing.give(claims, left)
        claims = {one: claim for one, claim in claims.items() if sharing.seats[one] == before[one]}
    return left, tie


def _quota(rule: SeatRule, total: Fraction, seats: int) -> Fraction:
    if seats < 1:
        return Fraction(0)
    return total / seats if rule is SeatRule.LARGEST_REMAINDER_HARE else total / (seats + 1)


def _whole(rule: SeatRule, weight: Fraction, quota: Fraction) -> int:
    """Count the full quotas: reached for Hare, exceeded for Droop."""
    if rule is SeatRule.LARGEST_REMAINDER_HARE:
        return weight // quota
    return -(-weight // quota) - 1


def _outside(shares: Mapping[str, tuple[Fraction, SeatBounds]], quota: Fraction) -> dict[str, int]:
    """Give those to set on a bound: up to their floor, or above their ceiling, whichever is more out.

    A Droop quota just reached gives no seat by itself: who is exactly at its floor is set on it too.
    """
    under: dict[str, int] = {}
    above: dict[str, int] = {}
    missing = excess = Fraction(0)
    for option, (weight, bound) in shares.items():
        share = weight / quota if quota else Fraction(0)
        if share <= bound.least:
            under[option] = bound.least
            missing += bound.least - share
        elif bound.most is not None and share > bound.most:
            above[option] = bound.most
            excess += share - bound.most
    return under if missing >= excess and under else above
