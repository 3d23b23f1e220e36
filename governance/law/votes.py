"""How many votes a member has, when they must be a member, and what a tie means."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, Said, always, everywhere, said
from governance.law.texts import commerce, law_of_1947
from governance.sources import ChangedBy, Confidence, Dated, LegalSource, Since
from governance.words import N_

SOURCE = law_of_1947("1er", note="et art. 9 : une personne, une voix, personnes morales comprises")
TIE_SOURCE = law_of_1947("1er", sure=False, note="usage : la majorité est strictement plus de la moitié")
VOTES_EACH = 1

RECORD_DAY: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always("assembly_day", commerce("R. 225-86")),
    CompanyForm.SARL: always("assembly_day", commerce("L. 223-28", sure=False)),
    CompanyForm.SAS: always(None, commerce("L. 227-9")),
}

PACTE = date(2019, 5, 24)

CONFLICT: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: Dated(
        (
            Since(date.min, "out_of_both", commerce("L. 225-40")),
            Since(
                PACTE,
                "out_of_majority",
                commerce("L. 225-40", sure=False, note="depuis la loi n° 2019-486 (PACTE)"),
            ),
        )
    ),
    CompanyForm.SARL: always("out_of_both", commerce("L. 223-19", sure=False)),
    CompanyForm.SAS: always("votes", commerce("L. 227-10")),
}


@dataclass(eq=False)
class DecidingVote(Refused):
    """The chair of the assembly would have a second vote in a tie."""

    message = N_(
        "Les statuts donnent une voix prépondérante au président de l’assemblée. "
        "Il aurait deux voix : un sociétaire en a une."
    )
    remedy = N_("Supprimez cette voix prépondérante : à égalité, la résolution est rejetée.")
    source = TIE_SOURCE


def breaches(*, chair_deciding_vote: bool) -> list[Refused]:
    """Find whether somebody would have more than one vote in the assembly.

    Law: loi 47-1775, art. 1er.
    """
    return [DecidingVote()] if chair_deciding_vote else []


EACH = N_("%(votes)d voix, quel que soit le capital")
REJECTED = N_("la résolution est rejetée ; pas de voix prépondérante")
DAYS = {"assembly_day": N_("être sociétaire le jour de l’assemblée")}
CONFLICTS = {
    "out_of_majority": N_("l’intéressé ne vote pas, mais compte dans le quorum"),
    "out_of_both": N_("l’intéressé ne vote pas et ne compte ni dans le quorum ni dans la majorité"),
    "votes": N_("l’intéressé vote ; les statuts ne peuvent l’en priver"),
}


def _say_each(votes: int) -> Said:
    return said(EACH, votes=votes)


def _say_day(key: str) -> Said:
    return Said(DAYS[key])


def _say_conflict(key: str) -> Said:
    return Said(CONFLICTS[key])


HELD_NOTE = "le texte ne dit rien d’un pouvoir que l’intéressé détient pour un autre sociétaire"


@dataclass(frozen=True, slots=True)
class InterestedVote:
    """What the law makes of a member interested in a resolution; `said` tells it in a sentence."""

    votes: bool
    in_quorum: bool
    said: Said
    source: LegalSource

    @property
    def held_source(self) -> LegalSource:
        """Give the text on the proxies they hold for others, which they may cast: to be confirmed."""
        return replace(self.source, confidence=Confidence.COUNSEL, note=HELD_NOTE)


def interested(form: CompanyForm, day: date) -> InterestedVote:
    """Say what becomes on `day` of the vote of a member interested in a resolution.

    Law: L. 225-40 (SA), L. 223-19 (SARL), L. 227-10 (SAS).
    """
    rule = CONFLICT[form].period(day)
    key = str(rule.value)
    return InterestedVote(key == "votes", key != "out_of_both", _say_conflict(key), rule.source)


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "votes_each", N_("Voix d’un sociétaire"), everywhere(VOTES_EACH, SOURCE), _say_each, ChangedBy.LAW
    ),
    LawRule("tie", N_("Égalité des voix"), everywhere(REJECTED, TIE_SOURCE), Said, ChangedBy.LAW),
    LawRule("record_day", N_("Jour où l’on doit être sociétaire"), RECORD_DAY, _say_day, ChangedBy.BYLAWS),
    LawRule(
        "conflict_of_interest",
        N_("Vote de l’intéressé sur une convention réglementée"),
        CONFLICT,
        _say_conflict,
        ChangedBy.LAW,
    ),
)
