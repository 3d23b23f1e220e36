"""Members who bring capital and use nothing: how much of the vote they may hold together."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.rule import Direction, LawRule, Said, everywhere, said, told
from governance.law.texts import law_of_1947
from governance.sources import ChangedBy
from governance.units import percent
from governance.words import N_

SOURCE = law_of_1947("3 bis")
ALL_MOST = Fraction(49, 100)
NOT_COOPERATIVES_MOST = Fraction(35, 100)


@dataclass(eq=False)
class NonCooperatorsTooStrong(Refused):
    """Members who are not cooperators would hold too many votes together."""

    part: Fraction
    most: Fraction

    message = N_(
        "Les associés non coopérateurs auraient ensemble %(part)s des voix. "
        "La loi en permet %(most)s au plus."
    )
    remedy = N_("Réduisez leurs voix en proportion, comme le prévoit la loi.")
    source = SOURCE


def breaches(*, non_cooperators: Fraction, of_which_not_cooperatives: Fraction) -> list[Refused]:
    """Find which cap is exceeded; both are parts of all the votes, bounds included.

    49 % for all members who are not cooperators, 35 % for those of them that are not
    cooperatives. Law: loi 47-1775, art. 3 bis.
    """
    return [
        NonCooperatorsTooStrong(part, most)
        for part, most in ((non_cooperators, ALL_MOST), (of_which_not_cooperatives, NOT_COOPERATIVES_MOST))
        if part > most
    ]


def reduced(votes: dict[str, Fraction], most: Fraction, others: Fraction) -> dict[str, Fraction]:
    """Give each non-cooperator's votes, reduced in proportion until together they keep to `most`.

    `others` are the votes of the cooperators, which do not change. Votes that keep to the cap are
    given back as they are. Law: loi 47-1775, art. 3 bis.
    """
    total = sum(votes.values(), Fraction(0))
    allowed = others * most / (1 - most)
    return votes if total <= allowed else {who: part * allowed / total for who, part in votes.items()}


TOGETHER = N_("ensemble, %(percent)s %% des voix au plus")
NOT_OFFERED = N_("non proposé : dans une SCIC, qui apporte du capital peut être un sociétaire comme un autre")


def _say(part: Fraction) -> Said:
    return said(TOGETHER, percent=percent(part, 0))


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "non_cooperators",
        N_("Associés non coopérateurs"),
        everywhere(ALL_MOST, SOURCE),
        _say,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
    LawRule(
        "non_cooperatives",
        N_("Parmi eux, ceux qui ne sont pas des coopératives"),
        everywhere(NOT_COOPERATIVES_MOST, SOURCE),
        _say,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
    told(
        "capital_votes",
        N_("Voix selon le capital des non-coopérateurs"),
        ChangedBy.BYLAWS,
        all_forms=(NOT_OFFERED, law_of_1947("3 bis", sure=False, note="son usage dans une SCIC est discuté")),
    ),
)
