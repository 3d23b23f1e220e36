"""Decisions that need something else than the majority of their assembly."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.law.legal_forms import Call, CompanyForm
from governance.law.majority import (
    LegalMajority,
    VoteBase,
    more_than_half,
    of_an_sa,
    say_majority,
    two_thirds,
)
from governance.law.quorum import of_an_sa as quorum_of_an_sa
from governance.law.quorum import say_quorum
from governance.law.rule import Direction, LawRule, always, told
from governance.law.texts import civil, commerce
from governance.sources import ChangedBy, Dated, LegalSource
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9")


class SpecialDecision(StrEnum):
    """A decision to which the ordinary or extraordinary majority does not apply as such."""

    MORE_COMMITMENTS = "more_commitments"
    NATIONALITY = "nationality"
    MOVE_OFFICE = "move_office"
    CAPITALISE_RESERVES = "capitalise_reserves"


@dataclass(frozen=True, slots=True)
class Needed:
    """What a decision needs, `majority` being None where every member must agree."""

    majority: LegalMajority | None
    source: LegalSource
    unanimous: bool = False


_COMMITMENTS = civil("1836", note="L. 225-96 et L. 223-30 du Code de commerce")
NATIONALITY = {
    CompanyForm.SA: commerce(
        "L. 225-97", sure=False, note="sauf accord international avec le pays d’accueil"
    ),
    CompanyForm.SARL: commerce("L. 223-30"),
    CompanyForm.SAS: civil("1836", sure=False),
}
AT_LEAST_HALF = LegalMajority(Fraction(1, 2), at_least=True, base=VoteBase.ALL_MEMBERS)
MOVE_OFFICE: dict[CompanyForm, Dated[LegalMajority | None]] = {
    CompanyForm.SA: of_an_sa(
        more_than_half, "L. 225-36", sure=False, note="le conseil décide, l’assemblée ordinaire ratifie"
    ),
    CompanyForm.SARL: always(more_than_half(VoteBase.ALL_MEMBERS), commerce("L. 223-30", sure=False)),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
_INDIVISIBLE = (
    "dans une SCIC, les réserves impartageables ne s’incorporent pas : loi n° 47-1775, art. 16 et 19 nonies"
)
CAPITALISE: dict[CompanyForm, Dated[LegalMajority | None]] = {
    CompanyForm.SA: of_an_sa(more_than_half, "L. 225-130", sure=False, note=_INDIVISIBLE),
    CompanyForm.SARL: always(AT_LEAST_HALF, commerce("L. 223-30", sure=False, note=_INDIVISIBLE)),
    CompanyForm.SAS: always(None, commerce("L. 227-9", sure=False, note=_INDIVISIBLE)),
}


def needed(form: CompanyForm, decision: SpecialDecision, day: date) -> Needed:
    """Say what a special decision needs; neither unanimous nor a majority: the bylaws say (SAS).

    No bylaws and no majority may increase what members owe. Law: C. civ. 1836; L. 225-97, L. 223-30.
    """
    if decision is SpecialDecision.MORE_COMMITMENTS:
        return Needed(None, _COMMITMENTS, unanimous=True)
    if decision is SpecialDecision.NATIONALITY:
        return Needed(None, NATIONALITY[form], unanimous=True)
    values = MOVE_OFFICE if decision is SpecialDecision.MOVE_OFFICE else CAPITALISE
    period = values[form].period(day)
    return Needed(period.value, period.source)


NO_SPECIAL = commerce("L. 223-30", sure=False, note="le texte ne prévoit pas d’assemblée spéciale")
SPECIAL_QUORUM: dict[Call, dict[CompanyForm, Dated[Fraction | None]]] = {
    call: {
        CompanyForm.SA: quorum_of_an_sa(before, part, "L. 225-99", sure=False),
        CompanyForm.SARL: always(None, NO_SPECIAL),
        CompanyForm.SAS: always(None, SAS_SOURCE),
    }
    for call, before, part in (
        (Call.FIRST, Fraction(1, 2), Fraction(1, 3)),
        (Call.SECOND, Fraction(1, 4), Fraction(1, 5)),
    )
}
SPECIAL_MAJORITY: dict[CompanyForm, Dated[LegalMajority | None]] = {
    CompanyForm.SA: of_an_sa(two_thirds, "L. 225-99", note="par renvoi à l’article L. 225-96"),
    CompanyForm.SARL: always(None, NO_SPECIAL),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}

UNANIMITY = N_("l’accord de tous les sociétaires")
_STATUTES = N_("la majorité de l’assemblée extraordinaire, ou l’organe que nomment les statuts")
_EXTRAORDINARY = N_("une décision de l’assemblée extraordinaire")
_COLLECTIVE = N_("capital, fusion, scission, dissolution, transformation, commissaires, comptes et bénéfices")

RULES: tuple[LawRule[Any], ...] = (
    told(
        "more_commitments",
        N_("Augmenter les engagements des sociétaires"),
        ChangedBy.LAW,
        all_forms=(UNANIMITY, _COMMITMENTS),
    ),
    told(
        "change_nationality",
        N_("Changer la nationalité de la société"),
        ChangedBy.LAW,
        sa=(UNANIMITY, NATIONALITY[CompanyForm.SA]),
        sarl=(UNANIMITY, NATIONALITY[CompanyForm.SARL]),
        sas=(UNANIMITY, NATIONALITY[CompanyForm.SAS]),
    ),
    LawRule("move_office", N_("Déplacer le siège"), MOVE_OFFICE, say_majority, ChangedBy.LAW),
    LawRule(
        "capitalise_reserves",
        N_("Incorporer des réserves au capital"),
        CAPITALISE,
        say_majority,
        ChangedBy.LAW,
    ),
    LawRule(
        "special_quorum_first",
        N_("Quorum d’une assemblée spéciale, première convocation"),
        SPECIAL_QUORUM[Call.FIRST],
        say_quorum,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
    LawRule(
        "special_quorum_second",
        N_("Quorum d’une assemblée spéciale, deuxième convocation"),
        SPECIAL_QUORUM[Call.SECOND],
        say_quorum,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
    ),
    LawRule(
        "special_majority",
        N_("Majorité d’une assemblée spéciale"),
        SPECIAL_MAJORITY,
        say_majority,
        ChangedBy.LAW,
    ),
    told(
        "exclusion_decided_by",
        N_("Exclure un sociétaire"),
        ChangedBy.BYLAWS,
        all_forms=(_STATUTES, commerce("L. 231-6")),
    ),
    told(
        "structural_changes",
        N_("Transformer, fusionner ou dissoudre la société"),
        ChangedBy.LAW,
        sa=(_EXTRAORDINARY, commerce("L. 225-96")),
        sarl=(_EXTRAORDINARY, commerce("L. 223-30")),
        sas=(N_("une décision collective"), SAS_SOURCE),
    ),
    told(
        "sas_collective_matters",
        N_("Ce que les sociétaires décident toujours ensemble"),
        ChangedBy.LAW,
        sa=(N_("les comptes, les élections, les statuts"), commerce("L. 225-96", note="et L. 225-98")),
        sarl=(N_("les comptes, les gérants, les statuts"), commerce("L. 223-27")),
        sas=(_COLLECTIVE, SAS_SOURCE),
    ),
)
