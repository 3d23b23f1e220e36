"""What members may read, ask and receive before an assembly, and until when."""

from datetime import date
from typing import Any

from governance.law.days import days_before
from governance.law.legal_forms import CompanyForm
from governance.law.public_holidays import Territory, business_day_before
from governance.law.rule import LawRule, Said, always, said, told
from governance.law.texts import commerce, other
from governance.sources import ChangedBy, Dated
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9")
Days = dict[CompanyForm, Dated[int | None]]

QUESTION_BUSINESS_DAYS: Days = {
    CompanyForm.SA: always(4, commerce("R. 225-84")),
    CompanyForm.SARL: always(0, commerce("L. 223-26", note="jusqu’à l’assemblée")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
DOCUMENT_REQUEST_DAYS: Days = {
    CompanyForm.SA: always(5, commerce("R. 225-88")),
    CompanyForm.SARL: always(None, commerce("R. 223-18", note="et R. 223-19")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
DOCUMENT_DAYS: Days = {
    CompanyForm.SA: always(15, commerce("R. 225-89")),
    CompanyForm.SARL: always(15, commerce("R. 223-18", note="et R. 223-19")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
DOCUMENTS: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always("available", commerce("R. 225-89", note="et R. 225-83")),
    CompanyForm.SARL: always("sent", commerce("R. 223-18", note="et R. 223-19")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
LIST_CONSULTATION_DAYS: Days = {
    CompanyForm.SA: always(15, commerce("R. 225-90")),
    CompanyForm.SARL: always(None, commerce("R. 223-20", sure=False, note="pas de liste légale")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
LIST_FIELDS = ("surname", "first_name", "address")
"""What the list of members shows before an assembly: never an e-mail, a telephone, a birth date."""


def question_cutoff(
    form: CompanyForm, assembly_on: date, territory: Territory = Territory.MAINLAND
) -> date | None:
    """Give the last day for a written question (SA: the fourth business day before).

    In a SARL, the day of the assembly; None where the bylaws decide. Law: R. 225-84, L. 223-26.
    """
    days = QUESTION_BUSINESS_DAYS[form].on(assembly_on)
    return business_day_before(assembly_on, days, territory) if days else assembly_on if days == 0 else None


def document_request_cutoff(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the last day to ask that documents be sent (SA: the fifth day before, included).

    None in a SARL, which sends them to everyone unasked. Law: R. 225-88, R. 223-18.
    """
    days = DOCUMENT_REQUEST_DAYS[form].on(assembly_on)
    return None if days is None else days_before(assembly_on, days)


def documents_from(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the day by which documents are open to members (SA) or sent to each (SARL)."""
    days = DOCUMENT_DAYS[form].on(assembly_on)
    return None if days is None else days_before(assembly_on, days)


def list_open_from(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the first day on which members may read and copy the list of members.

    Law: L. 225-116, R. 225-90.
    """
    days = LIST_CONSULTATION_DAYS[form].on(assembly_on)
    return None if days is None else days_before(assembly_on, days)


BUSINESS_DAY = N_("au plus tard le %(days)de jour ouvré avant l’assemblée")
UNTIL_ASSEMBLY = N_("jusqu’à l’assemblée")
DAY_INCLUDED = N_("jusqu’au %(days)de jour avant l’assemblée, inclus")
UNASKED = N_("aucune à faire : chaque sociétaire les reçoit")
DOCUMENT_WORDS = {
    "available": N_("tenus à disposition, et envoyés à qui le demande"),
    "sent": N_("envoyés à chaque sociétaire : une mise en ligne ne suffit pas"),
}
SINCE_DAYS = N_("%(days)d jours avant l’assemblée au moins")
LIST_OPEN = N_("nom, prénom et adresse, à lire ou à copier pendant les %(days)d jours d’avant")


def _say_question(days: int) -> Said:
    return said(BUSINESS_DAY, days=days) if days else Said(UNTIL_ASSEMBLY)


def _say_documents(key: str) -> Said:
    return Said(DOCUMENT_WORDS[key])


def _say_since(days: int) -> Said:
    return said(SINCE_DAYS, days=days)


def _say_list(days: int) -> Said:
    return said(LIST_OPEN, days=days)


(_ASKED,) = DOCUMENT_REQUEST_DAYS[CompanyForm.SA].periods
_THREE_YEARS = N_("comptes, rapports, procès-verbaux et feuilles de présence des trois derniers exercices")
_THREE_YEARS_SARL = N_("comptes, inventaires, rapports et procès-verbaux des trois derniers exercices")
_ANSWERED = N_("en séance ; une réponse commune suffit à plusieurs questions")
_CANDIDATES = N_("nom, âge, emplois des cinq dernières années, fonctions et parts détenues")

RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "documents_mode",
        N_("Documents de l’assemblée"),
        DOCUMENTS,
        _say_documents,
        ChangedBy.LAW,
        proposed={CompanyForm.SAS: "sent"},
    ),
    LawRule(
        "documents_from",
        N_("À partir de quand les documents sont là"),
        DOCUMENT_DAYS,
        _say_since,
        ChangedBy.LAW,
        proposed={CompanyForm.SAS: 15},
    ),
    told(
        "document_request_cutoff",
        N_("Demande d’envoi des documents"),
        ChangedBy.LAW,
        sa=(said(DAY_INCLUDED, days=_ASKED.value), _ASKED.source),
        sarl=(UNASKED, DOCUMENT_REQUEST_DAYS[CompanyForm.SARL].periods[0].source),
        sas=(None, SAS_SOURCE),
    ),
    LawRule(
        "members_list_consultation",
        N_("Consultation de la liste des sociétaires"),
        LIST_CONSULTATION_DAYS,
        _say_list,
        ChangedBy.LAW,
    ),
    told(
        "permanent_information",
        N_("Ce que chacun peut lire toute l’année"),
        ChangedBy.LAW,
        sa=(_THREE_YEARS, commerce("L. 225-117")),
        sarl=(_THREE_YEARS_SARL, commerce("R. 223-15", sure=False, note="rédaction lue en 2009")),
        sas=(None, SAS_SOURCE),
    ),
    LawRule("question_cutoff", N_("Questions écrites"), QUESTION_BUSINESS_DAYS, _say_question, ChangedBy.LAW),
    told(
        "question_answer",
        N_("Réponse aux questions écrites"),
        ChangedBy.LAW,
        sa=(_ANSWERED, commerce("L. 225-108", note="ou sur une page du site de la coopérative")),
        sarl=(_ANSWERED, commerce("L. 223-26")),
        sas=(None, SAS_SOURCE),
        proposed=_ANSWERED,
    ),
    told(
        "candidates_information",
        N_("Ce qui est dit des candidats au conseil"),
        ChangedBy.LAW,
        sa=(_CANDIDATES, commerce("R. 225-83")),
        sarl=(N_("rien n’est imposé"), other("Code de commerce", sure=False)),
        sas=(None, SAS_SOURCE),
        proposed=_CANDIDATES,
    ),
)
