"""Taking part without being in the room: by video, by post, in writing."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.days import days_before
from governance.law.legal_forms import CompanyForm
from governance.law.rule import LawRule, RefusedByText, Said, always, said, say_part, told
from governance.law.texts import commerce, law_of_1947
from governance.sources import ChangedBy, Dated, Since
from governance.words import N_

SAS_SOURCE = commerce("L. 227-9")
LAW_OF_2024 = "loi n° 2024-537 du 13 juin 2024 ; premier jour à confirmer"
NO_CLAUSE = f"{LAW_OF_2024} ; le texte ne dit pas si une clause peut la refuser"
REMOTE_DAY = date(2024, 9, 14)

BEFORE_2024 = "rédaction antérieure à 2024"

FREE, BY_BYLAWS, BUT_ACCOUNTS, COMPULSORY, NONE = "free", "by_bylaws", "but_accounts", "compulsory", "none"
NEVER, IN_WRITING = "never", "in_writing"

HYBRID: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: Dated(
        (
            Since(date.min, BY_BYLAWS, commerce("L. 225-107", note=BEFORE_2024)),
            Since(REMOTE_DAY, FREE, commerce("L. 225-103-1", sure=False, note=NO_CLAUSE)),
        )
    ),
    CompanyForm.SARL: always(BUT_ACCOUNTS, commerce("L. 223-27")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
BY_ARTICLE_10 = "sauf disposition contraire de la loi spéciale : celle des SARL n’en disait rien avant 2024"
POSTAL: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always(COMPULSORY, commerce("L. 225-107")),
    CompanyForm.SARL: Dated(
        (
            Since(date.min, BY_BYLAWS, law_of_1947("10", sure=False, note=BY_ARTICLE_10)),
            Since(REMOTE_DAY, BY_BYLAWS, commerce("L. 223-27", sure=False, note=LAW_OF_2024)),
        )
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
WRITTEN: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: always(NONE, commerce("L. 225-96", sure=False, note="l’assemblée d’une SA se réunit")),
    CompanyForm.SARL: Dated(
        (
            Since(date.min, BUT_ACCOUNTS, commerce("L. 223-27", note=BEFORE_2024)),
            Since(REMOTE_DAY, BY_BYLAWS, commerce("L. 223-27", sure=False, note=LAW_OF_2024)),
        )
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
ACCOUNTS: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: HYBRID[CompanyForm.SA],
    CompanyForm.SARL: Dated(
        (
            Since(date.min, NEVER, commerce("L. 223-27", note=BEFORE_2024)),
            Since(REMOTE_DAY, IN_WRITING, commerce("L. 223-27", sure=False, note=LAW_OF_2024)),
        )
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
REMOTE_ONLY_DAY = date(2018, 3, 3)
ONLY: dict[CompanyForm, Dated[str | None]] = {
    CompanyForm.SA: Dated(
        (
            Since(date.min, NONE, commerce("L. 225-103-1", sure=False, note="n’existait pas avant 2017")),
            Since(REMOTE_ONLY_DAY, BY_BYLAWS, commerce("L. 225-103-1", note="rédaction de 2017")),
            Since(
                REMOTE_DAY,
                BY_BYLAWS,
                commerce(
                    "L. 225-103-1",
                    sure=False,
                    note="le texte de 2024 ne parle plus des statuts : une clause est plus sûre",
                ),
            ),
        )
    ),
    CompanyForm.SARL: always(
        BY_BYLAWS, commerce("L. 223-27", sure=False, note="aucun texte ne la prévoit expressément")
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


VETO_PART: dict[CompanyForm, Dated[Fraction | None]] = {
    CompanyForm.SA: Dated(
        (
            Since(date.min, None, commerce("L. 225-103-1", sure=False, note="n’existait pas avant 2017")),
            Since(
                REMOTE_ONLY_DAY,
                Fraction(1, 20),
                commerce("L. 225-103-1", sure=False, note="décret n° 2018-146 du 28 février 2018"),
            ),
            Since(REMOTE_DAY, Fraction(1, 4), commerce("L. 225-103-1", sure=False, note=LAW_OF_2024)),
        )
    ),
    CompanyForm.SARL: always(None, commerce("L. 223-27", note="les statuts peuvent donner ce droit")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
"""The part of the capital that may refuse an extraordinary assembly held only at a distance."""
ANNOUNCE_DAYS, VETO_DAYS = 35, 25
VETO_SOURCE = commerce("R. 225-61-2", sure=False, note="et R. 225-61-1 ; peut avoir changé depuis 2024")
WRITTEN_DAYS: dict[CompanyForm, Dated[int | None]] = {
    CompanyForm.SA: always(None, WRITTEN[CompanyForm.SA].periods[0].source),
    CompanyForm.SARL: Dated(
        (
            Since(date.min, 15, commerce("R. 223-22")),
            Since(
                REMOTE_DAY,
                15,
                commerce(
                    "R. 223-22",
                    sure=False,
                    note="L. 223-27 : par voie électronique, les statuts disent le délai",
                ),
            ),
        )
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


def may_refuse_remote_only(form: CompanyForm, day: date, held: Fraction) -> bool:
    """Tell whether holders of `held` of the capital may refuse an extraordinary remote-only assembly.

    A quarter in an SA since 2024, a twentieth before; bounds included. Law: L. 225-103-1.
    """
    part = VETO_PART[form].on(day)
    return part is not None and held >= part


def announce_by(assembly_on: date) -> date:
    """Give the last day to tell members of an SA that an assembly will be only remote."""
    return days_before(assembly_on, ANNOUNCE_DAYS)


def refuse_by(assembly_on: date) -> date:
    """Give the last day on which members of an SA may refuse it. Law: R. 225-61-2."""
    return days_before(assembly_on, VETO_DAYS)


def written_closed_from(form: CompanyForm, received_on: date) -> date | None:
    """Give the first day on which a written consultation may be closed; None where the bylaws say.

    A member of a SARL has fifteen days from receiving the drafts, the last one whole. `received_on`
    is the day on which the last of them received it, never the day of sending. Law: R. 223-22.
    """
    days = WRITTEN_DAYS[form].on(received_on)
    return None if days is None else days_before(received_on, -(days + 1))


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

    An SA needs no clause to let members take part at a distance since 2024.
    Law: L. 225-103-1, L. 225-107 (SA), L. 223-27 (SARL); a SAS decides freely.
    """
    found: list[Refused] = []
    if POSTAL[form].on(day) == COMPULSORY and not postal:
        found.append(PostalVoteRefused(source=POSTAL[form].period(day).source))
    if HYBRID[form].on(day) == BUT_ACCOUNTS and hybrid_for_accounts:
        found.append(AccountsByVideo(source=HYBRID[form].period(day).source))
    if WRITTEN[form].on(day) == NONE and written:
        found.append(WrittenConsultationForbidden(source=WRITTEN[form].period(day).source))
    if remote_only and not hybrid and HYBRID[form].on(day) != FREE:
        found.append(RemoteWithoutClause(source=HYBRID[form].period(day).source))
    return found


