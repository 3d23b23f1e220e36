"""What a file of structures would do: row by row, field by field, nothing written.

Nobody enters the register by it, and no share moves. A tie begins or ends; it is never rewritten.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from governance.register import faults
from governance.register.faults import Fault
from governance.register.import_file import ImportFile, ImportRow
from governance.register.import_plan import Level, Note, Verdict
from governance.register.names import plain
from governance.register.reading import read_number, read_shares, read_siren, tidy
from governance.register.structure_file import FORM_WORDS, JOBS, ORIGIN_WORDS, TOLD, YES
from governance.register.structures import STRUCTURE_FIELDS, Structure, read_declared_jobs, read_structure
from governance.register.tie_reading import FaultyTie, read_tie
from governance.register.ties import ORIGIN_NAMES, STRUCTURE_FORM_NAMES, Tie, TieKind
from governance.units import exact_percent, part_text

WORDS: Final[Mapping[str, Mapping[str, str]]] = {"form": FORM_WORDS, "origin": ORIGIN_WORDS}
FORM_TEXTS: Final = {one.value: name for one, name in STRUCTURE_FORM_NAMES.items()}
ORIGIN_TEXTS: Final = {one.value: name for one, name in ORIGIN_NAMES.items()}
TEXTS: Final[Mapping[str, Mapping[str, str]]] = {"form": FORM_TEXTS, "origin": ORIGIN_TEXTS}
NO = frozenset({"", "non", "no", "0", "faux", "false"})
YESES = frozenset({YES, "yes", "1", "vrai", "true", "x"})


@dataclass(frozen=True, slots=True)
class KnownStructure:
    """An organisation in the register: `told` is what its record says of TOLD; every tie is there."""

    member: UUID
    number: int
    siren: str
    told: Mapping[str, str]
    structure: Structure | None
    jobs: Mapping[int, Fraction]
    ties: Sequence[tuple[UUID, Tie]]
    shares: int


@dataclass(frozen=True, slots=True)
class StructureLine:
    """One row of the file: the verdict, whom it is about, what to write as it would be typed, why.

    `ends` gives the first day without a tie, by its identifier.
    """

    row: int
    verdict: Verdict
    label: str
    notes: tuple[Note, ...]
    known: KnownStructure | None = None
    described: Mapping[str, str] = field(default_factory=dict)
    jobs: Mapping[str, str] = field(default_factory=dict)
    ends: Mapping[str, str] = field(default_factory=dict)
    ties: Sequence[Mapping[str, str]] = ()

    def values(self) -> dict[str, Any]:
        """Give what is to be written, as plain JSON."""
        if self.known is None or self.verdict not in (Verdict.ADD, Verdict.CHANGE):
            return {}
        return {
            "number": self.known.number,
            "member": str(self.known.member),
            "described": dict(self.described),
            "jobs": dict(self.jobs),
            "ends": dict(self.ends),
            "ties": [dict(one) for one in self.ties],
        }


@dataclass(frozen=True, slots=True)
class StructurePlan:
    """All the lines in the order of the file, and how many structures it does not name."""

    lines: tuple[StructureLine, ...]
    absent: int

    @property
    def counts(self) -> dict[str, int]:
        """Count the lines by verdict."""
        counted = Counter(line.verdict.value for line in self.lines)
        return {verdict.value: counted[verdict.value] for verdict in Verdict}


def plan_structures(file: ImportFile, known: Sequence[KnownStructure], today: date) -> StructurePlan:
    """Judge each row of a file against what is known."""
    by_number = {one.number: one for one in known}
    by_siren = {one.siren: one for one in known if one.siren}
    found = [_find(row, by_number, by_siren) for row in file.rows]
    rows_of: dict[UUID, list[int]] = {}
    for row, one in zip(file.rows, found, strict=True):
        if isinstance(one, KnownStructure):
            rows_of.setdefault(one.member, []).append(row.number)
    lines = tuple(
        _Judge(row, one, today).line(rows_of[one.member])
        if isinstance(one, KnownStructure)
        else _refused(row, tidy(row.cells.get("name")), [one])
        for row, one in zip(file.rows, found, strict=True)
    )
    return StructurePlan(lines, len(known) - len(rows_of))


def _find(
    row: ImportRow, by_number: Mapping[int, KnownStructure], by_siren: Mapping[str, KnownStructure]
) -> KnownStructure | Fault:
    number, siren = tidy(row.cells.get("number")), tidy(row.cells.get("siren"))
    read = read_number("number", number) if number else None
    key = read_siren("siren", siren) if siren else None
    for each in (read, key):
        if isinstance(each, Fault):
            return each
    one = by_number.get(read) if isinstance(read, int) else None
    other = by_siren.get(key) if isinstance(key, str) else None
    if one and ((other and one.member != other.member) or (key and one.siren not in ("", key))):
        return Fault("siren", faults.TWO_STRUCTURES)
    if one is None and (other is None or read is not None):
        return Fault("number" if number else "siren", faults.NO_SUCH_STRUCTURE)
    return one or other or Fault("number", faults.NO_SUCH_STRUCTURE)


def _refused(row: ImportRow, label: str, found: Sequence[Fault]) -> StructureLine:
    notes = tuple(Note(Level.REFUSAL, fault.field, fault.message, fault.facts) for fault in found)
    return StructureLine(row.number, Verdict.REFUSE, label, notes)


class _Judge:
    """Judges one row about one known structure, gathering faults, notes and what is to be written."""

    def __init__(self, row: ImportRow, known: KnownStructure, today: date) -> None:
        self.row, self.known, self.today = row, known, today
        self.faults: list[Fault] = []
        self.notes: list[Note] = []
        self.doubts: list[Note] = []
        self.ends: dict[str, str] = {}
        self.ties: list[dict[str, str]] = []

    def line(self, rows: Sequence[int]) -> StructureLine:
        """Give the verdict of the row; `rows` are all those about the same structure."""
        if len(rows) > 1:
            named = ", ".join(str(row) for row in rows[:5])
            self.faults.append(Fault("number", faults.STRUCTURE_TWICE, {"rows": named}))
        described, jobs = self._described(), self._jobs()
        for kind in TieKind:
            self._tie(kind)
        if self.faults:
            return _refused(self.row, self.known.told["name"], self.faults)
        changed = bool(self.notes)
        self.notes += [*self.doubts, *self._doubts()]
        is_new = self.known.structure is None and bool(described)
        return StructureLine(
            row=self.row.number,
            verdict=Verdict.ADD if is_new else Verdict.CHANGE if changed else Verdict.SAME,
            label=self.known.told["name"],
            notes=tuple(self.notes),
            known=self.known,
            described=described,
            jobs=jobs,
            ends=self.ends,
            ties=self.ties,
        )

    def _text(self, name: str) -> str:
        return tidy(self.row.cells.get(name))

    def _changed(self, name: str, old: str, new: str) -> None:
        self.notes.append(Note(Level.CHANGE, name, old=old, new=new))

    def _described(self) -> dict[str, str]:
        """Complete what the row says with what is known; an empty cell erases, but a form or an origin."""
        before = typed_structure(self.known.structure)
        typed = dict(before)
        for name in STRUCTURE_FIELDS:
            said = self._text(name)
            if name in self.row.cells and (said or name not in WORDS):
                typed[name] = self._worded(name, said)
        if typed == before:
            return {}
        try:
            read = read_structure(typed, siren=self.known.siren, today=self.today)
        except FaultyTie as error:
            told = {fault.field for fault in self.faults}
            self.faults += [fault for fault in error.faults if fault.field not in told]
            return {}
        after = typed_structure(read)
        for name in STRUCTURE_FIELDS:
            if before[name] != after[name]:
                self._changed(name, _said(name, before[name]), _said(name, after[name]))
        return after if before != after else {}

    def _worded(self, name: str, said: str) -> str:
        if name not in WORDS or not said:
            return said
        found = WORDS[name].get(plain(said))
        if found is None:
            listed = ", ".join(TEXTS[name].values())
            self.faults.append(Fault(name, faults.NOT_LISTED, {"text": said, "known": listed}))
        return found or ""

    def _jobs(self) -> dict[str, str]:
        typed = {}
        for name in self.row.cells:
            said = self._text(name)
            if not name.startswith(JOBS) or not said:
                continue
            year = name.removeprefix(JOBS)
            try:
                read = read_declared_jobs({"year": year, "jobs": said}, self.today)
            except FaultyTie as error:
                self.faults += [Fault("jobs", fault.message, fault.facts) for fault in error.faults]
                continue
            before = self.known.jobs.get(read.year)
            if before != read.count:
                old = f"{year} : {jobs_text(before)}" if before is not None else ""
                self._changed("jobs", old, f"{year} : {jobs_text(read.count)}")
                typed[year] = part_text(read.count)
        return typed

    def _tie(self, kind: TieKind) -> None:
        said = self._text(kind.value)
        if kind is TieKind.CONTROL and plain(said) not in NO | YESES:
            self.faults.append(Fault("control", faults.NOT_LISTED, {"text": said, "known": "oui, non"}))
            return
        if not said or (kind is TieKind.CONTROL and plain(said) in NO):
            return
        running = next((one for one in self.known.ties if one[1].kind is kind and one[1].until is None), None)
        typed = {"kind": kind.value, "part": said if kind is TieKind.HOLDING else ""}
        typed |= {name: self._text(f"{kind.value}_{name}") for name in ("since", "price", "decision")}
        if running and not typed["since"]:
            typed["since"] = running[1].since.isoformat()
        try:
            read = read_tie(typed, self.today)
        except FaultyTie as error:
            self.faults += [
                Fault(kind.value if fault.field == "part" else f"{kind.value}_{fault.field}", fault.message,
                      fault.facts)
                for fault in error.faults
            ]  # fmt: skip
            return
        self._place(read, running, typed)

    def _place(self, read: Tie, running: tuple[UUID, Tie] | None, typed: dict[str, str]) -> None:
        """Begin the tie read, after the end of the one that runs; leave it when it is the same."""
        kind = read.kind
        same = [one for _, one in self.known.ties if (one.kind, one.since) == (kind, read.since)]
        if same and same[0].part == read.part:
            price_differs = bool(typed["price"]) and read.price != same[0].price
            if price_differs or typed["decision"] not in ("", same[0].decision):
                self.doubts.append(Note(Level.DOUBT, kind.value, faults.TIE_IS_FINAL))
            return
        ended = (one.until for _, one in self.known.ties if one.kind is kind and one.until)
        latest = max(ended, default=date.min)
        if read.since < latest or (running and read.since <= running[1].since):
            self.faults.append(Fault(f"{kind.value}_since", faults.TIE_OVERLAPS))
            return
        if running:
            self.ends[str(running[0])] = read.since.isoformat()
        self.ties.append(typed)
        old = running[1] if running else None
        self._changed(kind.value, _tie_text(old), _tie_text(read))
        self._changed(f"{kind.value}_since", old.since.isoformat() if old else "", read.since.isoformat())

    def _doubts(self) -> Iterator[Note]:
        for name in TOLD:
            told, held = self._text(name), self.known.told[name]
            if told and plain(told) != plain(held):
                yield Note(Level.DOUBT, name, faults.SAID_ELSEWHERE, {"told": told, "held": held})
        if self._text("siren") and not self.known.siren:
            facts = {"told": self._text("siren"), "held": ""}
            yield Note(Level.DOUBT, "siren", faults.SAID_ELSEWHERE, facts)
        shares = read_shares("shares", self._text("shares"))
        if isinstance(shares, int) and shares != self.known.shares:
            counted = {"told": shares, "held": self.known.shares}
            yield Note(Level.DOUBT, "shares", faults.SHARES_DIFFER, counted)


def typed_structure(structure: Structure | None) -> dict[str, str]:
    """Write what is known of a structure as it would be typed: identifiers, days as YYYY-MM-DD."""
    values = {name: getattr(structure, name, None) for name in STRUCTURE_FIELDS}
    return {
        name: value.isoformat() if isinstance(value, date) else value or "" for name, value in values.items()
    }


def jobs_text(count: Fraction | None) -> str:
    """Write a number of jobs as people do: 4 or 4,5; "" when it is not known."""
    if count is None:
        return ""
    return str(count) if count.denominator == 1 else f"{count.numerator // 2},5"


def _tie_text(tie: Tie | None) -> str:
    if tie is None:
        return ""
    return exact_percent(tie.part) if tie.part else YES


def _said(name: str, value: str) -> str:
    """Give a form or an origin by its name; the rest as it is."""
    return TEXTS.get(name, {}).get(value, value)
