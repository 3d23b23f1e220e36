"""What a ballot is, and how ballots are added up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from governance.units import Votes

NO_VOTES = Votes(0)


class Choice(StrEnum):
    """What one voice can say. Abstaining, a blank and a spoiled ballot are three things."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    BLANK = "blank"
    SPOILED = "spoiled"


class Ballot(NamedTuple):
    """One ballot of the box: a college and a choice. No name, no time, no order.

    One ballot is one voice: whoever votes for several members drops several ballots.
    """

    college: str
    choice: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the voices of one college said."""

    in_favour: Votes = NO_VOTES
    against: Votes = NO_VOTES
    abstain: Votes = NO_VOTES
    blank: Votes = NO_VOTES
    spoiled: Votes = NO_VOTES

    @property
    def said(self) -> int:
        """Count the voices that said something, whatever it is."""
        return self.in_favour + self.against + self.abstain + self.blank + self.spoiled


def tally_choices(ballots: Iterable[Ballot]) -> dict[str, Counts]:
    """Add up ballots by college. Their order changes nothing; no ballot is lost.

    Raises ValueError for a choice that is none of `Choice`: choices are read strictly when
    they enter the box, so this is a fault of the box, never of a voter.
    """
    found = Counter(ballots)
    unknown = {choice for _, choice in found} - set(Choice)
    if unknown:
        raise ValueError(f"ballots with an unknown choice: {sorted(unknown)}")
    colleges = dict.fromkeys(college for college, _ in found)
    return {
        college: Counts(*(Votes(found[Ballot(college, choice)]) for choice in Choice)) for college in colleges
    }
