"""Taking part without being in the room: by video, by post, in writing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, RefusedByText, Said, always
from governance.law.texts import commerce
from governance.sources import ChangedBy, Dated, Since
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9")
LAW_OF_2024 = "loi n° 2024-537 du 13 juin 2024 ; premier jour à confirmer"
REMOTE_DAY = date(2024, 9, 14)

FREE, BY_BYLAWS, BUT_ACCOUNTS, COMPULSORY, NONE = "free", "by_bylaws", "but_accounts", "compulsory", "none"

HYBRID: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: Dated(
        (
            Since(date.min, BY_BYLAWS, commerce("L. 225-107", note="rédaction antérieure à 2024")),
            Since(REMOTE_DAY, FREE, commerce("L. 225-103-1", sure=False, note=LAW_OF_2024)),
        )
    ),
    CompanyForm.SARL: always(BUT_ACCOUNTS, commerce("L. 223-27")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
POSTAL: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always(COMPULSORY, commerce("L. 225-107")),
    CompanyForm.SARL: Dated(
        (
            Since(date.min, NONE, commerce("L. 223-27", note="rédaction antérieure à 2024")),
            Since(REMOTE_DAY, BY_BYLAWS, commerce("L. 223-27", sure=False, note=LAW_OF_2024)),
        )
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
WRITTEN: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always(NONE, commerce("L. 225-96", sure=False, note="l’assemblée d’une SA se réunit")),
    CompanyForm.SARL: always(BY_BYLAWS, commerce("L. 223-27")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


@dataclass(eq=False)
class PostalVoteRefused(RefusedByText):
    """An SA may not switch off postal votes."""

    message = N_(
        "Les statuts suppriment le vote par correspondance. Dans une SA, chaque sociétaire y a droit."
    )
    remedy = N_("Rétablissez le vote par correspondance.")


@dataclass(eq=False)
class AccountsByVideo(RefusedByText):
    """A SARL may not approve its accounts in a meeting held by video."""

    message = N_(
        "Les statuts permettent de participer à distance à l’assemblée sur les comptes. "
        "La loi l’exclut dans une SARL."
    )
    remedy = N_("Réunissez cette assemblée sur place, ou consultez les sociétaires par écrit.")


@dataclass(eq=False)
class WrittenConsultationForbidden(RefusedByText):
    """The assembly of an SA meets; it is not consulted in writing."""

    message = N_("Les statuts permettent de consulter les sociétaires par écrit. Une SA les réunit.")
    remedy = N_("Supprimez la consultation écrite.")


@dataclass(eq=False)
class RemoteWithoutClause(RefusedByText):
    """Only-remote assemblies need remote participation to exist at all."""

    message = N_(
        "Les statuts prévoient des assemblées entièrement à distance sans permettre d’y participer ainsi."
    )
    remedy = N_("Permettez la participation à distance, ou supprimez les assemblées entièrement à distance.")


def breaches(
    form: CompanyForm,
    day: date,
    *,
    hybrid: bool,
    hybrid_for_accounts: bool,
    remote_only: bool,
    postal: bool,
    written: bool,
) -> list[Refused]:
    """Find what the bylaws say about distance that the law of `day` forbids.

    Law: L. 225-107 (SA), L. 223-27 (SARL); a SAS decides freely.
    """
    found: list[Refused] = []
    if POSTAL[form].on(day) == COMPULSORY and not postal:
        found.append(PostalVoteRefused(source=POSTAL[form].period(day).source))
    if HYBRID[form].on(day) == BUT_ACCOUNTS and hybrid_for_accounts:
        found.append(AccountsByVideo(source=HYBRID[form].period(day).source))
    if WRITTEN[form].on(day) == NONE and written:
        found.append(WrittenConsultationForbidden(source=WRITTEN[form].period(day).source))
    if remote_only and not hybrid:
        found.append(RemoteWithoutClause(source=HYBRID[form].period(day).source))
    return found


WORDS = {
    FREE: N_("permise sans clause des statuts"),
    BY_BYLAWS: N_("si les statuts le permettent"),
    BUT_ACCOUNTS: N_("si les statuts le permettent, jamais pour l’assemblée sur les comptes"),
    COMPULSORY: N_("un droit de chaque sociétaire"),
    NONE: N_("impossible"),
}


def _say(word: str) -> Said:
    return Said(WORDS[word])


RULES: tuple[LawRule[Any], ...] = (
    LawRule("remote_participation", N_("Participation à distance"), HYBRID, _say, ChangedBy.BYLAWS),
    LawRule("postal_vote", N_("Vote par correspondance"), POSTAL, _say, ChangedBy.LAW),
    LawRule("written_consultation", N_("Consultation écrite"), WRITTEN, _say, ChangedBy.BYLAWS),
)
