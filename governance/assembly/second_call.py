"""Calling an assembly again: when it may be, for when, and on what agenda."""

from collections.abc import Collection, Iterator
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
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.law.rule import RefusedByText
from governance.sources import LegalSource
from governance.words import N_


class Missed(StrEnum):
    """What the first meeting missed: its quorum, or in a SARL the majority of all the members."""

    QUORUM = "quorum"
    MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class PreviousDays:
    """What comes before a second meeting: the day of the first, and its own when it is put back."""

    first_on: date
    put_back_from: date | None = None


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
    """What follows this meeting is already prepared or held."""

    message = N_("La suite de cette assemblée est déjà préparée.")
    remedy = N_("Ouvrez-la depuis la page de cette assemblée.")


@dataclass(eq=False)
class NoThirdCall(Refused):
    """A second call is not called again, but put back once when the law says so."""

    message = N_(
        "Cette deuxième assemblée ne se convoque pas une troisième fois : seule une assemblée "
        "extraordinaire (SA ou SARL) qui n’a pas son quorum à la deuxième se repousse, une fois."
    )
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


def may_be_put_back(form: CompanyForm, kind: AssemblyKind, call: Call, second_on: date) -> bool:
    """Tell whether a meeting held for the second time, without its quorum, may be put back.

    Law: L. 225-96, L. 223-30.
    """
    return call is Call.SECOND and quorum_law.put_back_until(form, kind, second_on) is not None


def second_days(bylaws: Bylaws, kind: AssemblyKind, before: PreviousDays, today: date) -> SecondDays:
    """Give the days on which a meeting called again, decided on `today`, may be held.

    No law sets the latest day of a second meeting, only bylaws; one put back is held two months
    after its own day at the latest. Law: R. 225-69, R. 223-20, L. 225-96, L. 223-30.
    """
    form, clause = bylaws.identity.form, bylaws.second_meeting
    article = BylawsArticle(clause.article)
    law = notice_law.period(form, Call.SECOND, today)
    days = max(law.value or 0, bylaws.notice.second_days)
    notice: object = law.source
    if days > (law.value or 0):
        notice = BylawsArticle(bylaws.notice.article)
    earliest = (notice_law.first_assembly_day(today, days), notice)
    if clause.least_days is not None and before.first_on + timedelta(days=clause.least_days) > earliest[0]:
        earliest = (before.first_on + timedelta(days=clause.least_days), article)
    limits = list(_latest(form, kind, before.put_back_from))
    if clause.most_days is not None:
        limits.append((before.first_on + timedelta(days=clause.most_days), article))
    latest = min(limits, key=lambda limit: limit[0], default=(None, None))
    return SecondDays(*earliest, *latest)


def _latest(form: CompanyForm, kind: AssemblyKind, own: date | None) -> Iterator[tuple[date, object]]:
    last = quorum_law.put_back_until(form, kind, own) if own else None
    if own and last:
        yield last, quorum_law.PUT_BACK_MONTHS[form].period(own).source


def day_refusals(
    bylaws: Bylaws, kind: AssemblyKind, before: PreviousDays, today: date, held_on: date
) -> list[Refused]:
    """Find whether `held_on` is outside the days of a second meeting; its notice is judged later."""
    found = second_days(bylaws, kind, before, today)
    least = bylaws.second_meeting.least_days or 0
    soonest = before.first_on + timedelta(days=max(least, 1))
    after = (before.put_back_from or before.first_on) + timedelta(days=1)
    if held_on < max(soonest, after):
        own = least and soonest >= after
        source = BylawsArticle(bylaws.second_meeting.article) if own else found.earliest_source
        return [SecondMeetingTooSoon(held_on, max(soonest, after, found.earliest), source=source)]
    if found.latest is not None and held_on > found.latest:
        return [SecondMeetingTooLate(held_on, found.latest, source=found.latest_source)]
    return []


def ensure_may_call_again(*, may_follow: bool, missed: bool, left: Collection[object], again: bool) -> None:
    """Refuse a second call that has no reason: each refusal says which.

    `may_follow` tells a first call, or a second that may be put back; `left` is what was not
    validly decided, and `again` tells that what follows is already prepared.
    Raises NoThirdCall, AlreadyCalledAgain, NothingMissed, NothingLeftToDecide.
    """
    if not may_follow:
        raise NoThirdCall
    if again:
        raise AlreadyCalledAgain
    if not missed:
        raise NothingMissed
    if not left:
        raise NothingLeftToDecide
