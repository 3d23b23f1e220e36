"""Seats of a board shared among colleges, within the floors and ceilings of the bylaws. No ballot here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.errors import Refused
from governance.vote.apportion import FREE, SeatBounds, SeatRule, apportion
from governance.vote.elections.contest import Contest, Option, TieRule
from governance.vote.elections.ties import TiedOptions, settle
from governance.vote.sentences import LANGUAGES
from governance.words import N_


@dataclass(eq=False)
class SeatsTooFew(Refused):
    """The floors of the colleges together exceed the seats of the board."""

    seats: int
    least: int

    message = N_("Le conseil a %(seats)d sièges, et les collèges en ont au moins %(least)d en tout.")
    remedy = N_("Augmentez le nombre de sièges, ou baissez un minimum.")


@dataclass(eq=False)
class SeatsTooMany(Refused):
    """The ceilings of the colleges together leave seats that nobody may have."""

    seats: int
    most: int

    message = N_("Le conseil a %(seats)d sièges, et les collèges n’en ont au plus que %(most)d en tout.")
    remedy = N_("Baissez le nombre de sièges, ou relevez un maximum.")


@dataclass(frozen=True, slots=True)
class AllocationAsked:
    """What seats are shared by: the part (or the number of members) of each college, and its bounds."""

    rule: SeatRule
    seats: int
    parts: Mapping[str, Fraction]
    bounds: Mapping[str, SeatBounds]
    ties: tuple[TieRule, ...] = ()
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """Seats by college. A tie that nothing settles leaves its seats in `left`."""

    seats_of: Mapping[str, int]
    left: int
    tie: TiedOptions | None


def allocate(asked: AllocationAsked) -> Allocation:
    """Share the seats. Raises SeatsTooFew, SeatsTooMany when the bounds cannot hold together.

    A tie between colleges is settled by a lot from the seed, if the bylaws say so; age and seniority
    mean nothing of a college.
    """
    bounds = {college: asked.bounds.get(college, FREE) for college in asked.parts}
    least = sum(bound.least for bound in bounds.values())
    if least > asked.seats:
        raise SeatsTooFew(asked.seats, least)
    if all(bound.most is not None for bound in bounds.values()):
        most = sum(bound.most or 0 for bound in bounds.values())
        if most < asked.seats:
            raise SeatsTooMany(asked.seats, most)
    colleges = tuple(Option(college) for college in asked.parts)
    drawn = Contest("allocation", asked.seats, colleges, asked.ties, asked.seed)
    found = apportion(
        asked.rule, asked.parts, asked.seats, lambda tied, places: settle(drawn, tied, places), bounds
    )
    return Allocation(found.seats_of, found.left, found.tie)


SENTENCES: Mapping[str, tuple[str, str]] = {
    "seats": ("Sièges du conseil : %(seats)s.", "Seats of the board: %(seats)s."),
    "has": (
        "Sièges du collège « %(name)s » : %(got)s, pour %(exact)s en proportion exacte.",
        "Seats of the college “%(name)s”: %(got)s, for %(exact)s in exact proportion.",
    ),
    "floor": ("C’est son minimum.", "It is its floor."),
    "ceiling": ("C’est son maximum.", "It is its ceiling."),
    "tied": (
        "À égalité : %(names)s. Sièges en jeu : %(places)s. Rien dans les statuts ne départage.",
        "Tied: %(names)s. Seats at stake: %(places)s. Nothing in the bylaws tells them apart.",
    ),
}


def explain_allocation(
    asked: AllocationAsked, found: Allocation, names: Mapping[str, str], lang: str = "fr"
) -> list[str]:
    """Say who has how many seats and why, in French ("fr") or English ("en")."""
    rank = LANGUAGES.index(lang)
    total = sum(asked.parts.values(), Fraction(0))
    said = [SENTENCES["seats"][rank] % {"seats": asked.seats}]
    for college, got in found.seats_of.items():
        exact = asked.parts[college] * asked.seats / total if total else Fraction(0)
        facts = {"name": names.get(college, college), "got": got, "exact": str(exact)}
        line = SENTENCES["has"][rank] % facts
        said.append(f"{line} {_at_bound(asked, college, got, rank)}".rstrip())
    if found.tie is not None and found.tie.settled_by is None:
        told = {"places": found.tie.places, "names": _listed(found.tie.options, names)}
        said.append(SENTENCES["tied"][rank] % told)
    return said


def _at_bound(asked: AllocationAsked, college: str, got: int, rank: int) -> str:
    bound = asked.bounds.get(college, FREE)
    if bound.most is not None and got == bound.most:
        return SENTENCES["ceiling"][rank]
    return SENTENCES["floor"][rank] if bound.least and got == bound.least else ""


def _listed(options: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(option, option) for option in options)
