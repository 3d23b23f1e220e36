"""From what the database counted to the one counting sheet."""

from collections.abc import Mapping

from governance.assembly.electorate import Presence
from governance.assembly.refusals import OutsideColleges
from governance.bylaws.rules import Rules
from governance.units import Votes
from governance.vote.ballots import Counts
from governance.vote.freeze import sheet_rules
from governance.vote.resolve import resolved
from governance.vote.sheet import CountingSheet, SheetCollege

NOBODY = Presence()


def sheet_of(
    rules: Rules, electorate: Mapping[str, Presence], counts: Mapping[str, Mapping[str, int]]
) -> CountingSheet:
    """Make the counting sheet of a poll from its rules, its electorate and its counts by college.

    Raises OutsideColleges when members stand in a college that the rules do not have.
    """
    known = [college.id for college in rules.colleges]
    single = known[0] if len(known) == 1 else None
    electorate = _merged(electorate, single)
    counts = _merged_counts(counts, single)
    strangers = set(electorate) - set(known)
    if strangers:
        lost = sum(electorate[college].members for college in strangers)
        raise OutsideColleges(", ".join(sorted(strangers)), lost)
    sheet = CountingSheet(
        sheet_rules(rules),
        tuple(
            SheetCollege(
                id=college.id,
                name=college.name,
                points=college.points,
                members=electorate.get(college.id, NOBODY).members,
                entitled=electorate.get(college.id, NOBODY).entitled,
                present=electorate.get(college.id, NOBODY).present,
                again=electorate.get(college.id, NOBODY).again,
                present_again=electorate.get(college.id, NOBODY).present_again,
                interested=electorate.get(college.id, NOBODY).interested,
                counts=_counts(counts.get(college.id, {})),
            )
            for college in rules.colleges
        ),
    )
    return resolved(rules, sheet)


def _counts(by_choice: Mapping[str, int]) -> Counts:
    return Counts(
        in_favour=Votes(by_choice.get("for", 0)),
        against=Votes(by_choice.get("against", 0)),
        abstain=Votes(by_choice.get("abstain", 0)),
        blank=Votes(by_choice.get("blank", 0)),
        spoiled=Votes(by_choice.get("spoiled", 0)),
    )


def _merged(electorate: Mapping[str, Presence], single: str | None) -> Mapping[str, Presence]:
    """Without colleges, everybody is in the one body, whatever their record says."""
    if single is None:
        return electorate
    every = electorate.values()
    return {
        single: Presence(
            sum(p.members for p in every),
            sum(p.entitled for p in every),
            sum(p.present for p in every),
            sum(p.again for p in every),
            sum(p.present_again for p in every),
            sum(p.interested for p in every),
        )
    }


def _merged_counts(
    counts: Mapping[str, Mapping[str, int]], single: str | None
) -> Mapping[str, Mapping[str, int]]:
    if single is None:
        return counts
    total: dict[str, int] = {}
    for by_choice in counts.values():
        for choice, number in by_choice.items():
            total[choice] = total.get(choice, 0) + number
    return {single: total}
