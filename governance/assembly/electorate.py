"""Who may vote and who takes part, college by college, as numbers."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Presence:
    """One college at one moment: its electors, those entitled on this poll, those taking part.

    `again` of the entitled, and `present_again` of those taking part, are further voices of persons
    already counted: a head is counted once in the assembly. `interested` of the electors cast no ballot.
    """

    members: int = 0
    entitled: int = 0
    present: int = 0
    again: int = 0
    present_again: int = 0
    interested: int = 0


Electorate = Mapping[str, Presence]
"""Presence by college id."""


def participants(electorate: Electorate) -> int:
    """Count the persons who take part, over all colleges."""
    return sum(presence.present - presence.present_again for presence in electorate.values())


def registered(electorate: Electorate) -> int:
    """Count the persons who may vote, over all colleges: whose vote the law suspends is in no quorum."""
    return sum(presence.entitled - presence.again for presence in electorate.values())
