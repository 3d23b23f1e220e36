"""How long before an assembly its notice must leave, and what is frozen before it.

Days are full days: neither the day of sending nor the day of the assembly counts. Fifteen full
days before Thursday 24 June means sending on Tuesday 8 June at the latest (D-16). This is one
day safer than the shortest reading of the texts. A deadline counted backwards is never put off
by a week-end or a public holiday.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import Call, CompanyForm
from governance.law.rule import Direction, LawRule, RefusedByText, Said, always, said, told
from governance.law.texts import commerce, other
from governance.sources import ChangedBy, Dated, LegalSource, Since
from governance.words import N_

SA_SOURCE = commerce("R. 225-69")
SARL_SOURCE = commerce("R. 223-20")
SARL_SECOND = commerce("R. 223-20", sure=False, note="aucun délai plus court n’est prévu pour la deuxième")
SAS_SOURCE = commerce("L. 227-9")
DECREE_OF_2010 = commerce(
    "R. 225-69",
    sure=False,
    note="décret n° 2010-684 du 23 juin 2010 : dix jours au lieu de six ; premier jour à confirmer",
)

REQUESTS_DAY = date(2018, 4, 1)
"""First day on which the notice of a SARL opens to its members the right to ask for an item."""
FROM_CONVENING = "décret n° 2018-146, art. 12 : assemblées convoquées à partir de ce jour"

Days = dict[CompanyForm, Dated[int | None]]

FIRST_DAYS: Days = {
    CompanyForm.SA: always(15, SA_SOURCE),
    CompanyForm.SARL: always(15, SARL_SOURCE),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
SECOND_DAYS: Days = {
    CompanyForm.SA: Dated((Since(date.min, 6, SA_SOURCE), Since(date(2010, 6, 26), 10, DECREE_OF_2010))),
    CompanyForm.SARL: always(15, SARL_SECOND),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
EMAIL_CONSENT_DAYS: Days = {
    CompanyForm.SA: always(35, commerce("R. 225-63", sure=False, note="rédaction lue en 2015")),
    CompanyForm.SARL: always(20, commerce("R. 223-20")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
LIST_DAYS: Days = {
    CompanyForm.SA: always(16, commerce("R. 225-90")),
    CompanyForm.SARL: always(None, commerce("R. 223-20", sure=False, note="pas de liste légale")),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
AGENDA_DAYS: Days = {
    CompanyForm.SA: always(25, commerce("R. 225-72")),
    CompanyForm.SARL: Dated(
        (
            Since(date.min, None, other("textes antérieurs au 1er avril 2018", sure=False)),
            Since(REQUESTS_DAY, 25, commerce("R. 223-20-3", note=FROM_CONVENING)),
        )
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}

MANAGER_DIED_DAYS = 8
"""When the sole manager of a SARL is dead and the auditor or a member convenes. Law: R. 223-20."""

FULL_DAYS = N_("au moins %(days)d jours pleins entre l’envoi et l’assemblée")
DAYS_BEFORE = N_("au plus tard %(days)d jours avant l’assemblée")
DAY_BEFORE = N_("le %(days)de jour avant l’assemblée")


def period(form: CompanyForm, call: Call, day: date) -> Since[int | None]:
    """Give the fewest full days of notice for an assembly held on `day`, with their text.

    The value is None when the law leaves it to the bylaws (SAS). Law: R. 225-69, R. 223-20.
    """
    return (FIRST_DAYS if call is Call.FIRST else SECOND_DAYS)[form].period(day)


def legal_days(form: CompanyForm, call: Call, day: date) -> int | None:
    """Give the fewest full days of notice, None when the bylaws decide (SAS)."""
    return period(form, call, day).value


def last_sending_day(assembly_on: date, full_days: int) -> date:
    """Give the last day on which a notice may leave, with `full_days` full days in between."""
    return assembly_on - timedelta(days=full_days + 1)


def first_assembly_day(sent_on: date, full_days: int) -> date:
    """Give the first day on which an assembly may be held when its notice leaves on `sent_on`."""
    return sent_on + timedelta(days=full_days + 1)


def email_consent_cutoff(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the last day on which a member may agree to be convened by e-mail to this assembly.

    Thirty-five days before in an SA, twenty in a SARL; None where the bylaws decide.
    Law: R. 225-63, R. 223-20.
    """
    return _before(EMAIL_CONSENT_DAYS, form, assembly_on)


