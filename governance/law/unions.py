"""Structures where one member, one vote is not the rule: unions, and groups the SCIC cannot join."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.rule import LawRule, said, say_part, told
from governance.law.texts import law_of_1947, other
from governance.sources import ChangedBy
from governance.units import percent
from governance.words import N_

SOURCE = law_of_1947("19 bis")
SOCIAL_ECONOMY_VOTES = Fraction(13, 20)  # 65 % of the votes
SOCIAL_ECONOMY_DIRECTORS = Fraction(1, 2)


@dataclass(eq=False)
class NotASocialEconomyUnion(Refused):
    """Cooperatives, mutual societies and associations hold too little of the union."""

    votes: Fraction
    directors: Fraction

    message = N_(
        "Dans cette union d’économie sociale, les coopératives, mutuelles et associations auraient %(votes)s "
        "des voix et %(directors)s des administrateurs. La loi demande 65 %% des voix et la moitié des "
        "administrateurs."
    )
    remedy = N_("Augmentez leur part, ou choisissez une autre forme.")
    source = SOURCE


def breaches(*, votes: Fraction, directors: Fraction) -> list[Refused]:
    """Find whether a union of the social economy gives its founders enough; bounds included.

    `votes` and `directors` are the parts of cooperatives, mutual societies, associations and
    their likes. Law: loi 47-1775, art. 19 bis.
    """
    lawful = votes >= SOCIAL_ECONOMY_VOTES and directors >= SOCIAL_ECONOMY_DIRECTORS
    return [] if lawful else [NotASocialEconomyUnion(votes, directors)]


_VOTES = said(
    N_("%(percent)s %% des voix au moins aux coopératives, mutuelles et associations"),
    percent=percent(SOCIAL_ECONOMY_VOTES, 0),
)
_DIRECTORS = said(
    N_("%(part)s au moins issue des coopératives, mutuelles et associations"),
    part=say_part(SOCIAL_ECONOMY_DIRECTORS),
)
_WEIGHTED = N_("selon l’effectif ou l’activité de chaque membre, si les statuts le disent")
_SECTIONS = N_("des assemblées de section élisent des délégués, si les statuts le disent")
_GROUP = N_("réservé aux SCOP : une SCIC n’en est pas membre")

RULES: tuple[LawRule[Any], ...] = (
    told("union_votes", N_("Union d’économie sociale : voix"), ChangedBy.LAW, all_forms=(_VOTES, SOURCE)),
    told(
        "union_directors",
        N_("Union d’économie sociale : administrateurs"),
        ChangedBy.LAW,
        all_forms=(_DIRECTORS, SOURCE),
    ),
    told(
        "union_weighting",
        N_("Voix dans une union de coopératives"),
        ChangedBy.BYLAWS,
        all_forms=(_WEIGHTED, law_of_1947("9")),
    ),
    told(
        "section_meetings",
        N_("Assemblées de section"),
        ChangedBy.BYLAWS,
        all_forms=(_SECTIONS, law_of_1947("10")),
    ),
    told(
        "scop_group",
        N_("Groupement de sociétés coopératives"),
        ChangedBy.LAW,
        all_forms=(_GROUP, other("loi n° 78-763 du 19 juillet 1978", "47 bis", sure=False)),
    ),
)
