"""Ballots imagined by simple figures, one line for those that say the same: « 12 : Alix > Blaise = Camille ».

« > » puts before, « = » puts level, « , » lists names without order. Nobody voted: it is to compare rules.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from governance.errors import Malformed
from governance.units import Votes
from governance.vote.ballots import Counts
from governance.vote.carry import MORE_THAN_HALF
from governance.vote.elections.contest import Contest, Option
from governance.vote.elections.marks import Marks
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.methods.approval import APPROVAL
from governance.vote.methods.lists import LISTS
from governance.vote.methods.plurality import PLURALITY
from governance.vote.methods.schulze import SCHULZE
from governance.vote.sheet import CountingSheet, Leaving, Reading, Readings, SheetCollege, SheetRules
from governance.words import N_

MOST_LINES, MOST_NAMES = 200, 30
EVERYBODY = "all"
_LINE = re.compile(
    r"(?P<count>\d{1,7})\s*(?:[:×x]|fois)?\s+(?P<names>[^\s:].*)|(?P<bare>\d{1,7})\s*:\s*(?P<rest>[^\s:].*)"
)


@dataclass(eq=False)
class UnreadableLine(Malformed):
    """A line is not a number of ballots followed by names."""

    line: int

    message = N_("Ligne %(line)d : il faut un nombre de bulletins, puis des noms.")
    remedy = N_("Écrivez par exemple « 12 : Alix > Blaise », ou « 5 : Camille ».")


@dataclass(eq=False)
class NameTwice(Malformed):
    """A ballot names somebody twice, or names nobody between two signs."""

    line: int

    message = N_("Ligne %(line)d : un nom y manque, ou y est deux fois.")
    remedy = N_("Gardez chaque nom une fois.")


@dataclass(eq=False)
class OrderAndCommas(Malformed):
    """One line both orders names and lists them without order."""

    line: int

    message = N_("Ligne %(line)d : « , » ne va pas avec « > » ou « = ».")
    remedy = N_("Mettez à égalité par « = », ou énumérez sans ordre par « , ».")


@dataclass(eq=False)
class TooMuchImagined(Malformed):
    """There are more lines, or more names, than a simulation takes."""

    lines: int
    names: int

    message = N_("Une simulation tient en %(lines)d lignes et %(names)d noms.")
    remedy = N_("Réunissez les bulletins pareils sur une ligne.")


@dataclass(frozen=True, slots=True)
class Imagined:
    """Imagined ballots as a sheet, and the names behind its options."""

    sheet: ElectionSheet
    names: dict[str, str]


def read_imagined(text: str, seats: int, *, lists: bool = False) -> Imagined:
    """Read imagined ballots; with `lists`, names are those of lists.

    They are counted by duels when an order is given, by approval when several names are, else by names.
    Raises UnreadableLine, NameTwice, OrderAndCommas, TooMuchImagined.
    """
    lines = [(at, line.strip()) for at, line in enumerate(text.splitlines(), start=1) if line.strip()]
    read = [_read(at, line) for at, line in lines[:MOST_LINES]]
    names = list(dict.fromkeys(name for _count, groups, _ordered in read for one in groups for name in one))
    if len(lines) > MOST_LINES or len(names) > MOST_NAMES:
        raise TooMuchImagined(MOST_LINES, MOST_NAMES)
    ids = {name: f"o{rank:02}" for rank, name in enumerate(names, start=1)}
    ordered = any(one for _count, _groups, one in read)
    several = any(len(groups[0]) > 1 for _count, groups, _ordered in read)
    method = LISTS if lists else SCHULZE if ordered else APPROVAL if several else PLURALITY
    said: dict[Marks, int] = {}
    for count, groups, _ordered in read:
        marks = _marks(groups, ids)
        said[marks] = said.get(marks, 0) + count
    voices = sum(said.values())
    settings = {"rounds": "one", "last_round": "relative"} if method is PLURALITY else {}
    contest = Contest(method.name, seats, tuple(Option(ids[name]) for name in names), settings=settings)
    poll = CountingSheet(_rules(), (_college(voices),))
    return Imagined(ElectionSheet(poll, contest, {EVERYBODY: said}), {ids[name]: name for name in names})


def _read(at: int, line: str) -> tuple[int, list[list[str]], bool]:
    """Read one line: how many ballots, their groups of names from the first on, whether they are in order."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise UnreadableLine(at)
    count, names = int(found["count"] or found["bare"]), found["names"] or found["rest"]
    if not count:
        raise UnreadableLine(at)
    ordered = ">" in names or "=" in names
    if ordered and "," in names:
        raise OrderAndCommas(at)
    parts = names.split(">")
    groups = [[" ".join(name.split()) for name in re.split("[=,]", part)] for part in parts]
    every = [name for group in groups for name in group]
    if not all(every) or len({name.casefold() for name in every}) < len(every):
        raise NameTwice(at)
    return count, groups, ordered


def _marks(groups: list[list[str]], ids: dict[str, str]) -> Marks:
    found: list[tuple[str, int]] = []
    for rank, group in enumerate(groups, start=1):
        found += [(ids[name], rank) for name in group]
    return tuple(sorted(found))


def _rules() -> SheetRules:
    out, stays = Reading.OUT, Leaving.NEUTRAL
    return SheetRules("single_body", Readings(out, out, out, out, out), MORE_THAN_HALF, stays, stays, stays)


def _college(voices: int) -> SheetCollege:
    return SheetCollege(EVERYBODY, "", Fraction(1), voices, voices, voices, Counts(Votes(voices)))
