"""Calling an assembly again: when it may be, for when, and on what agenda."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from governance.bylaws.clauses import Bylaws
from governance.bylaws.rules import BylawsArticle
from governance.errors import Refused
from governance.law import agenda as agenda_law
from governance.law import notice as notice_law
from governance.law import quorum as quorum_law
from governance.law.annual import months_after
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.law.rule import RefusedByText
from governance.sources import LegalSource
from governance.words import N_


class Missed(StrEnum):
    """What the first meeting missed: its quorum, or in a SARL the majority of all the members."""

    QUORUM = "quorum"
    MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class SecondDays:
    """Between which days a second meeting may be held, both included; `latest` None: no limit.

    `earliest` leaves the days of notice when it is sent today. Each `source` sets its day.
    """

    earliest: date
    earliest_source: object
    latest: date | None = None
    latest_source: object = None


@dataclass(eq=False)
class NothingMissed(Refused):
    """The first meeting had what it needed: there is nothing to call again."""

    message = N_("Cette assemblée a pu délibérer : elle ne se convoque pas une deuxième fois.")
    remedy = N_("Pour mettre autre chose aux voix, préparez une nouvelle assemblée.")


@dataclass(eq=False)
class NothingLeftToDecide(Refused):
    """Each item of the agenda was validly voted on."""

    message = N_("Tout l’ordre du jour a été voté : il ne reste rien pour une deuxième convocation.")
    remedy = N_("Pour mettre autre chose aux voix, préparez une nouvelle assemblée.")


@dataclass(eq=False)
class AlreadyCalledAgain(Refused):
    """A second meeting is already prepared or held."""

    message = N_("La deuxième convocation de cette assemblée est déjà préparée.")
    remedy = N_("Ouvrez-la depuis la page de la première assemblée.")


@dataclass(eq=False)
class NoThirdCall(Refused):
    """A second call is not called again: the law knows two, and the service too."""

    message = N_("Une deuxième convocation ne se convoque pas une troisième fois.")
    remedy = N_("Préparez une nouvelle assemblée : elle repart d’une première convocation.")


@dataclass(eq=False)
class SecondMeetingTooSoon(RefusedByText):
    """The second meeting would come before the day the bylaws allow."""

    held_on: date
    earliest: date

    message = N_("La deuxième assemblée se tiendrait le %(held_on)s : c’est trop tôt.")
    remedy = N_("Choisissez le %(earliest)s ou un jour suivant.")


@dataclass(eq=False)
class SecondMeetingTooLate(RefusedByText):
    """The second meeting would come after the last day the law or the bylaws allow."""

    held_on: date
    latest: date

    message = N_("La deuxième assemblée se tiendrait le %(held_on)s : c’est trop tard.")
    remedy = N_("Choisissez le %(latest)s au plus tard, ou préparez une nouvelle assemblée.")


@dataclass(eq=False)
class SecondAgendaKept(Refused):
    """The agenda of a second call is that of the first."""

    message = N_("L’ordre du jour d’une deuxième convocation est celui de la première : il ne change pas.")
    remedy = N_("Pour mettre autre chose aux voix, préparez une nouvelle assemblée.")
    source: ClassVar[LegalSource | None] = agenda_law.SECOND_AGENDA[CompanyForm.SA].periods[0].source


def missed_by(form: CompanyForm, kind: AssemblyKind) -> Missed:
    """Say what a first meeting of this kind may miss. Law: L. 223-29 asks a SARL for no quorum."""
    sarl = form is CompanyForm.SARL and kind is AssemblyKind.ORDINARY
    return Missed.MAJORITY if sarl else Missed.QUORUM


def keeps_agenda(bylaws: Bylaws, day: date) -> bool:
    """Tell whether the agenda of a second call may not change: by law, or by these bylaws (SAS)."""
    law = agenda_law.second_keeps_agenda(bylaws.identity.form, day)
    return bylaws.second_meeting.same_agenda if law is None else law


def keeps_proxies(bylaws: Bylaws) -> bool:
    """Tell whether the proxies given for the first meeting serve the second, on the same agenda.

    Law: R. 225-79 (SA), R. 223-21 (SARL); the bylaws decide in a SAS.
    """
    return bylaws.identity.form is not CompanyForm.SAS or bylaws.second_meeting.proxies_kept


def second_days(bylaws: Bylaws, kind: AssemblyKind, first_on: date, today: date) -> SecondDays:
    """Give the days on which an assembly held on `first_on` may meet again, decided on `today`.

    The latest day is that of the law (an extraordinary one: two months), or of the bylaws when
    theirs comes first. Law: R. 225-69, R. 223-20, L. 225-96, L. 223-30.
    """
    form, clause = bylaws.identity.form, bylaws.second_meeting
    article = BylawsArticle(clause.article)
    law = notice_law.period(form, Call.SECOND, today)
    days = max(law.value or 0, bylaws.notice.second_days)
    notice: object = law.source
    if days > (law.value or 0):
        notice = BylawsArticle(bylaws.notice.article)
    earliest = (notice_law.first_assembly_day(today, days), notice)
    if clause.least_days is not None and first_on + timedelta(days=clause.least_days) > earliest[0]:
        earliest = (first_on + timedelta(days=clause.least_days), article)
    limits: list[tuple[date, object]] = []
    within = quorum_law.SECOND_WITHIN_MONTHS[form].period(first_on)
    if kind is AssemblyKind.EXTRAORDINARY and within.value:
        limits.append((months_after(first_on, within.value), within.source))
    if clause.most_days is not None:
        limits.append((first_on + timedelta(days=clause.most_days), article))
    latest = min(limits, key=lambda limit: limit[0], default=(None, None))
    return SecondDays(*earliest, *latest)


def day_refusals(
    bylaws: Bylaws, kind: AssemblyKind, first_on: date, today: date, held_on: date
) -> list[Refused]:
    """Find whether `held_on` is outside the days of a second meeting; its notice is judged later."""
    found = second_days(bylaws, kind, first_on, today)
    least = bylaws.second_meeting.least_days or 0
    soonest = first_on + timedelta(days=max(least, 1))
    if held_on < soonest:
        source = BylawsArticle(bylaws.second_meeting.article) if least else found.earliest_source
        return [SecondMeetingTooSoon(held_on, max(soonest, found.earliest), source=source)]
    if found.latest is not None and held_on > found.latest:
        return [SecondMeetingTooLate(held_on, found.latest, source=found.latest_source)]
    return []


def ensure_may_call_again(call: Call, *, missed: bool, left: Collection[object], again: bool) -> None:
    """Refuse a second call that has no reason: each refusal says which.

    `left` is what was not validly decided, and `again` tells that one is already prepared.
    Raises NoThirdCall, AlreadyCalledAgain, NothingMissed, NothingLeftToDecide.
    """
    if call is not Call.FIRST:
        raise NoThirdCall
    if again:
        raise AlreadyCalledAgain
    if not missed:
        raise NothingMissed
    if not left:
        raise NothingLeftToDecide
