"""Calling an assembly again, for lack of quorum or of the majority a first call asks.

A second extraordinary meeting that misses its quorum too is put back by the same use case.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.convening import HeldInThePast, MissingField, ensure_remote
from governance.assembly.second_call import day_refusals, ensure_may_call_again, keeps_proxies
from governance.assembly.stages import Stage, ensure_stage
from governance.law.legal_forms import AssemblyKind, Call
from governance.store import interests, postal, preparation, second_calls
from governance.store import shared_resolutions as sharing
from governance.store.assemblies import AssemblyRow
from governance.store.in_force import rules_in_force
from governance.store.second_calls import FirstMeeting, Kept, first_meeting
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.words import N_


@dataclass(frozen=True, slots=True)
class CallAgain:
    """The meeting called again, and when and where the members meet. `held_at` is aware."""

    first: UUID
    held_at: datetime
    place: str


def call_again(uow: UnitOfWork, command: CallAgain, *, by: Actor) -> UUID:
    """Prepare the second call of a meeting that could not decide, or put back a second; give the new one.

    The items left, those who stand, the papers and, where the law or the bylaws keep them, the
    proxies go with it, within the caps of its day; so do the postal forms, given for the same agenda.

    Who      the secretary
    When     the first meeting is closed
    Writes   assemblies, resolutions, contests, candidates, attachments, proxies, postal_forms,
             act assembly.call_again
    Refuses  NoSuchAssembly, WrongStage, NoThirdCall, AlreadyCalledAgain, NothingMissed,
             NothingLeftToDecide, HeldInThePast, MissingField, SecondMeetingTooSoon,
             SecondMeetingTooLate

    Law: L. 225-96, L. 225-98, L. 223-29, L. 223-30, R. 225-77, R. 225-79, R. 223-21.
    """
    by.ensure(Role.SECRETARY)
    first = preparation.assembly(uow, command.first, hold=True)
    ensure_stage(first.title, first.stage, Stage.CLOSED, Stage.MINUTED)
    found = first_meeting(uow, first)
    ensure_may_call_again(
        may_follow=found.may_follow, missed=found.lacked, left=found.left, again=bool(found.again)
    )
    _ensure_day(uow, found, command)
    row = _second(uow, first, command)
    uow.session.add(row)
    uow.session.flush()  # its agenda refers to it
    copied = second_calls.copy_agenda(uow.session, found.left, row)
    items = copied.items
    sharing.follow(uow, row.id, items)
    papers = second_calls.copy_papers(uow.session, first.id, row.id, items, uow.now)
    interested = interests.carry(uow.session, items, uow.now, by.account)
    kept = Kept(0, 0)
    if keeps_proxies(found.in_force.bylaws):
        rules = preparation.rules_of(uow, row).rules
        kept = second_calls.keep_proxies(uow.session, uow.tenant, first.id, row.id, rules)
    forms = 0
    if found.in_force.rules.postal_allowed:
        forms = postal.carry(uow.session, first.id, row.id, copied, uow.now, by.account)
    uow.act(
        "assembly.call_again",
        by=by,
        assembly=row.id,
        first=str(first.id),
        items=len(items),
        papers=papers,
        interested=interested,
        proxies=kept.proxies,
        proxies_left=kept.left_out,
        forms=forms,
    )
    return row.id


def _ensure_day(uow: UnitOfWork, found: FirstMeeting, command: CallAgain) -> None:
    held_on = command.held_at.astimezone(PARIS).date()
    if held_on < uow.today:
        raise HeldInThePast
    if not command.place.strip() or len(command.place) > 300:
        raise MissingField(N_("Lieu"))
    kind = AssemblyKind(found.row.kind)
    for refusal in day_refusals(found.in_force.bylaws, kind, found.before, uow.today, held_on):
        raise refusal


def _second(uow: UnitOfWork, first: AssemblyRow, command: CallAgain) -> AssemblyRow:
    held_on = command.held_at.astimezone(PARIS).date()
    in_force = rules_in_force(uow.session, AssemblyKind(first.kind), Call.SECOND, held_on)
    ensure_remote(in_force.rules, remote=first.remote_allowed, annual=first.annual)
    return AssemblyRow(
        cooperative_id=uow.tenant,
        title=first.title,
        kind=first.kind,
        call=Call.SECOND.value,
        second_of=first.id,
        annual=first.annual,
        fiscal_year=first.fiscal_year,
        held_at=command.held_at,
        place=command.place.strip(),
        remote_allowed=first.remote_allowed,
        remote_link=first.remote_link,
        contact=first.contact,
        introduction=first.introduction,
        bylaws_version_id=in_force.version_row.id,
        created_at=uow.now,
    )
