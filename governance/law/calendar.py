"""Every deadline around one assembly, from the values of the other files, each with its text.

A deadline that members must keep "at least" some days before is given with a safer day, one day
earlier, which holds whichever way the days are counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from governance.law import (
    agenda,
    annual,
    information,
    members,
    notice,
    nullity,
    postal,
    proxies,
    quorum,
    remote,
)
from governance.law.days import last_day_to_act
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.law.public_holidays import Territory
from governance.sources import Since
from governance.words import N_

ONE_DAY = timedelta(days=1)
PROPOSED_NOTICE = 15  # full days, where neither the law nor the bylaws say


class SetBy(StrEnum):
    """What sets a deadline: the law, longer bylaws, or what is proposed where neither says."""

    LAW = "law"
    BYLAWS = "bylaws"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Deadline:
    """What must be done by a day, included. `safe_day` is one day earlier where counts differ.

    `moment` is the exact instant, Paris time, where the text gives an hour. `source`, a
    LegalSource, is the text that sets the day, or an article of the bylaws; under a proposed one,
    the text that leaves the choice to them.
    """

    key: str
    title: str
    day: date
    source: Any
    safe_day: date | None = None
    moment: datetime | None = None
    set_by: SetBy = SetBy.LAW

    @property
    def advised(self) -> date:
        """Give the day to write in a diary."""
        return self.safe_day or self.day


def deadlines(
    form: CompanyForm,
    assembly_on: date,
    *,
    call: Call = Call.FIRST,
    notice_days: int | None = None,
    notice_source: object = None,
    kind: AssemblyKind = AssemblyKind.ORDINARY,
    put_back: bool = False,
    remote_only: bool = False,
    territory: Territory = Territory.MAINLAND,
) -> tuple[Deadline, ...]:
    """Give every deadline of an assembly, in the order of the days.

    `notice_days` are those of the bylaws, whose article is `notice_source`: the longer of them and
    the law's is used; a SAS without any follows the fifteen days the service proposes. A second
    call has no request for an item: its agenda is that of the first; an extraordinary one may be
    put back, unless it was already (`put_back`). What the law leaves to the bylaws is absent.
    """
    found = [
        *_before(form, assembly_on, call, remote_only=remote_only),
        *_sending(form, assembly_on, call, notice_days, notice_source),
        *_reading(form, assembly_on, territory),
        *_voting(form, assembly_on, territory),
        *(() if put_back or call is Call.FIRST else _putting_back(form, assembly_on, kind)),
        *_after(form, assembly_on),
    ]
    return tuple(sorted(found, key=lambda one: one.advised))


def _before(form: CompanyForm, day: date, call: Call, *, remote_only: bool) -> Iterator[Deadline]:
    consent = notice.email_consent_cutoff(form, day)
    if consent:
        text = notice.EMAIL_CONSENT_DAYS[form].period(day).source
        title = N_("dernier accord d’un sociétaire pour être convoqué par courriel")
        yield Deadline("email_consent", title, consent, text, notice.email_consent_by(form, day))
    if remote_only and form is CompanyForm.SA:
        announce, refuse = remote.announce_by(day), remote.refuse_by(day)
        title = N_("annonce d’une assemblée tenue seulement à distance")
        yield Deadline("remote_only_announced", title, announce, remote.VETO_SOURCE, announce - ONE_DAY)
        title = N_("dernier refus d’une assemblée tenue seulement à distance")
        yield Deadline("remote_only_refused", title, refuse, remote.VETO_SOURCE, refuse - ONE_DAY)
    request = notice.agenda_request_cutoff(form, day)
    if request and call is Call.FIRST:
        text = notice.AGENDA_DAYS[form].period(day).source
        title = N_("dernière demande d’inscription d’un point à l’ordre du jour")
        yield Deadline("agenda_request", title, request, text, request - ONE_DAY)
        answer, safe = agenda.answer_by(form, request), agenda.answer_by(form, request - ONE_DAY)
        if answer:
            text = agenda.ANSWER_DAYS[form].period(day).source
            title = N_("accusé de réception de la dernière demande d’un point")
            yield Deadline("agenda_answer", title, answer, text, safe)


def _sending(
    form: CompanyForm, day: date, call: Call, own_days: int | None, own_source: object
) -> Iterator[Deadline]:
    frozen = notice.members_list_day(form, day)
    if frozen:
        text = notice.LIST_DAYS[form].period(day).source
        yield Deadline("members_list", N_("arrêté de la liste des sociétaires"), frozen, text)
    yield _notice(notice.period(form, call, day), day, own_days or 0, own_source)
    if information.DOCUMENTS[form].on(day) == "sent":
        text = information.DOCUMENTS[form].period(day).source
        title = N_("dernier jour pour envoyer les documents à chaque sociétaire")
        sent = last_day_to_act(day, information.DOCUMENT_DAYS[form].on(day) or 0)
        yield Deadline("documents_sent", title, sent, text)


def _notice(law: Since[int | None], day: date, own_days: int, own: object) -> Deadline:
    source: object = law.source
    days, set_by = law.value or 0, SetBy.LAW
    if own_days > days:
        days, source, set_by = own_days, own or law.source, SetBy.BYLAWS
    elif not days:
        days, set_by = PROPOSED_NOTICE, SetBy.PROPOSED
    title = N_("dernier jour pour envoyer la convocation")
    return Deadline("notice", title, last_day_to_act(day, days), source, set_by=set_by)


def _reading(form: CompanyForm, day: date, territory: Territory) -> Iterator[Deadline]:
    opened = information.list_open_from(form, day)
    if opened:
        text = information.LIST_CONSULTATION_DAYS[form].period(day).source
        title = N_("les documents et la liste des sociétaires sont à la disposition de chacun")
        yield Deadline("list_open", title, opened, text)
    question = information.question_cutoff(form, day, territory)
    if question:
        text = information.QUESTION_BUSINESS_DAYS[form].period(day).source
        yield Deadline("questions", N_("dernières questions écrites"), question, text)
    asked = information.document_request_cutoff(form, day)
    if asked:
        text = information.DOCUMENT_REQUEST_DAYS[form].period(day).source
        yield Deadline("document_request", N_("dernière demande d’envoi des documents"), asked, text)


def _voting(form: CompanyForm, day: date, territory: Territory) -> Iterator[Deadline]:
    request, paper = postal.request_cutoff(form, day), postal.paper_cutoff(form, day)
    if request:
        text = postal.REQUEST_DAYS[form].period(day).source
        title = N_("dernière demande d’un formulaire de vote par correspondance")
        yield Deadline("postal_request", title, request, text)
    if paper:
        text = postal.PAPER_DAYS[form].period(day).source
        title = N_("limite de réception des formulaires sur papier, sauf délai plus court")
        yield Deadline("postal_paper", title, paper, text)
    if form is CompanyForm.SA:
        moment = members.record_moment(day, by_bylaws=True, territory=territory)
        title = N_("date d’enregistrement, si les statuts la fixent avant l’assemblée")
        yield Deadline("record", title, moment.date(), members.RECORD_SOURCE, moment=moment)
    votes, proxy = postal.electronic_cutoff(form, day), proxies.electronic_deadline(form, day)
    if votes:
        text = postal.ELECTRONIC[form].period(day).source
        title = N_("derniers votes électroniques par correspondance")
        yield Deadline("postal_electronic", title, votes.date(), text, moment=votes)
    if proxy:
        text = proxies.ELECTRONIC_DEADLINE[form].period(day).source
        title = N_("derniers pouvoirs envoyés par voie électronique")
        yield Deadline("proxy_electronic", title, proxy.date(), text, moment=proxy)


def _putting_back(form: CompanyForm, day: date, kind: AssemblyKind) -> Iterator[Deadline]:
    last = quorum.put_back_until(form, kind, day)
    if last:
        title = N_("dernier jour pour tenir cette deuxième assemblée si elle est repoussée, faute de quorum")
        yield Deadline("put_back", title, last, quorum.PUT_BACK_MONTHS[form].period(day).source)


def _after(form: CompanyForm, day: date) -> Iterator[Deadline]:
    title = N_("dépôt des statuts modifiés")
    yield Deadline("bylaws_filed", title, annual.bylaws_filed_by(day), annual.BYLAWS_FILING_SOURCE)
    title, filing = N_("dépôt des comptes sur papier"), annual.FILING[form].period(day).source
    yield Deadline("accounts_paper", title, annual.accounts_filed_by(day, online=False), filing)
    title = N_("dépôt des comptes en ligne")
    yield Deadline("accounts_online", title, annual.accounts_filed_by(day, online=True), filing)
    title = N_("fin du délai pour contester une décision en justice")
    end = nullity.contested_until(day)
    yield Deadline("contest", title, end, annual.NULLITY_YEARS.period(day).source)


def second_meeting_from(form: CompanyForm, notice_on: date, assembly_on: date) -> date | None:
    """Give the first day of a second meeting when its notice leaves on `notice_on`.

    Ten full days later in an SA, fifteen in a SARL; None where the bylaws decide.
    """
    days = notice.legal_days(form, Call.SECOND, assembly_on)
    return None if days is None else notice.first_assembly_day(notice_on, days)
