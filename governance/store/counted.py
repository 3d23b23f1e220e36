"""A poll counted, resolution or election: what its declaration writes, and what a check finds again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from governance.assembly.electorate import Presence
from governance.bylaws.choices import Weighing
from governance.bylaws.rules import read_rules
from governance.store.counting import sheet_of
from governance.store.elections import election_sheet
from governance.store.polls import PollRow
from governance.vote.elections.outcome import ElectionResult, election_document
from governance.vote.elections.sheet import election_sheet_document
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS
from governance.vote.result import Result, result_document
from governance.vote.second_round import after_second_round
from governance.vote.sheet import CountingSheet, sheet_document
from governance.vote.tally import count


@dataclass(frozen=True, slots=True)
class Counted:
    """A poll counted: its sheet and its result as documents, and the facts its declaration writes."""

    sheet: dict[str, Any]
    result: Result | ElectionResult
    document: dict[str, Any]
    declared: dict[str, Any]


def counted_again(
    poll: PollRow,
    electorate: Mapping[str, Presence],
    counts: Mapping[str, Mapping[str, int]],
    first: CountingSheet | None = None,
) -> Counted:
    """Count a poll, resolution or election, from its electorate and the counts of its box.

    `first` is the sheet of the round before, for the second round of a resolution: its other colleges
    keep their votes. Raises OutsideColleges.
    """
    if poll.contest is None:
        rules = read_rules(poll.rules)
        sheet = sheet_of(rules, electorate, counts)
        if first is not None:
            multiplied = rules.weighing is Weighing.MULTIPLIER
            sheet = after_second_round(first, sheet, count(first).again, multiplied=multiplied)
        result = count(sheet)
        part = str(result.part) if result.part is not None else None
        declared: dict[str, Any] = {"adopted": result.adopted, "part": part}
        if result.again:
            declared["again"] = list(result.again)
        return Counted(sheet_document(sheet), result, result_document(result), declared)
    election = election_sheet(poll, electorate, counts)
    elected = count_election(election, ELECTIONS)
    facts = {"state": str(elected.state), "elected": list(elected.count.elected)}
    return Counted(election_sheet_document(election), elected, election_document(elected), facts)
