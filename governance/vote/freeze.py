"""The rules of a meeting, frozen into the rules of a counting sheet."""

from governance.bylaws.choices import Carry
from governance.bylaws.rules import Rules
from governance.vote.carry import Bloc, Bound, Tie
from governance.vote.sheet import (
    ANSWERS,
    Leaving,
    QuorumOf,
    QuorumPart,
    Reading,
    Readings,
    SecondRound,
    SheetRules,
)


def sheet_rules(rules: Rules) -> SheetRules:
    """Keep of the rules of a meeting what a count needs.

    Raises ValueError when silent colleges would share their part: keeping silent would then
    choose who gains. The bylaws are refused before a meeting can follow such a clause.
    """
    silent = Leaving(rules.silent_college)
    if silent.shares:
        raise ValueError(f"a silent college cannot share its part: {silent}")
    return SheetRules(
        carry=str(rules.carry),
        reading=Readings(**{answer: Reading(rules.reading[answer]) for answer in ANSWERS}),
        majority=Bound(rules.majority_part, rules.majority_at_least),
        empty_college=Leaving(rules.empty_college),
        absent_college=Leaving(rules.absent_college),
        silent_college=silent,
        bloc=Bloc(Bound(rules.bloc_part, rules.bloc_at_least), Tie(rules.bloc_tie)),
        max_college_part=rules.max_college_part,
        min_college_part=rules.min_college_part,
        min_colleges=rules.min_colleges,
        quorum=tuple(QuorumPart(QuorumOf(one.of), one.part, one.college) for one in rules.quorum),
        second_round=_second_round(rules),
    )


def _second_round(rules: Rules) -> SecondRound | None:
    if rules.second_round_part is None or rules.carry is not Carry.BLOC:
        return None
    return SecondRound(Bound(rules.second_round_part, rules.second_round_at_least))
