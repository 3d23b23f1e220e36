"""Until when postal votes are asked for and received. A late form is not counted."""

from datetime import date, datetime
from typing import Any

from governance.law.days import DayBefore, days_before, paris_day, paris_moment
from governance.law.legal_forms import CompanyForm
from governance.law.majority import ABSTENTION_DAY, BEFORE_2019, SETTLED_DAY, SINCE_2019
from governance.law.rule import Direction, LawRule, Said, always, said, told
from governance.law.texts import commerce
from governance.sources import ChangedBy, Dated, Since
from governance.words import N_

IN_FORM = commerce("R. 223-20-1-1", sure=False, note="la date limite est celle que dit le formulaire")
NO_FORM = commerce("L. 223-27", sure=False, note="aucun formulaire légal avant le décret n° 2024-904")
DECREE_OF_2024 = commerce(
    "R. 223-20-1-1",
    sure=False,
    note="décret n° 2024-904 du 8 octobre 2024 ; premier jour à confirmer",
)
FORM_DAY = date(2024, 10, 11)
READ_IN_2015 = commerce("R. 225-77", sure=False, note="rédaction lue en 2015")
SAS_SOURCE = commerce("L. 227-9")

Days = dict[CompanyForm, Dated[int | None]]

REQUEST_DAYS: Days = {
    CompanyForm.SA: always(6, commerce("R. 225-75")),
    CompanyForm.SARL: always(None, IN_FORM),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
PAPER_DAYS: Days = {
    CompanyForm.SA: always(3, READ_IN_2015),
    CompanyForm.SARL: always(None, IN_FORM),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
ELECTRONIC: dict[CompanyForm, Dated[DayBefore | None]] = {
    CompanyForm.SA: always(DayBefore(days=1, hour=15), READ_IN_2015),
    CompanyForm.SARL: always(None, IN_FORM),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


def request_cutoff(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the last day to ask for a paper form (SA: the sixth before). Law: R. 225-75."""
    days = REQUEST_DAYS[form].on(assembly_on)
    return None if days is None else days_before(assembly_on, days)


def paper_cutoff(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the earliest day the cooperative may choose as its limit for paper forms.

    The third before in an SA; the bylaws may only bring it nearer to the assembly.
    Law: R. 225-77.
    """
    days = PAPER_DAYS[form].on(assembly_on)
    return None if days is None else days_before(assembly_on, days)


def electronic_cutoff(form: CompanyForm, assembly_on: date) -> datetime | None:
    """Give the last moment of an electronic postal vote: 15:00 in Paris the day before (SA)."""
    limit = ELECTRONIC[form].on(assembly_on)
    if limit is None:
        return None
    return paris_moment(days_before(assembly_on, limit.days), limit.hour)


def received_by(form: CompanyForm, assembly_on: date, own_days: int | None = None) -> date:
    """Give the last day on which a paper form that is to be counted may arrive.

    `own_days` are those of the bylaws, before the assembly: in an SA they may bring the limit nearer
    to the assembly and never further than three days. Without any, the law's; where the law says
    nothing, the day of the assembly itself, before the session opens. Law: R. 225-77.
    """
    law = PAPER_DAYS[form].on(assembly_on)
    days = (law or 0) if own_days is None else own_days
    return days_before(assembly_on, days if law is None else min(days, law))


def in_time(
    form: CompanyForm,
    received_at: datetime,
    assembly_on: date,
    own_days: int | None = None,
    *,
    electronic: bool = False,
) -> bool:
    """Tell whether a form that arrived at `received_at` is counted, by the clock of Paris.

    On paper until the end of its last day; an electronic one, in an SA, until 15:00 the day before.
    Law: R. 225-77.
    """
    limit = electronic_cutoff(form, assembly_on) if electronic else None
    if limit is not None:
        return received_at <= limit
    return counts(paris_day(received_at), received_by(form, assembly_on, own_days))


def counts(received_on: date, cutoff: date, *, agenda_changed: bool = False) -> bool:
    """Tell whether a form received on `received_on` is counted.

    Received by the limit, and for the agenda it was given for: it survives a second call with the
    same agenda, and not another one. Law: R. 225-77.
    """
    return received_on <= cutoff and not agenda_changed


ASKED = N_("au plus tard le %(days)de jour avant l’assemblée")
PAPER = N_("la limite n’est pas fixée plus tôt que le %(days)de jour avant l’assemblée")
ONLINE = N_("jusqu’à %(hour)d h, heure de Paris, la veille de l’assemblée")


SAME_AGENDA = N_("il vaut pour l’assemblée suivante au même ordre du jour")
_FORM = N_(
    "chaque résolution dans l’ordre, pour, contre ou abstention ; la date limite ; "
    "ne rien cocher n’exprime rien"
)
_FORM_BEFORE = N_(
    "chaque résolution dans l’ordre, pour, contre ou abstention ; la date limite ; "
    "ne rien cocher ou s’abstenir vaut un vote contre"
)
_SARL_FORM = N_("chaque résolution dans l’ordre, la date limite, le nom, l’adresse et les parts")
_SIGNED = N_("nom, prénom, adresse et signature, qui peut être électronique")
_NEW = N_(
    "si un seul document sert au vote et au pouvoir, il dit ce qu’elle devient : abstention, "
    "ou pouvoir au président ou à un autre"
)
_BOTH = N_("le pouvoir compte, sous réserve des votes du formulaire")


def _say_asked(days: int) -> Said:
    return said(ASKED, days=days)


def _say_paper(days: int) -> Said:
    return said(PAPER, days=days)


def _say_online(limit: DayBefore) -> Said:
    return said(ONLINE, hour=limit.hour)


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "postal_request",
        N_("Demande d’un formulaire de vote par correspondance"),
        REQUEST_DAYS,
        _say_asked,
        ChangedBy.LAW,
    ),
    LawRule(
        "postal_paper_cutoff",
        N_("Réception d’un vote par correspondance sur papier"),
        PAPER_DAYS,
        _say_paper,
        ChangedBy.BYLAWS,
        Direction.EASIER,
    ),
    LawRule(
        "postal_electronic_cutoff",
        N_("Réception d’un vote par correspondance électronique"),
        ELECTRONIC,
        _say_online,
        ChangedBy.LAW,
    ),
    told(
        "postal_form",
        N_("Formulaire de vote par correspondance"),
        ChangedBy.LAW,
        sa=Dated(
            (
                Since(date.min, _FORM_BEFORE, commerce("R. 225-76", note=BEFORE_2019)),
                Since(ABSTENTION_DAY, _FORM, commerce("R. 225-76", sure=False, note=SINCE_2019)),
                Since(SETTLED_DAY, _FORM, commerce("R. 225-76", note=SINCE_2019)),
            )
        ),
        sarl=Dated((Since(date.min, None, NO_FORM), Since(FORM_DAY, _SARL_FORM, DECREE_OF_2024))),
        sas=(None, SAS_SOURCE),
        proposed=_FORM,
    ),
    told(
        "postal_signature",
        N_("Ce que porte le formulaire rendu"),
        ChangedBy.LAW,
        sa=(_SIGNED, READ_IN_2015),
        sarl=Dated((Since(date.min, None, NO_FORM), Since(FORM_DAY, _SIGNED, DECREE_OF_2024))),
        sas=(None, SAS_SOURCE),
    ),
    told(
        "postal_new_resolution",
        N_("Résolution nouvelle, absente du formulaire"),
        ChangedBy.LAW,
        sa=(_NEW, commerce("R. 225-78")),
        sarl=(None, IN_FORM),
        sas=(None, SAS_SOURCE),
    ),
    told(
        "postal_same_agenda",
        N_("Formulaire et deuxième convocation"),
        ChangedBy.LAW,
        sa=(SAME_AGENDA, READ_IN_2015),
        sarl=(None, IN_FORM),
        sas=(None, SAS_SOURCE),
        proposed=SAME_AGENDA,
    ),
    told(
        "postal_and_proxy",
        N_("Formulaire et pouvoir rendus ensemble"),
        ChangedBy.LAW,
        sa=(_BOTH, commerce("R. 225-81")),
        sarl=(None, IN_FORM),
        sas=(None, SAS_SOURCE),
    ),
    told(
        "mode_switch",
        N_("Changer de façon de voter après un vote par correspondance"),
        ChangedBy.BYLAWS,
        all_forms=(None, commerce("R. 225-85", sure=False, note="le texte vise les sociétés cotées")),
        proposed=N_("non"),
    ),
)
