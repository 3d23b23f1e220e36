"""Until when postal votes are asked for and received. A late form is not counted."""

from datetime import date, datetime, time, timedelta
from typing import Any

from governance.law.legal_forms import CompanyForm
from governance.law.proxies import PARIS, DayBefore
from governance.law.rule import LawRule, Said, always, said
from governance.law.texts import commerce
from governance.sources import ChangedBy, Dated
from governance.words import N_

IN_FORM = commerce("R. 223-20-1", sure=False, note="la date limite est celle que dit le formulaire")
SAS_SOURCE = commerce("L. 227-9")

Days = dict[CompanyForm, Dated[int | None]]

REQUEST_DAYS: Days = {
    CompanyForm.SA: always(6, commerce("R. 225-75")),
    CompanyForm.SARL: always(None, IN_FORM),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
PAPER_DAYS: Days = {
    CompanyForm.SA: always(3, commerce("R. 225-77", sure=False, note="rédaction lue en 2015")),
    CompanyForm.SARL: always(None, IN_FORM),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
ELECTRONIC: dict[CompanyForm, Dated[DayBefore | None]] = {
    CompanyForm.SA: always(
        DayBefore(days=1, hour=15), commerce("R. 225-77", sure=False, note="rédaction lue en 2015")
    ),
    CompanyForm.SARL: always(None, IN_FORM),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}


def request_cutoff(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the last day to ask for a paper form (SA: the sixth before). Law: R. 225-75."""
    days = REQUEST_DAYS[form].on(assembly_on)
    return None if days is None else assembly_on - timedelta(days=days)


def paper_cutoff(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the earliest day the cooperative may choose as its limit for paper forms.

    The third before in an SA; the bylaws may only bring it nearer to the assembly.
    Law: R. 225-77.
    """
    days = PAPER_DAYS[form].on(assembly_on)
    return None if days is None else assembly_on - timedelta(days=days)


def electronic_cutoff(form: CompanyForm, assembly_on: date) -> datetime | None:
    """Give the last moment of an electronic postal vote: 15:00 in Paris the day before (SA)."""
    limit = ELECTRONIC[form].on(assembly_on)
    if limit is None:
        return None
    return datetime.combine(assembly_on - timedelta(days=limit.days), time(limit.hour), tzinfo=PARIS)


ASKED = N_("au plus tard le %(days)de jour avant l’assemblée")
PAPER = N_("la limite n’est pas fixée plus tôt que le %(days)de jour avant l’assemblée")
ONLINE = N_("jusqu’à %(hour)d h, heure de Paris, la veille de l’assemblée")


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
    ),
    LawRule(
        "postal_electronic_cutoff",
        N_("Réception d’un vote par correspondance électronique"),
        ELECTRONIC,
        _say_online,
        ChangedBy.LAW,
    ),
)