def email_consent_by(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the last day of consent that the service counts on: one earlier than the shortest reading.

    Whoever agreed on the very last day gets a letter, which is always regular. Everything that
    says or uses a day of consent asks this function.
    """
    cutoff = email_consent_cutoff(form, assembly_on)
    return None if cutoff is None else cutoff - timedelta(days=1)


def members_list_day(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the day on which the list of members is frozen (SA: the sixteenth before)."""
    return _before(LIST_DAYS, form, assembly_on)


def agenda_request_cutoff(form: CompanyForm, assembly_on: date) -> date | None:
    """Give the last day on which members may ask for an item (twenty-five days before).

    Law: R. 225-72, R. 223-20-3.
    """
    days = agenda_request(form, assembly_on).value
    return None if days is None else assembly_on - timedelta(days=days)


def agenda_request(form: CompanyForm, assembly_on: date) -> Since[int | None]:
    """Give how many days before an assembly members may ask for an item, with the text."""
    return AGENDA_DAYS[form].period(convened_by(form, assembly_on))


def convened_by(form: CompanyForm, assembly_on: date) -> date:
    """Give the day whose law says who may ask for an item: the last on which the notice may leave.

    The right of a SARL's members holds for assemblies convened from 1 April 2018, not held from
    then. Where the bylaws set the notice, the day of the assembly. Law: decree 2018-146, art. 12.
    """
    days = legal_days(form, Call.FIRST, assembly_on)
    return assembly_on if days is None else last_sending_day(assembly_on, days)


def _before(days: Days, form: CompanyForm, assembly_on: date) -> date | None:
    count = days[form].on(assembly_on)
    return None if count is None else assembly_on - timedelta(days=count)


@dataclass(eq=False)
class NoticeTooLate(RefusedByText):
    """The notice would leave too few full days before the assembly.

    `last_day` is the last lawful day of sending; `first_assembly_on` the first lawful day of
    assembly for a notice sent on `sent_on`.
    """

    sent_on: date
    assembly_on: date
    days: int
    last_day: date
    first_assembly_on: date

    message = N_(
        "La convocation partirait le %(sent_on)s pour une assemblée le %(assembly_on)s. "
        "Il faut %(days)d jours pleins entre les deux : elle devait partir le %(last_day)s au plus tard."
    )
    remedy = N_("Fixez l’assemblée au %(first_assembly_on)s ou à un jour suivant, puis convoquez.")


@dataclass(eq=False)
class NoticeTooShort(RefusedByText):
    """The bylaws would give fewer days of notice than the law."""

    call: Call
    days: int
    required: int

    message = N_(
        "Les statuts prévoient %(days)d jours de convocation. La loi en demande au moins %(required)d."
    )
    remedy = N_("Portez ce délai à %(required)d jours ou plus.")


def breaches(sent_on: date, assembly_on: date, *, full_days: int, text: object) -> list[NoticeTooLate]:
    """Find what is wrong with a notice that leaves on `sent_on`.

    `full_days` is what applies to this meeting (the law, or longer bylaws) and `text` where it
    comes from. Law: R. 225-69, R. 223-20.
    """
    last_day = last_sending_day(assembly_on, full_days)
    if sent_on <= last_day:
        return []
    first = first_assembly_day(sent_on, full_days)
    return [NoticeTooLate(sent_on, assembly_on, full_days, last_day, first, source=text)]


def bylaws_breaches(form: CompanyForm, call: Call, days: int, day: date) -> list[Refused]:
    """Find bylaws that convene later than the law of `day` allows."""
    law = period(form, call, day)
    if law.value is None or days >= law.value:
        return []
    return [NoticeTooShort(call, days, law.value, source=law.source)]


def source(form: CompanyForm, call: Call, day: date) -> LegalSource:
    """Give the text that sets the days of notice."""
    return period(form, call, day).source


def _say_full(days: int) -> Said:
    return said(FULL_DAYS, days=days)


def _say_before(days: int) -> Said:
    return said(DAYS_BEFORE, days=days)


def _say_on(days: int) -> Said:
    return said(DAY_BEFORE, days=days)


RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "notice_days_first",
        N_("Délai de la première convocation"),
        FIRST_DAYS,
        _say_full,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
        {CompanyForm.SAS: 15},
    ),
    LawRule(
        "notice_days_second",
        N_("Délai de la deuxième convocation"),
        SECOND_DAYS,
        _say_full,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
        {CompanyForm.SAS: 10},
    ),
    told(
        "notice_days_manager_died",
        N_("Convocation après la mort du dirigeant unique"),
        ChangedBy.LAW,
        sa=(N_("le délai ordinaire : le conseil convoque"), SA_SOURCE),
        sarl=(said(FULL_DAYS, days=MANAGER_DIED_DAYS), SARL_SOURCE),
        sas=(None, SAS_SOURCE),
    ),
    LawRule(
        "email_consent_cutoff",
        N_("Accord d’un sociétaire pour être convoqué par courriel"),
        EMAIL_CONSENT_DAYS,
        _say_before,
        ChangedBy.LAW,
    ),
    LawRule("members_list_day", N_("Arrêté de la liste des sociétaires"), LIST_DAYS, _say_on, ChangedBy.LAW),
    LawRule(
        "agenda_request_cutoff",
        N_("Demande d’inscription d’un point à l’ordre du jour"),
        AGENDA_DAYS,
        _say_before,
        ChangedBy.LAW,
    ),
)
