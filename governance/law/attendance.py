"""What an attendance sheet must show, and who signs it.

The sheet proves that people came; those who leave before a vote are no longer in its quorum.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, Said, always, said
from governance.law.texts import commerce
from governance.sources import ChangedBy, Dated, LegalSource
from governance.words import N_

SA_SOURCE = commerce("R. 225-95", sure=False, note="rédaction lue en 2015")
SARL_SOURCE = commerce("R. 223-24", sure=False, note="pas de feuille légale ; celle de la SA est proposée")
SAS_SOURCE = commerce("L. 227-9", sure=False, note="selon les statuts ; celle de la SA est proposée")

SHEET = ("surname", "first_name", "address", "shares", "votes", "quality", "proxy_holder", "signature")
COLUMNS: dict[CompanyForm, Dated[tuple[str, ...] | None]] = {
    CompanyForm.SA: always(SHEET, SA_SOURCE),
    CompanyForm.SARL: always(None, SARL_SOURCE),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
SIGNERS = ("present", "proxy_holders", "officers")
SIGNED_BY: dict[CompanyForm, Dated[tuple[str, ...] | None]] = {
    CompanyForm.SA: always(SIGNERS, SA_SOURCE),
    CompanyForm.SARL: always(None, SARL_SOURCE),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
WITHOUT_SHEET = (CompanyForm.SARL, CompanyForm.SAS)
"""The forms whose law asks for no sheet: that of the SA is proposed to them."""

COLUMN_NAMES = {
    "surname": N_("nom"),
    "first_name": N_("prénom"),
    "address": N_("adresse"),
    "shares": N_("parts"),
    "votes": N_("voix"),
    "quality": N_("présent, représenté ou par correspondance"),
    "proxy_holder": N_("mandataire"),
    "signature": N_("signature"),
}
SIGNER_NAMES = {
    "present": N_("chaque sociétaire présent"),
    "proxy_holders": N_("chaque mandataire"),
    "officers": N_("le bureau, qui la certifie exacte"),
}
LIST = N_("%(items)s")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of the sheet, as keys of COLUMN_NAMES, and the text that says so."""

    columns: tuple[str, ...]
    source: LegalSource


def sheet(form: CompanyForm, day: date) -> Sheet:
    """Give the columns of the attendance sheet of an assembly held on `day`.

    Law: R. 225-95 (SA); proposed to the other forms. Proxies and postal forms are annexed.
    """
    period = COLUMNS[form].period(day)
    return Sheet(period.value or SHEET, period.source)


def _say_columns(columns: tuple[str, ...]) -> Said:
    return said(LIST, items=tuple(Said(COLUMN_NAMES[column]) for column in columns))


def _say_signers(signers: tuple[str, ...]) -> Said:
    return said(LIST, items=tuple(Said(SIGNER_NAMES[signer]) for signer in signers))


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "attendance_columns",
        N_("Colonnes de la feuille de présence"),
        COLUMNS,
        _say_columns,
        ChangedBy.LAW,
        proposed=dict.fromkeys(WITHOUT_SHEET, SHEET),
    ),
    LawRule(
        "attendance_signers",
        N_("Qui signe la feuille de présence"),
        SIGNED_BY,
        _say_signers,
        ChangedBy.LAW,
        proposed=dict.fromkeys(WITHOUT_SHEET, SIGNERS),
    ),
)
