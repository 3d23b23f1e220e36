"""Who convenes an assembly, whom, where and by which way."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from governance.law.days import days_before
from governance.law.legal_forms import CompanyForm
from governance.law.rule import Direction, LawRule, Said, always, said, say_of_part, say_part, told
from governance.law.texts import civil, commerce, other
from governance.sources import ChangedBy, Dated, LegalSource
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9")

REVERT_DAYS: dict[CompanyForm, Dated[int | None]] = {
    CompanyForm.SA: always(35, commerce("R. 225-63", sure=False, note="rédaction lue en 2015")),
    CompanyForm.SARL: always(20, commerce("R. 223-20")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
"""How long before a member says that letters must come by post again."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Who may have an assembly called: `part` of the capital, or that part held by as many members.

    With `alone`, a part of the capital that is enough by itself; `part` then needs as large a
    part of the members.
    """

    part: Fraction
    alone: Fraction | None = None


DEMANDS: dict[CompanyForm, Dated[Demand | None]] = {
    CompanyForm.SA: always(Demand(Fraction(1, 20)), commerce("L. 225-103")),
    CompanyForm.SARL: always(Demand(Fraction(1, 10), alone=Fraction(1, 2)), commerce("L. 223-27")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


def revert_cutoff(form: CompanyForm, notice_on: date, assembly_on: date) -> date | None:
    """Give the last day on which a member may ask for letters again, for this assembly.

    Thirty-five days before the notice in an SA, twenty before the assembly in a SARL; None where
    the bylaws decide. Law: R. 225-63, R. 223-20.
    """
    days = REVERT_DAYS[form].on(assembly_on)
    if days is None:
        return None
    return days_before(notice_on if form is CompanyForm.SA else assembly_on, days)


def may_demand_meeting(
    form: CompanyForm, day: date, *, capital_part: Fraction, member_part: Fraction
) -> bool | None:
    """Tell whether members may have an assembly called; None: the bylaws say (SAS).

    In an SA a twentieth of the capital asks the judge. In a SARL one half of the shares, or a
    tenth of the members who hold a tenth of the shares. Bounds included.
    Law: L. 225-103, L. 223-27.
    """
    demand = DEMANDS[form].on(day)
    if demand is None:
        return None
    if demand.alone is None:
        return capital_part >= demand.part
    return capital_part >= demand.alone or min(capital_part, member_part) >= demand.part


REVERT_WORDS = {
    CompanyForm.SA: N_("au plus tard %(days)d jours avant la convocation"),
    CompanyForm.SARL: N_("au plus tard %(days)d jours avant l’assemblée"),
}
BY_JUDGE = N_("le juge nomme un mandataire à la demande de qui détient %(part)s du capital")
BY_MEMBERS = N_(
    "à la demande %(of_alone)s des parts, ou %(of_part)s des associés détenant %(part)s des parts"
)


def _revert(form: CompanyForm) -> tuple[Said, LegalSource]:
    (period,) = REVERT_DAYS[form].periods
    return said(REVERT_WORDS[form], days=period.value), period.source


def _say_demand(demand: Demand) -> Said:
    if demand.alone is None:
        return said(BY_JUDGE, part=say_part(demand.part))
    of_alone, of_part = say_of_part(demand.alone), say_of_part(demand.part)
    return said(BY_MEMBERS, of_alone=of_alone, of_part=of_part, part=say_part(demand.part))


_BY_LETTER = N_("lettre simple ou recommandée, avis légal, courriel à qui l’a accepté")
_REGISTERED = N_("lettre recommandée, courriel à qui l’a accepté")
_EMAIL = N_("courriel")
_AUDITOR = N_("le commissaire aux comptes, à chaque assemblée ; deux délégués du CSE peuvent y assister")
AUDITOR_SOURCE = commerce("L. 823-17", sure=False, note="renuméroté en 2024 ; Code du travail, L. 2312-77")
COUNCIL_SOURCE = other("Code du travail", "L. 2312-77", sure=False)
COUNCIL_DELEGATES = 2
"""Delegates of the works council who may attend. Law: C. trav. L. 2312-77."""
LETTER_MONTHS = 1
"""How long a holder has been registered whom an SA must write to; a younger one may come and vote."""
_WHATEVER = N_("aucune : chaque sociétaire la reçoit")
_CALLED = "aucun texte ne le dit : qui participe aux décisions doit être appelé"
_EVERYONE = N_("chaque sociétaire, chaque indivisaire, et celui qui a le droit de vote en cas d’usufruit")
_SA_NOTICE = N_(
    "nom, forme, capital, adresse, immatriculation, jour, heure et lieu, nature de l’assemblée, "
    "ordre du jour, vote par correspondance, adresse pour les questions, tenue à distance"
)
_SARL_NOTICE = N_("l’ordre du jour")
_CONSENT = N_("un accord écrit du sociétaire : ni une adresse connue ni un accord RGPD ne suffit")

RULES: tuple[LawRule[Any], ...] = (
    told(
        "convener",
        N_("Qui convoque"),
        ChangedBy.LAW,
        sa=(
            N_("le conseil ; à défaut le commissaire aux comptes, un mandataire de justice"),
            commerce("L. 225-103"),
        ),
        sarl=(N_("un gérant ; à défaut le commissaire aux comptes"), commerce("L. 223-27")),
        sas=(None, SAS_SOURCE),
        proposed=N_("le président"),
    ),
    LawRule(
        "meeting_on_demand",
        N_("Assemblée demandée par des sociétaires"),
        DEMANDS,
        _say_demand,
        ChangedBy.BYLAWS,
        Direction.EASIER,
    ),
    told(
        "meeting_place",
        N_("Lieu de l’assemblée"),
        ChangedBy.BYLAWS,
        sa=(N_("au siège ou dans le même département, sauf clause des statuts"), commerce("R. 225-62")),
        sarl=(None, commerce("L. 223-27")),
        sas=(None, SAS_SOURCE),
        proposed=N_("au siège"),
    ),
    told(
        "notice_channels",
        N_("Comment la convocation part"),
        ChangedBy.BYLAWS,
        sa=(_BY_LETTER, commerce("R. 225-68", note="et R. 225-67, R. 225-63")),
        sarl=(_REGISTERED, commerce("R. 223-20")),
        sas=(None, SAS_SOURCE),
        proposed=_EMAIL,
    ),
    told(
        "email_consent",
        N_("Ce qui permet de convoquer par courriel"),
        ChangedBy.LAW,
        sa=(_CONSENT, commerce("R. 225-63")),
        sarl=(_CONSENT, commerce("R. 223-20")),
        sas=(None, SAS_SOURCE),
        proposed=_CONSENT,
    ),
    told(
        "email_revert",
        N_("Retour à la lettre d’un sociétaire convoqué par courriel"),
        ChangedBy.LAW,
        sa=_revert(CompanyForm.SA),
        sarl=_revert(CompanyForm.SARL),
        sas=(None, SAS_SOURCE),
    ),
    told(
        "notice_recipients",
        N_("Qui est convoqué"),
        ChangedBy.LAW,
        sa=(_EVERYONE, commerce("R. 225-68")),
        sarl=(N_("chaque sociétaire"), commerce("R. 223-20")),
        sas=(N_("chaque sociétaire"), civil("1844", sure=False, note=_CALLED)),
    ),
    told(
        "notice_letter_since",
        N_("Ancienneté pour recevoir la lettre de convocation"),
        ChangedBy.LAW,
        sa=(said(N_("inscrit depuis au moins %(months)d mois"), months=LETTER_MONTHS), commerce("R. 225-68")),
        sarl=(_WHATEVER, commerce("R. 223-20")),
        sas=(_WHATEVER, civil("1844", sure=False, note=_CALLED)),
    ),
    told("also_invited", N_("Qui est aussi appelé"), ChangedBy.LAW, all_forms=(_AUDITOR, AUDITOR_SOURCE)),
    told(
        "notice_content",
        N_("Contenu de la convocation"),
        ChangedBy.LAW,
        sa=(_SA_NOTICE, commerce("R. 225-66", sure=False, note="tenue à distance : décret de 2018")),
        sarl=(_SARL_NOTICE, commerce("R. 223-20")),
        sas=(None, SAS_SOURCE),
        proposed=_SARL_NOTICE,
    ),
)
