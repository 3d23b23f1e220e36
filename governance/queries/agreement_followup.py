"""What follows from an agreement: objectives, meetings, what was seen; and what fills a new one."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.papers import CooperativeIdentity
from governance.register.contributions import ContributionRate, rate_on
from governance.register.mandates import HOLDER
from governance.register.members import MemberKind
from governance.register.refusals import NoSuchMember
from governance.register.tie_reading import NotAnOrganisation
from governance.register.ties import StructureForm, cross_holding
from governance.store.accounts import AccountRow
from governance.store.agreements import AgreementMeetingRow, AgreementObjectiveRow, AgreementSeenRow
from governance.store.contributions import ContributionRateRow, ServiceRow, ServiceUseRow, rate_of
from governance.store.in_force import bylaws_in_force
from governance.store.mandates import mandate_of, mandates_of
from governance.store.members import MemberRow
from governance.store.notice_facts import identity
from governance.store.ties import StructureRow, TieRow, shares_on, tie_of
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """One objective: `side` is cooperative or structure; `late` when its day has passed and it is open."""

    id: UUID
    what: str
    side: str
    due_on: date
    state: str
    settled_on: date | None
    reason: str
    late: bool


@dataclass(frozen=True, slots=True)
class SeenMark:
    """Who said that they read it, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting; `notes` are Markdown. `mine` is true once the reader marked it as seen.

    `next_is_past` is true once the day set for the next one is over.
    """

    id: UUID
    held_on: date
    people: str
    notes: str
    next_on: date | None
    next_is_past: bool
    shared: bool
    seen: tuple[SeenMark, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What follows from an agreement: what is open first, then by date; meetings latest first."""

    objectives: tuple[ObjectiveLine, ...]
    meetings: tuple[MeetingLine, ...]
    seen: tuple[SeenMark, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """What the service knows of a structure to fill a template; None or empty where it knows nothing."""

    cooperative: CooperativeIdentity
    structure: str
    siren: str
    office: str
    representative: str
    college: str
    form: StructureForm | None
    trade: str
    shares: int
    holding: Fraction
    services: tuple[tuple[str, date], ...]
    rate: ContributionRate | None
    today: date


def follow_up(uow: UnitOfWork, agreement: UUID, actor: Actor, *, office: bool) -> FollowUp:
    """Give objectives and meetings; outside the office, only the notes that are shared. Three statements."""
    objectives = select(AgreementObjectiveRow).where(AgreementObjectiveRow.agreement_id == agreement)
    meetings = select(AgreementMeetingRow).where(AgreementMeetingRow.agreement_id == agreement)
    if not office:
        meetings = meetings.where(col(AgreementMeetingRow.shared).is_(True))
    marks = (
        select(AgreementSeenRow, AccountRow.name)
        .join(AccountRow, col(AccountRow.id) == col(AgreementSeenRow.account_id))
        .where(AgreementSeenRow.agreement_id == agreement)
        .order_by(col(AgreementSeenRow.seen_at))
    )
    seen: dict[UUID | None, list[SeenMark]] = {}
    mine: set[UUID | None] = set()
    for row, name in uow.session.exec(marks):
        seen.setdefault(row.meeting_id, []).append(SeenMark(name, row.seen_at))
        if row.account_id == actor.account:
            mine.add(row.meeting_id)
    lines = [_objective(row, uow.today) for row in uow.session.exec(objectives)]
    lines.sort(key=lambda one: (one.state != "open", one.due_on, one.what))
    held = uow.session.exec(meetings.order_by(col(AgreementMeetingRow.held_on).desc()))
    return FollowUp(
        objectives=tuple(lines),
        meetings=tuple(
            _meeting(row, tuple(seen.get(row.id, ())), mine=row.id in mine, today=uow.today) for row in held
        ),
        seen=tuple(seen.get(None, ())),
        mine=None in mine,
    )


def _objective(row: AgreementObjectiveRow, today: date) -> ObjectiveLine:
    late = row.state == "open" and row.due_on < today
    return ObjectiveLine(row.id, row.what, row.side, row.due_on, row.state, row.settled_on, row.reason, late)


def _meeting(row: AgreementMeetingRow, seen: tuple[SeenMark, ...], *, mine: bool, today: date) -> MeetingLine:
    past = row.next_on is not None and row.next_on < today
    return MeetingLine(row.id, row.held_on, row.people, row.notes, row.next_on, past, row.shared, seen, mine)


def agreement_facts(uow: UnitOfWork, member: UUID, actor: Actor) -> AgreementFacts:
    """Gather what fills a template for a structure. Raises WrongHat, NoSuchMember, NotAnOrganisation."""
    actor.ensure(Role.SECRETARY)
    row = uow.session.get(MemberRow, member)
    if row is None:
        raise NoSuchMember
    if row.kind != MemberKind.ORGANISATION:
        raise NotAnOrganisation
    bylaws = bylaws_in_force(uow.session, uow.today)[1]
    known = uow.session.exec(select(StructureRow).where(StructureRow.member_id == member)).one_or_none()
    form = StructureForm(known.form) if known else None
    ties = [tie_of(one) for one in uow.session.exec(select(TieRow).where(TieRow.member_id == member))]
    total, held = shares_on(uow.session, uow.tenant, [member], uow.today)
    shares = held.get(member, 0)
    both = cross_holding(form or StructureForm.SAS, ties, uow.today, shares=shares, of=total)
    rates = select(ContributionRateRow).where(ContributionRateRow.member_id == member)
    return AgreementFacts(
        cooperative=identity(uow, bylaws, uow.today),
        structure=row.name,
        siren=row.siren or (known.siret[:9] if known else ""),
        office=", ".join(part for part in (row.address, f"{row.postcode} {row.city}".strip()) if part),
        representative=_representative(uow, member) or row.representative,
        college=next((one.name for one in bylaws.colleges.items if one.id == row.college), ""),
        form=form,
        trade=known.trade if known else "",
        shares=shares,
        holding=both.cooperative_holds,
        services=_services(uow, member),
        rate=rate_on([rate_of(one) for one in uow.session.exec(rates)], uow.today),
        today=uow.today,
    )


def _representative(uow: UnitOfWork, member: UUID) -> str:
    """Give the holder of the mandate in force, "" without one."""
    mandates = [mandate_of(row) for row in mandates_of(uow.session, member)]
    return next((one.holder for one in mandates if one.rank == HOLDER and one.holds_on(uow.today)), "")


def _services(uow: UnitOfWork, member: UUID) -> tuple[tuple[str, date], ...]:
    asked = (
        select(ServiceUseRow, ServiceRow.name)
        .join(ServiceRow, col(ServiceRow.id) == col(ServiceUseRow.service_id))
        .where(
            ServiceUseRow.member_id == member,
            ServiceUseRow.since <= uow.today,
            (col(ServiceUseRow.until).is_(None)) | (col(ServiceUseRow.until) > uow.today),
        )
        .order_by(col(ServiceRow.name))
    )
    return tuple((name, use.since) for use, name in uow.session.exec(asked))
