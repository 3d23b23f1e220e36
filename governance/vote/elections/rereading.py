"""The ballots of one way to vote, read by another: what they say and no more, or why they cannot be.

An order may be read in ranks, in grades (the best first) and in points (the most first). A mere choice of
names has none. Nothing says whom an order approves, nor which grade a name would have had.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from governance.errors import Malformed
from governance.units import Votes
from governance.vote.elections.contest import Contest, Shape
from governance.vote.elections.marks import Marks
from governance.vote.elections.method import ElectionMethod
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.methods import ELECTIONS
from governance.vote.methods.approval import APPROVAL
from governance.vote.methods.lists import LISTS
from governance.vote.methods.plurality import PLURALITY
from governance.words import N_

ORDERED = frozenset({Shape.RANKS, Shape.GRADES, Shape.POINTS})

NO_ORDER = N_("Ces bulletins choisissent des noms, sans ordre entre eux.")
NO_APPROVAL = N_("Un ordre, des points ou des mentions ne disent pas qui l’on approuve.")
NO_GRADES = N_("Ces bulletins ne donnent pas de mention à chaque nom.")
NO_POINTS = N_("Ces bulletins ne partagent pas de points.")
OF_PERSONS = N_("On y vote pour des personnes, pas pour des listes.")
OF_LISTS = N_("On y vote pour des listes, pas pour des personnes.")
OF_CONSENT = N_("Ce mode cherche un consentement : il ne se compte pas sur d’autres bulletins.")
ALL_LEFT_OUT = N_("Aucun de ces bulletins ne s’y lit sans choisir à la place des votants.")

AS_THEY_ARE = N_("Les bulletins sont lus tels quels.")
FIRST_NAMES = N_("Chaque bulletin y nomme ses premiers choix, autant que de sièges.")
BY_ORDER = N_("Seul l’ordre des noms est gardé de chaque bulletin.")
AS_NAMES = N_("Les noms choisis sont lus comme approuvés, bien que leur nombre fût limité.")


@dataclass(frozen=True, slots=True)
class Reread:
    """A sheet whose ballots are read by another way to vote.

    `how` says what is kept of them, as a French sentence; `left_out` is how many cannot be read and are
    counted as spoiled: two names level where one must come first, or too many names.
    """

    sheet: ElectionSheet
    how: str
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class CannotBeRead:
    """Why the ballots of an election say nothing to another way to vote, as a French sentence."""

    why: str


def reread(sheet: ElectionSheet, contest: Contest) -> Reread | CannotBeRead:
    """Read the ballots of a sheet by the way to vote of another contest, on the same options. Pure."""
    before, after = ELECTIONS[sheet.contest.method], ELECTIONS[contest.method]
    why = _why_not(before, after)
    if why:
        return CannotBeRead(why)
    ballots: dict[str, Mapping[Marks, int]] = {}
    left_out: dict[str, int] = {}
    for college, said in sheet.ballots.items():
        mine: dict[Marks, int] = {}
        for marks, number in said.items():
            again = _marks(marks, before, after, contest)
            if again is None:
                left_out[college] = left_out.get(college, 0) + number
            else:
                mine[again] = mine.get(again, 0) + number
        ballots[college] = mine
    lost = sum(left_out.values())
    if lost and not any(ballots.values()):
        return CannotBeRead(ALL_LEFT_OUT)
    colleges = tuple(
        replace(
            college,
            counts=replace(
                college.counts,
                in_favour=Votes(college.counts.in_favour - left_out.get(college.id, 0)),
                spoiled=Votes(college.counts.spoiled + left_out.get(college.id, 0)),
            ),
        )
        for college in sheet.poll.colleges
    )
    made = ElectionSheet(replace(sheet.poll, colleges=colleges), contest, MappingProxyType(ballots))
    return Reread(made, _how(before, after), lost)


def _why_not(before: ElectionMethod, after: ElectionMethod) -> str:
    """Say why no ballot of one way could be read by the other, "" when some may."""
    if before.name == after.name:
        return ""
    if after.shape is Shape.ONE and after.name != LISTS.name:
        return OF_CONSENT
    if LISTS.name in (before.name, after.name):
        return OF_LISTS if before.name == LISTS.name else OF_PERSONS
    reasons = {
        Shape.GRADES: NO_GRADES,
        Shape.POINTS: NO_POINTS,
        Shape.RANKS: "" if before.shape in ORDERED else NO_ORDER,
        Shape.MANY: NO_APPROVAL if after.name == APPROVAL.name and before.shape in ORDERED else "",
    }
    return reasons[after.shape]


def _how(before: ElectionMethod, after: ElectionMethod) -> str:
    if after.name == APPROVAL.name and before.name == PLURALITY.name:
        return AS_NAMES
    if before.shape is after.shape:
        return AS_THEY_ARE
    return FIRST_NAMES if after.name == PLURALITY.name else BY_ORDER


def _marks(marks: Marks, before: ElectionMethod, after: ElectionMethod, contest: Contest) -> Marks | None:
    """Read one ballot, None when it does not say enough, or says too much."""
    if before.name == after.name or (before.shape is after.shape and after.shape is not Shape.RANKS):
        again = marks
    elif after.shape is Shape.RANKS:
        again = _ranks(marks, before.shape)
    else:
        again = _first(marks, before.shape, contest.seats)
    if not again:
        return None
    try:
        after.check(again, contest)
    except Malformed:
        return None
    return again


def in_groups(marks: Marks, shape: Shape) -> list[list[str]]:
    """Give the names of a ballot from the most wanted on, equal ones together.

    A lowest grade or no point at all is no support: the name is left out.
    """
    kept = [(option, number) for option, number in marks if number or shape is Shape.RANKS]
    down = shape is not Shape.RANKS
    numbers = sorted({number for _option, number in kept}, reverse=down)
    return [[option for option, number in kept if number == one] for one in numbers]


def _ranks(marks: Marks, shape: Shape) -> Marks:
    found: list[tuple[str, int]] = []
    for group in in_groups(marks, shape):
        found += [(option, len(found) + 1) for option in group]
    return tuple(sorted(found))


def _first(marks: Marks, shape: Shape, seats: int) -> Marks:
    """Give the first names of a ballot, as many as seats; more when equal ones should be told apart."""
    found: list[str] = []
    for group in in_groups(marks, shape):
        if len(found) >= seats:
            break
        found += group
    return tuple(sorted((option, 1) for option in found))
