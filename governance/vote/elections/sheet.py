"""The counting sheet of an election: the smallest document from which it can be counted again.

It is the sheet of a poll (rules, colleges, presence) with what the election is about and, for each
college, its ballots grouped by what they say. The sheets this service writes name nobody: options are
identifiers. Whoever adds a name beside one reads it in the explanation.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from governance.errors import Malformed
from governance.units import Votes
from governance.vote.elections.contest import Contest, Option, TieRule
from governance.vote.elections.marks import Marks
from governance.vote.elections.method import ElectionMethod
from governance.vote.sheet import (
    CountingSheet,
    FaultySheet,
    SheetCollege,
    check_quorum,
    read_colleges,
    read_rules,
    sheet_document,
)
from governance.vote.strict import Faults, Fields, read_object, shown

CARRIES = ("single_body", "proportional")
"""Colleges in an election: every voice alike, or each college weighing its part, shared by its ballots."""


@dataclass(frozen=True, slots=True)
class ElectionSheet:
    """Rules and colleges, what the election is about, and the ballots of each college.

    In `poll`, the voices « for » of a college are its valid ballots, none are against. `ballots`
    gives for each college how many voices say the same thing.
    """

    poll: CountingSheet
    contest: Contest
    ballots: Mapping[str, Mapping[Marks, int]]


def election_sheet_document(sheet: ElectionSheet) -> dict[str, Any]:
    """Write a sheet in full; `read_election_sheet` gives the same sheet back."""
    document = sheet_document(sheet.poll)
    for college in document["colleges"]:
        del college["for"], college["against"]
        said = sheet.ballots[college["id"]]
        college["ballots"] = [{"says": dict(marks), "count": said[marks]} for marks in sorted(said)]
    return {"election": contest_document(sheet.contest), **document}


def contest_document(contest: Contest) -> dict[str, Any]:
    """Write what an election is about."""
    return {
        "method": contest.method,
        "seats": contest.seats,
        "options": [
            {
                "id": option.id,
                "elder": option.elder,
                "senior": option.senior,
                "places": option.places,
                "withdrawn": option.withdrawn,
            }
            for option in contest.options
        ],
        "ties": [str(rule) for rule in contest.ties],
        "seed": contest.seed,
        "settings": dict(contest.settings),
    }


def is_election(document: object) -> bool:
    """Tell whether a document is the sheet of an election rather than that of a resolution."""
    return isinstance(document, Mapping) and "election" in document


Methods = Mapping[str, ElectionMethod]
"""The ways to elect, by name."""


def read_election_sheet(document: object, methods: Methods, lang: str = "fr") -> ElectionSheet:
    """Read a sheet strictly. Raises FaultySheet with all its faults, written in `lang`.

    `methods` judge the settings and every ballot.
    """
    faults = Faults(lang)
    top = read_object(faults, "", document, ("election", "rules", "colleges"), ())
    contest = read_contest(top.inner("election", ("method", "seats", "options"), _MORE), methods)
    rules = read_rules(top, CARRIES)
    method = methods.get(contest.method)
    if method is not None and not faults.found:
        faults.found.extend(method.faults(contest))
    sound = method if not faults.found else None
    colleges, ballots = [], {}
    for college, fields in read_colleges(top, _COUNTS, more=("ballots",)):
        said = _read_ballots(fields, contest, sound)
        colleges.append(_with_valid(college, sum(said.values()), fields))
        ballots[college.id] = said
    check_quorum(faults, rules, tuple(colleges))
    if faults.found:
        raise FaultySheet(tuple(faults.found))
    return ElectionSheet(CountingSheet(rules, tuple(colleges)), contest, ballots)


_COUNTS = ("abstain", "blank", "spoiled")
_MORE = ("ties", "seed", "settings")


def read_contest(fields: Fields, methods: Methods) -> Contest:
    """Read what an election is about; what is faulty is noted, the sheet is then refused."""
    options = tuple(
        Option(
            id=one.text("id") or "",
            elder=_rank(one, "elder"),
            senior=_rank(one, "senior"),
            places=_rank(one, "places"),
            withdrawn=one.flag("withdrawn") or False,
        )
        for one in _options(fields)
    )
    for option, times in Counter(option.id for option in options).items():
        if not option:
            fields.faults.add("empty_id", fields.at("options"))
        elif times > 1:
            fields.faults.add("same_option", fields.at("options"), value=option)
    return Contest(
        method=fields.word("method", tuple(methods)) or "",
        seats=fields.count("seats") or 0,
        options=options,
        ties=tuple(TieRule(word) for word in fields.words("ties", tuple(TieRule))),
        seed=fields.text("seed") or "",
        settings=fields.scalars("settings"),
    )


def _options(fields: Fields) -> list[Fields]:
    """Give the options as written. A name beside an identifier is allowed, and counts for nothing."""
    found = fields.each("options", ("id",), ("elder", "senior", "places", "withdrawn", "name"))
    for one in found:
        if "name" in one.values:
            one.text("name")
    return found


def _rank(fields: Fields, key: str) -> int | None:
    """Read a rank from 1, absent or null when unknown."""
    return None if fields.values.get(key, None) is None else fields.count(key, least=1)


def _read_ballots(fields: Fields, contest: Contest, method: ElectionMethod | None) -> dict[Marks, int]:
    """Read the ballots of one college; without a method, only how they are written is judged."""
    found: dict[Marks, int] = {}
    for one in fields.each("ballots", ("says", "count")):
        says, count = one.numbers("says"), one.count("count", least=1)
        if says is None or count is None:
            continue
        marks = tuple(sorted(says.items()))
        if marks in found:
            one.faults.add("same_ballot", one.at("says"))
        elif method is not None:
            _judge(one, marks, contest, method)
        found[marks] = count
    return found


def _judge(fields: Fields, marks: Marks, contest: Contest, method: ElectionMethod) -> None:
    """Note what makes a ballot one that no voter could have dropped."""
    strangers = [option for option, _ in marks if option not in contest.ids]
    if strangers:
        fields.faults.add("unknown_option", fields.at("says"), value=shown(strangers[0]))
        return
    try:
        method.check(marks, contest)
    except Malformed as refused:
        fields.faults.add("not_a_ballot", fields.at("says"), why=str(refused))


def _with_valid(college: SheetCollege, valid: int, fields: Fields) -> SheetCollege:
    """Give the college with its valid ballots as its voices « for »."""
    filled = replace(college, counts=replace(college.counts, in_favour=Votes(valid)))
    if valid and filled.counts.said > filled.present:
        said = filled.counts.said
        fields.faults.add("said_above_present", fields.place, said=said, present=college.present)
    return filled
