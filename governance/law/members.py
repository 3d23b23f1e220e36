"""Who votes: from when, for which shares, through whom; and what exclusion asks for."""

from datetime import date, datetime
from typing import Any

from governance.law.days import paris_moment
from governance.law.legal_forms import AssemblyKind, CompanyForm
from governance.law.public_holidays import Territory, business_day_before
from governance.law.rule import LawRule, said, told
from governance.law.texts import civil, commerce, law_of_1947, other
from governance.sources import ChangedBy
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9")
RECORD_BUSINESS_DAYS = 2
RECORD_SOURCE = commerce("R. 225-86")


def record_moment(
    assembly_on: date, *, by_bylaws: bool, territory: Territory = Territory.MAINLAND
) -> datetime:
    """Give the moment at which one must be a member to vote at an assembly of an SA.

    The day of the assembly, 0:00 in Paris; the second business day before, 0:00 in Paris, when
    the bylaws say so (`by_bylaws`). Neither the day of the notice nor that of the list.
    Law: R. 225-86.
    """
    early = business_day_before(assembly_on, RECORD_BUSINESS_DAYS, territory)
    return paris_moment(early if by_bylaws else assembly_on)


def usufruct_voter(form: CompanyForm, kind: AssemblyKind) -> str:
    """Say who votes for shares in usufruct: "usufructuary" or "bare_owner", absent any clause.

    In an SA the usufructuary in ordinary assemblies, the bare owner in extraordinary ones; elsewhere
    the bare owner, save on the year's profit. Both may always attend.
    Law: L. 225-110; C. civ. 1844.
    """
    ordinary_of_sa = form is CompanyForm.SA and kind is AssemblyKind.ORDINARY
    return "usufructuary" if ordinary_of_sa else "bare_owner"


_EARLIER = said(
    N_("le %(days)de jour ouvré avant l’assemblée, à 0 h, heure de Paris"), days=RECORD_BUSINESS_DAYS
)
_USUFRUCT_SA = N_("l’usufruitier en assemblée ordinaire, le nu-propriétaire en extraordinaire")
_USUFRUCT = N_("le nu-propriétaire, sauf sur l’affectation des bénéfices")
_VOTES_ALWAYS = N_("aucune clause ne prive un sociétaire de voter, même sur sa propre exclusion")
_LEGAL_PERSON = N_("son représentant légal ou celui qu’il désigne : ce n’est pas un pouvoir de sociétaire")
_PUBLIC_BODY = N_("la personne que son assemblée désigne, membre ou non de celle-ci")
_HEIRS = N_("la société continue ; les héritiers ne sont sociétaires qu’une fois admis")
_LEFT = N_("il est créancier jusqu’au remboursement, et ne vote plus")
_HEARD = N_("entendu avant la décision, il vote sur sa propre exclusion")
HEARD_SOURCE = other(
    "Cour de cassation, chambre commerciale, 23 octobre 2007 et 9 juillet 2013", sure=False,
    note="L. 231-6 ; le motif peut être « juste » sans être listé : 9 novembre 2022, n° 21-10.540",
)  # fmt: skip
EXCLUSION_SOURCE = commerce(
    "L. 231-6", note="deuxième alinéa : à la majorité fixée pour la modification des statuts"
)
_BY_ASSEMBLY = N_(
    "si les statuts la confient à l’assemblée : à la majorité qui modifie les statuts, en assemblée "
    "extraordinaire"
)


def exclusion_assembly() -> AssemblyKind:
    """Give the kind of assembly that excludes, where the bylaws leave it to the assembly. Law: L. 231-6."""
    return AssemblyKind.EXTRAORDINARY


RULES: tuple[LawRule[Any], ...] = (
    told(
        "record_day_earlier",
        N_("Date d’enregistrement plus précoce, si les statuts le disent"),
        ChangedBy.BYLAWS,
        sa=(_EARLIER, RECORD_SOURCE),
        sarl=(N_("non"), commerce("L. 223-28", sure=False)),
        sas=(None, SAS_SOURCE),
    ),
    told(
        "undivided_shares",
        N_("Qui vote pour des parts indivises"),
        ChangedBy.BYLAWS,
        sa=(N_("un mandataire unique"), commerce("L. 225-110")),
        sarl=(N_("un mandataire unique"), civil("1844")),
        sas=(N_("un mandataire unique"), civil("1844")),
    ),
    told(
        "usufruct",
        N_("Qui vote pour des parts en usufruit"),
        ChangedBy.BYLAWS,
        sa=(_USUFRUCT_SA, commerce("L. 225-110")),
        sarl=(_USUFRUCT, civil("1844")),
        sas=(_USUFRUCT, civil("1844")),
    ),
    told(
        "legal_person_voter",
        N_("Qui vote pour une personne morale"),
        ChangedBy.LAW,
        all_forms=(_LEGAL_PERSON, civil("1844", sure=False, note="usage")),
    ),
    told(
        "public_body_voter",
        N_("Qui vote pour une collectivité"),
        ChangedBy.LAW,
        all_forms=(_PUBLIC_BODY, other("Code général des collectivités territoriales", "L. 2121-33")),
    ),
    told("vote_not_removed", N_("Droit de voter"), ChangedBy.LAW, all_forms=(_VOTES_ALWAYS, civil("1844"))),
    told("exclusion_heard", N_("Sociétaire qu’on veut exclure"), ChangedBy.LAW,
         all_forms=(_HEARD, HEARD_SOURCE)),
    told("exclusion_majority", N_("Qui décide une exclusion"), ChangedBy.BYLAWS,
         all_forms=(_BY_ASSEMBLY, EXCLUSION_SOURCE)),
    told(
        "leaver_vote",
        N_("Sociétaire parti, en attente de remboursement"),
        ChangedBy.LAW,
        all_forms=(_LEFT, law_of_1947("18")),
    ),
    told("member_death", N_("Décès d’un sociétaire"), ChangedBy.BYLAWS,
         all_forms=(_HEIRS, commerce("L. 231-8", sure=False))),
    told(
        "membership_terms",
        N_("Admission, retrait et exclusion"),
        ChangedBy.BYLAWS,
        all_forms=(N_("les statuts en fixent les conditions"), law_of_1947("7", note="et 19 septies")),
    ),
)  # fmt: skip
