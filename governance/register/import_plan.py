"""What a file of members would do to the register: row by row, field by field, nothing written."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from governance.register import faults
from governance.register.description import Description, Terms, changes, describe, member_document
from governance.register.faults import Fault
from governance.register.import_file import ImportFile, ImportRow
from governance.register.members import Member
from governance.register.names import plain, search_key, sort_key
from governance.register.reading import Cell, read_number, tidy
from governance.register.shares import difference_kind


class Verdict(StrEnum):
    """What becomes of one row of the file."""

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    REFUSE = "refuse"


class Level(StrEnum):
    """What a note tells: a change of one field, a doubt, the reason of a refusal."""

    CHANGE = "change"
    DOUBT = "doubt"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to read about one field of one row: a sentence, or the old and new texts."""

    level: Level
    field: str
    message: str = ""
    facts: Mapping[str, str | int] = dataclasses.field(default_factory=dict)
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A member already in the register, with the shares held today."""

    member: Member
    shares: int


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One row of the file: the verdict, whom it is about, the member to write, why.

    `shares` is the movement to write (0: none). `member` is None when the row is refused.
    """

    row: int
    verdict: Verdict
    label: str
    member: Member | None
    shares: int
    notes: tuple[Note, ...]

    def values(self) -> dict[str, Any]:
        """Give what the register needs to write the member, as plain JSON."""
        if self.member is None or self.verdict not in (Verdict.ADD, Verdict.CHANGE):
            return {}
        member = self.member
        movement = difference_kind(self.shares, is_new=self.verdict is Verdict.ADD) if self.shares else ""
        return {
            **member_document(member),
            "sort_key": sort_key(member.name, member.first_name),
            "search_key": search_key(member.name, member.first_name, member.representative),
            "shares": self.shares,
            "movement": movement,
        }


@dataclass(frozen=True, slots=True)
class Around:
    """What the rows are judged against.

    `college_frozen`: an assembly is convened or open, so that nobody changes college.
    `adjust_shares`: the file's shares are to be brought into the register of movements.
    """

    terms: Terms
    existing: Mapping[int, Known]
    college_frozen: bool = False
    adjust_shares: bool = False
    names: Mapping[str, int] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """All the lines, in the order of the file, and how many existing members it does not name."""

    lines: tuple[PlannedLine, ...]
    absent: int

    @property
    def counts(self) -> dict[str, int]:
        """Count the lines by verdict."""
        counted = Counter(line.verdict.value for line in self.lines)
        return {verdict.value: counted[verdict.value] for verdict in Verdict}


def plan(file: ImportFile, around: Around) -> Plan:
    """Judge each row of a file against the register. Nobody is ever removed by a file."""
    numbers = [_number(row) for row in file.rows]
    rows_of: dict[int, list[int]] = {}
    for row, number in zip(file.rows, numbers, strict=True):
        if number is not None:
            rows_of.setdefault(number, []).append(row.number)
    lines = tuple(
        _judge(row, number, rows_of.get(number or 0, []), around)
        for row, number in zip(file.rows, numbers, strict=True)
    )
    return Plan(lines, sum(number not in rows_of for number in around.existing))


def names_of(existing: Iterable[Member]) -> dict[str, int]:
    """Index members by name, to notice somebody who would come in twice."""
    return {_name_key(member.name, member.first_name): member.number for member in existing}


def _name_key(name: str, first_name: str) -> str:
    return f"{plain(name)}|{plain(first_name)}"


def _number(row: ImportRow) -> int | None:
    found = read_number("number", tidy(row.cells.get("number")))
    return found if isinstance(found, int) else None


def _judge(row: ImportRow, number: int | None, rows: list[int], around: Around) -> PlannedLine:
    known = around.existing.get(number) if number is not None else None
    described = describe(row.cells, around.terms, known.member if known else None)
    found = list(described.faults)
    if len(rows) > 1:
        found.insert(0, _twice(number or 0, rows))
    if known and described.member and _moves_college(known.member, described.member, around):
        found.append(Fault("college", faults.COLLEGE_FROZEN))
    if found or described.member is None:
        notes = tuple(Note(Level.REFUSAL, fault.field, fault.message, fault.facts) for fault in found)
        return PlannedLine(row.number, Verdict.REFUSE, _written_name(row.cells), None, 0, notes)
    if known is None:
        return _newcomer(row, described, described.member, around)
    return _known_one(row, described, described.member, known, around)


def _twice(number: int, rows: list[int]) -> Fault:
    named = ", ".join(str(row) for row in rows[:5]) + (" …" if len(rows) > 5 else "")
    return Fault("number", faults.TWICE_IN_FILE, {"number": number, "rows": named})


def _moves_college(before: Member, after: Member, around: Around) -> bool:
    return around.college_frozen and before.college != after.college


def doubts(member: Member, shares: int | None, terms: Terms, names: Mapping[str, int]) -> tuple[Fault, ...]:
    """Find what to check before somebody comes in; `names` is as `names_of` gives it.

    A name already in the register, or fewer shares than the bylaws ask (`shares` is None when
    nothing was said of them).
    """
    homonym = names.get(_name_key(member.name, member.first_name))
    same = () if homonym is None else (Fault("name", faults.SAME_NAME, {"number": homonym}),)
    return (*same, *_few_shares(member, shares, terms))


def _newcomer(row: ImportRow, described: Description, member: Member, around: Around) -> PlannedLine:
    notes = _as_notes(doubts(member, described.shares, around.terms, around.names))
    return PlannedLine(row.number, Verdict.ADD, member.label, member, described.shares or 0, notes)


def _known_one(
    row: ImportRow, described: Description, member: Member, known: Known, around: Around
) -> PlannedLine:
    notes = [Note(Level.CHANGE, name, old=old, new=new) for name, old, new in changes(known.member, member)]
    told, moved = described.shares, 0
    if told is not None and told != known.shares:
        if around.adjust_shares:
            moved = told - known.shares
            notes.append(Note(Level.CHANGE, "shares", old=str(known.shares), new=str(told)))
        else:
            facts: dict[str, str | int] = {"told": told, "held": known.shares}
            notes.append(Note(Level.DOUBT, "shares", faults.SHARES_DIFFER, facts))
    changed = any(note.level is Level.CHANGE for note in notes)
    if changed:
        notes += _as_notes(_few_shares(member, told, around.terms))
    verdict = Verdict.CHANGE if changed else Verdict.SAME
    return PlannedLine(row.number, verdict, member.label, member, moved, tuple(notes))


def _few_shares(member: Member, told: int | None, terms: Terms) -> tuple[Fault, ...]:
    least = terms.least_shares.get(member.category, 0)
    if told is None or told >= least:
        return ()
    return (Fault("shares", faults.FEW_SHARES, {"least": least}),)


def _as_notes(found: tuple[Fault, ...]) -> tuple[Note, ...]:
    return tuple(Note(Level.DOUBT, fault.field, fault.message, fault.facts) for fault in found)


def _written_name(cells: Mapping[str, Cell]) -> str:
    return " ".join(filter(None, (tidy(cells.get("first_name")), tidy(cells.get("name")))))
