"""Holdings as the sum of movements: nobody's number of shares is written anywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.units import Shares
from governance.words import N_


class MovementKind(StrEnum):
    """Why shares were gained or lost."""

    OPENING = "opening"
    SUBSCRIPTION = "subscription"
    REDEMPTION = "redemption"
    TRANSFER = "transfer"


MOVEMENT_NAMES = {
    MovementKind.OPENING: N_("reprise du registre"),
    MovementKind.SUBSCRIPTION: N_("souscription"),
    MovementKind.REDEMPTION: N_("remboursement"),
    MovementKind.TRANSFER: N_("cession"),
}


@dataclass(frozen=True, slots=True)
class Movement:
    """Shares gained (positive) or lost (negative) on a day."""

    kind: MovementKind
    shares: int
    moved_on: date


def holding(movements: Iterable[Movement], day: date) -> Shares:
    """Add up the movements up to `day`, included."""
    return Shares(sum(movement.shares for movement in movements if movement.moved_on <= day))


def held_from(movements: Iterable[Movement], day: date) -> Shares:
    """Give the fewest shares held on any day from `day` on: what may be paid back on that day."""
    known = tuple(movements)
    days = {day, *(movement.moved_on for movement in known if movement.moved_on > day)}
    return Shares(min(holding(known, each) for each in days))


def difference_kind(shares: int, *, is_new: bool) -> MovementKind:
    """Name the movement that brings a holding to what a file says.

    `shares` is the difference, not 0. A new member's first line takes their old register over.
    """
    if is_new:
        return MovementKind.OPENING
    return MovementKind.SUBSCRIPTION if shares > 0 else MovementKind.REDEMPTION
