"""The counting sheet: the smallest document from which a poll can be counted again."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.errors import Malformed
from governance.units import Votes
from governance.vote.ballots import Counts
from governance.vote.carry import HALF, Bloc, Bound, Tie
from governance.vote.colleges import COLLEGE_RULES
from governance.vote.figures import exact_text
from governance.vote.json_text import UnreadableText, read_json
from governance.vote.sentences import say
from governance.vote.strict import Faults, Fields, read_object
from governance.words import N_

MAX_COLLEGE_PART = Fraction(1, 2)
MIN_COLLEGE_PART = Fraction(1, 10)
MIN_COLLEGES = 3
USUAL_BLOC = Bloc()
NOTHING_SAID = Counts()


class Reading(StrEnum):
    """What a kind of answer does: nothing, weighs in the base, or also counts in favour."""

    OUT = "out"
    BASE = "base"
    FOR = "for"


class Leaving(StrEnum):
    """What becomes of the part of a college that leaves play."""

    NEUTRAL = "neutral"
    STAYS = "stays"
    SHARE_EQUALLY = "share_equally"
    SHARE_PRO_RATA = "share_pro_rata"

    @property
    def shares(self) -> bool:
        """Tell whether the part goes to the colleges still in play."""
        return self in {Leaving.SHARE_EQUALLY, Leaving.SHARE_PRO_RATA}


class QuorumOf(StrEnum):
    """What a quorum is measured on."""

    HEADS = "heads"
    POINTS = "points"
    EACH_COLLEGE = "each_college"
    COLLEGE = "college"


@dataclass(frozen=True, slots=True)
class QuorumPart:
    """One condition of quorum: the part, in [0, 1], to be reached.

    `college` is the identifier of the one that COLLEGE measures; it is written for it alone.
    """

    of: QuorumOf
    part: Fraction
    college: str = ""


@dataclass(frozen=True, slots=True)
class SecondRound:
    """A college where neither side meets the bound of the bloc votes again; `bound` then decides there.

    `colleges` are those that did: their figures are those of that second vote. Empty in the first round.
    """

    bound: Bound
    colleges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readings:
    """How each answer that is neither for nor against is read."""

    abstain: Reading
    blank: Reading
    spoiled: Reading
    silent: Reading
    absent: Reading

    def by_answer(self) -> dict[str, Reading]:
        """Give the five readings by the name of the answer."""
        return {answer: getattr(self, answer) for answer in ANSWERS}


ANSWERS = ("abstain", "blank", "spoiled", "silent", "absent")


@dataclass(frozen=True, slots=True)
class SheetRules:
    """The rules of one poll, complete and frozen. `carry` is a key of COLLEGE_RULES.

    `second_round` is None where the bylaws foresee none; it only goes with the carry « bloc ».
    """

    carry: str
    reading: Readings
    majority: Bound
    empty_college: Leaving
    absent_college: Leaving
    silent_college: Leaving
    bloc: Bloc = USUAL_BLOC
    max_college_part: Fraction = MAX_COLLEGE_PART
    min_college_part: Fraction = MIN_COLLEGE_PART
    min_colleges: int = MIN_COLLEGES
    quorum: tuple[QuorumPart, ...] = ()
    second_round: SecondRound | None = None

    def bloc_of(self, college: str) -> Bloc:
        """Give how this college votes as a bloc: by the second round when it voted again."""
        again = self.second_round
        return Bloc(again.bound, self.bloc.tie) if again and college in again.colleges else self.bloc


@dataclass(frozen=True, slots=True)
class SheetCollege:
    """One college: who could vote, who took part, what was said.

    `points` is above 0; its unit is free. Then `counts.said` ≤ `present` ≤ `entitled` ≤ `members`.
    `again` of the entitled and `present_again` of those present are persons counted in another college
    too: once in a quorum by head. `interested` members do not vote. Written only where there are some.
    """

    id: str
    name: str
    points: Fraction
    members: int
    entitled: int
    present: int
    counts: Counts = NOTHING_SAID
    again: int = 0
    present_again: int = 0
    interested: int = 0

    def answers(self) -> dict[str, int]:
        """Count the answers that are neither for nor against, silence and absence included."""
        return {
            "abstain": self.counts.abstain,
            "blank": self.counts.blank,
            "spoiled": self.counts.spoiled,
            "silent": self.present - self.counts.said,
            "absent": self.entitled - self.present,
        }

    def heard(self, reading: Readings) -> tuple[int, int]:
        """Read the ballots of the college: voices in favour, and voices that count."""
        f = int(self.counts.in_favour)
        b = f + self.counts.against
        readings = reading.by_answer()
        for answer, number in self.answers().items():
            if readings[answer] is not Reading.OUT:
                b += number
            if readings[answer] is Reading.FOR:
                f += number
        return f, b


@dataclass(frozen=True, slots=True)
class CountingSheet:
    """Rules and colleges: all that a count needs, and nothing that names a person."""

    rules: SheetRules
    colleges: tuple[SheetCollege, ...]


@dataclass(eq=False)
class FaultySheet(Malformed):
    """The counting sheet cannot be counted. `faults` names all that is wrong, one sentence each."""

    faults: tuple[str, ...]

    message = N_("Cette feuille de comptage ne peut pas être comptée : %(faults)s")
    remedy = N_("Corrigez la feuille, puis comptez de nouveau.")

    def facts(self) -> dict[str, Any]:
        """Give the faults as one text."""
        return {"faults": " ".join(self.faults)}


def parse_sheet(text: str | bytes, lang: str = "fr") -> CountingSheet:
    """Read a sheet from JSON in UTF-8. Raises FaultySheet, and nothing else."""
    return read_sheet(parse_text(text, lang), lang)


def parse_text(text: str | bytes, lang: str) -> object:
    """Read the JSON of a sheet, of a resolution or of an election. Raises FaultySheet."""
    try:
        return read_json(text)
    except UnreadableText as fault:
        raise FaultySheet((say(lang, fault.why, line=fault.line, column=fault.column),)) from None


def read_sheet(document: object, lang: str = "fr") -> CountingSheet:
    """Read a sheet strictly. Raises FaultySheet with all its faults, written in `lang`.

    Repeated keys can only be seen by `parse_sheet`.
    """
    faults = Faults(lang)
    top = read_object(faults, "", document, ("rules", "colleges"), ())
    rules = read_rules(top, tuple(COLLEGE_RULES))
    colleges = tuple(college for college, _ in read_colleges(top, _COUNTS))
    check_quorum(faults, rules, colleges)
    check_second_round(faults, rules, colleges)
    if faults.found:
        raise FaultySheet(tuple(faults.found))
    return CountingSheet(rules, colleges)


def check_quorum(faults: Faults, rules: SheetRules, colleges: tuple[SheetCollege, ...]) -> None:
    """Note a quorum of one college that names none of the sheet, or another one that names one."""
    known = {college.id for college in colleges}
    for rank, one in enumerate(rules.quorum):
        if (one.of is QuorumOf.COLLEGE) != bool(one.college) or one.college not in {"", *known}:
            faults.add("unknown_college", f"rules.quorum[{rank}]", value=one.college)


def check_second_round(faults: Faults, rules: SheetRules, colleges: tuple[SheetCollege, ...]) -> None:
    """Note a second round outside blocs, or in a college that is not on the sheet."""
    if rules.second_round is None:
        return
    if rules.carry != "bloc":
        faults.add("second_round_without_bloc", "rules.second_round")
    for name in rules.second_round.colleges:
        if name not in {college.id for college in colleges}:
            faults.add("second_round_unknown_college", "rules.second_round.colleges", value=name)


_COUNTS = ("for", "against", "abstain", "blank", "spoiled")
RARE = ("again", "present_again", "interested")


def read_colleges(
    top: Fields, counts: tuple[str, ...], more: tuple[str, ...] = ()
) -> list[tuple[SheetCollege, Fields]]:
    """Read the colleges, each with its fields; `more` are keys that the caller reads and requires."""
    required = ("id", "points", "entitled", "present", *more)
    read = [
        (_read_college(fields, counts), fields)
        for fields in top.each("colleges", required=required, optional=("name", "members", *RARE, *counts))
    ]
    if top.values.get("colleges") == []:
        top.faults.add("no_college", "colleges")
    ids = Counter(college.id for college, _ in read if college.id)
    for key in (key for key, times in ids.items() if times > 1):
        top.faults.add("same_id", "colleges", value=key)
    if {one.again == one.entitled for one, _ in read if one.entitled} == {True}:
        top.faults.add("everybody_again", "colleges")
    return read


def read_rules(top: Fields, carries: tuple[str, ...]) -> SheetRules:
    """Read the rules; what is faulty is noted and replaced, since the sheet is then refused."""
    required = ("carry", "reading", "majority", "empty_college", "absent_college", "silent_college")
    optional = ("bloc", "max_college_part", "min_college_part", "min_colleges", "quorum", "second_round")
    fields = top.inner("rules", required, optional)
    reading = fields.inner("reading", ANSWERS)
    bloc = fields.inner("bloc", (), ("part", "at_least", "tie"))
    majority = fields.inner("majority", ("part",), ("at_least",))
    silent = fields.word("silent_college", (Leaving.NEUTRAL, Leaving.STAYS))
    return SheetRules(
        carry=fields.word("carry", carries) or "",
        reading=Readings(*(reading.option(answer, Reading) or Reading.OUT for answer in ANSWERS)),
        majority=_bound(majority),
        empty_college=fields.option("empty_college", Leaving) or Leaving.NEUTRAL,
        absent_college=fields.option("absent_college", Leaving) or Leaving.NEUTRAL,
        silent_college=Leaving(silent or Leaving.NEUTRAL),
        bloc=Bloc(_bound(bloc), bloc.option("tie", Tie) or Tie.AGAINST),
        max_college_part=fields.part("max_college_part") or MAX_COLLEGE_PART,
        min_college_part=fields.part("min_college_part") or MIN_COLLEGE_PART,
        min_colleges=fields.count("min_colleges", least=1) or MIN_COLLEGES,
        quorum=tuple(
            QuorumPart(
                one.option("of", QuorumOf) or QuorumOf.HEADS,
                one.part("part", zero=True) or Fraction(0),
                one.text("college") or "",
            )
            for one in fields.each("quorum", required=("of", "part"), optional=("college",))
        ),
        second_round=_second_round(fields) if "second_round" in fields.values else None,
    )


def _second_round(fields: Fields) -> SecondRound:
    again = fields.inner("second_round", ("part",), ("at_least", "colleges"))
    return SecondRound(_bound(again), again.texts("colleges"))


def _bound(fields: Fields) -> Bound:
    return Bound(fields.part("part") or HALF, at_least=fields.flag("at_least") or False)


def _read_college(fields: Fields, answers: tuple[str, ...]) -> SheetCollege:
    """Read one college; what is faulty is noted and replaced, since the sheet is then refused."""
    key = fields.text("id")
    if key == "":
        fields.faults.add("empty_id", fields.at("id"))
    name = fields.text("name")
    before = len(fields.faults.found)
    entitled = fields.count("entitled") or 0
    members = fields.count("members") if "members" in fields.values else entitled
    present = fields.count("present") or 0
    counts = Counts(*(Votes(fields.count(answer) or 0 if answer in answers else 0) for answer in _COUNTS))
    readable = len(fields.faults.found) == before and {"entitled", "present"} <= set(fields.values)
    college = SheetCollege(
        id=key or "",
        name=key or "" if name is None else name,
        points=fields.above_zero("points") or Fraction(1),
        members=members or 0,
        entitled=entitled,
        present=present,
        counts=counts,
        **{name: fields.count(name) or 0 for name in RARE},
    )
    if readable:
        _check_counts(college, fields)
    return college


def _check_counts(college: SheetCollege, fields: Fields) -> None:
    """Note the counts that exceed those they are taken from."""
    add, place = fields.faults.add, fields.place
    if college.entitled > college.members:
        add("entitled_above_members", place, entitled=college.entitled, members=college.members)
    if college.present > college.entitled:
        add("present_above_entitled", place, present=college.present, entitled=college.entitled)
    if college.again > college.entitled or college.present_again > min(college.again, college.present):
        add("again_above_entitled", place)
    if college.interested > college.members:
        add("interested_above_members", place)
    if college.counts.said > college.present:
        add("said_above_present", place, said=college.counts.said, present=college.present)


def sheet_document(sheet: CountingSheet) -> dict[str, Any]:
    """Write a sheet in full, defaults included; `read_sheet` gives the same sheet back."""
    return {
        "rules": rules_document(sheet.rules),
        "colleges": [_college_document(college) for college in sheet.colleges],
    }


def rules_document(rules: SheetRules) -> dict[str, Any]:
    """Write the rules of a sheet in full, defaults included."""
    bloc = rules.bloc
    return {
        "carry": rules.carry,
        "bloc": {**_bound_document(bloc.bound), "tie": str(bloc.tie)},
        "reading": {answer: str(reading) for answer, reading in rules.reading.by_answer().items()},
        "majority": _bound_document(rules.majority),
        "empty_college": str(rules.empty_college),
        "absent_college": str(rules.absent_college),
        "silent_college": str(rules.silent_college),
        "max_college_part": exact_text(rules.max_college_part),
        "min_college_part": exact_text(rules.min_college_part),
        "min_colleges": rules.min_colleges,
        "quorum": [_quorum_document(one) for one in rules.quorum],
        **_second_round_document(rules.second_round),
    }


def _second_round_document(again: SecondRound | None) -> dict[str, Any]:
    """Write a second round where there is one: the sheets of other bylaws keep their bytes."""
    if again is None:
        return {}
    return {"second_round": {**_bound_document(again.bound), "colleges": list(again.colleges)}}


def _quorum_document(one: QuorumPart) -> dict[str, Any]:
    named = one.of is QuorumOf.COLLEGE
    return {"of": str(one.of), "part": exact_text(one.part), **({"college": one.college} if named else {})}


def _bound_document(bound: Bound) -> dict[str, Any]:
    return {"part": exact_text(bound.part), "at_least": bound.at_least}


def _college_document(college: SheetCollege) -> dict[str, Any]:
    counts = college.counts
    return {
        "id": college.id,
        "name": college.name,
        "points": exact_text(college.points),
        "members": college.members,
        "entitled": college.entitled,
        "present": college.present,
        **{name: getattr(college, name) for name in RARE if getattr(college, name)},
        **{name: int(getattr(counts, "in_favour" if name == "for" else name)) for name in _COUNTS},
    }