WORDS = {
    FREE: N_("permise sans clause des statuts"),
    BY_BYLAWS: N_("si les statuts le permettent"),
    BUT_ACCOUNTS: N_("si les statuts le permettent, jamais pour l’assemblée sur les comptes"),
    COMPULSORY: N_("un droit de chaque sociétaire"),
    NONE: N_("impossible"),
    NEVER: N_("jamais : ni par écrit, ni dans une assemblée en vidéo"),
    IN_WRITING: N_("possible par écrit, même électronique ; jamais dans une assemblée en vidéo"),
}


VETO = N_("%(part)s du capital peut refuser une assemblée extraordinaire tenue seulement à distance")
ANSWERS = N_("au moins %(days)d jours pour répondre, à compter de la réception")


def _say(word: str) -> Said:
    return Said(WORDS[word])


def _say_veto(part: Fraction) -> Said:
    return said(VETO, part=say_part(part))


def _say_answers(days: int) -> Said:
    return said(ANSWERS, days=days)


_PROCEDURE = said(
    N_("annoncée au moins %(announce)d jours avant, refusée au moins %(refuse)d jours avant"),
    announce=ANNOUNCE_DAYS,
    refuse=VETO_DAYS,
)
_VOICE = N_("la voix au moins, en continu et simultanément")
_SITE = N_("un site consacré au vote, avec un code remis avant la séance")


RULES: tuple[LawRule[Any], ...] = (
    LawRule("remote_participation", N_("Participation à distance"), HYBRID, _say, ChangedBy.BYLAWS),
    LawRule(
        "postal_vote",
        N_("Vote par correspondance"),
        POSTAL,
        _say,
        ChangedBy.LAW,
        changed_for={BY_BYLAWS: ChangedBy.BYLAWS},
    ),
    LawRule(
        "written_consultation",
        N_("Consultation écrite"),
        WRITTEN,
        _say,
        ChangedBy.BYLAWS,
        changed_for={NONE: ChangedBy.LAW},
    ),
    LawRule(
        "written_answer_days",
        N_("Délai de réponse à une consultation écrite"),
        WRITTEN_DAYS,
        _say_answers,
        ChangedBy.LAW,
        proposed={CompanyForm.SAS: 15},
    ),
    LawRule(
        "remote_only",
        N_("Assemblée tenue seulement à distance"),
        ONLY,
        _say,
        ChangedBy.BYLAWS,
        changed_for={NONE: ChangedBy.LAW},
    ),
    LawRule(
        "remote_only_refused_by",
        N_("Refus d’une assemblée tenue seulement à distance"),
        VETO_PART,
        _say_veto,
        ChangedBy.LAW,
    ),
    told(
        "remote_only_procedure",
        N_("Délais de ce refus"),
        ChangedBy.LAW,
        sa=(_PROCEDURE, VETO_SOURCE),
        sarl=(None, commerce("L. 223-27")),
        sas=(None, SAS_SOURCE),
    ),
    LawRule(
        "remote_accounts",
        N_("Comptes approuvés à distance"),
        ACCOUNTS,
        _say,
        ChangedBy.LAW,
        changed_for={FREE: ChangedBy.BYLAWS, BY_BYLAWS: ChangedBy.BYLAWS},
    ),
    told(
        "remote_technique",
        N_("Ce que la liaison transmet"),
        ChangedBy.LAW,
        sa=(_VOICE, commerce("R. 225-97")),
        sarl=(_VOICE, commerce("R. 223-20-1")),
        sas=(None, SAS_SOURCE),
        proposed=_VOICE,
    ),
    told(
        "evote_site",
        N_("Site de vote électronique"),
        ChangedBy.LAW,
        sa=(_SITE, commerce("R. 225-61", note="et R. 225-98 ; gardez une clause dans les statuts")),
        sarl=(_SITE, commerce("R. 223-20-1")),
        sas=(None, SAS_SOURCE),
        proposed=_SITE,
    ),
)
