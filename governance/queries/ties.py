"""The organisations that are members and their ties of capital, as pages and programs read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from sqlalchemy import case, exists, tuple_
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.errors import Refused
from governance.law.legal_forms import CompanyForm
from governance.law.shares import public_breaches
from governance.register.members import MemberKind
from governance.register.structures import Jobs, Structure
from governance.register.ties import Origin, StructureForm, Tie, TieKind, cross_holding, suspensions, to_sell
from governance.store.in_force import bylaws_in_force
from governance.store.members import MemberRow
from governance.store.outside_holdings import become_members
from governance.store.structures import jobs_of, structure_of
from governance.store.ties import StructureRow, TieRow, organisation_of, public_part, shares_on, tie_of
from governance.store.unit_of_work import UnitOfWork

PAGE: Final = 50
READERS: Final = tuple(role for role in Role if role is not Role.MEMBER)


@dataclass(frozen=True, slots=True)
class TiedMember:
    """One organisation today: what each side holds of the other, and what the law says of its vote.

    `suspended` says why it does not vote, `excess` what it must sell though it votes. Its day of
    admission may be to come.
    """

    member: UUID
    number: int
    name: str
    form: StructureForm | None
    origin: Origin | None
    trade: str
    cooperative_holds: Fraction
    member_holds: Fraction
    controlled: bool
    suspended: Refused | None
    excess: Refused | None
    admitted_on: date


@dataclass(frozen=True, slots=True)
class TiesPage:
    """At most 50 organisations, tied ones first, then by name. `next` is where the next page starts.

    `became` names those of which a holding is still written outside the membership. `public` says when
    public bodies hold more of the capital today than the law allows.
    """

    structures: tuple[TiedMember, ...]
    next: UUID | None
    became: tuple[str, ...]
    public: Refused | None


@dataclass(frozen=True, slots=True)
class ListedTie:
    """One tie, past or present."""

    id: UUID
    tie: Tie
    in_force: bool


@dataclass(frozen=True, slots=True)
class StructureShown:
    """One organisation with the history of its ties, latest first, and its jobs, latest year first.

    `structure` is None until it is described; SIREN and address are those of its record as a member.
    """

    tied: TiedMember
    structure: Structure | None
    siren: str
    address: str
    postcode: str
    city: str
    jobs: tuple[Jobs, ...]
    ties: tuple[ListedTie, ...]


def ties_page(uow: UnitOfWork, actor: Actor, after: UUID | None = None) -> TiesPage:
    """List the organisations that are members today, or admitted for a later day. Raises WrongHat.

    Seven statements whatever the number of members.
    """
    actor.ensure(*READERS)
    tied = exists().where(col(TieRow.member_id) == col(MemberRow.id), col(TieRow.until).is_(None))
    rank = case((tied, 0), else_=1)
    order = (rank, col(MemberRow.sort_key), col(MemberRow.id))
    asked = select(MemberRow).where(
        MemberRow.kind == MemberKind.ORGANISATION.value,
        (col(MemberRow.left_on).is_(None)) | (col(MemberRow.left_on) > uow.today),
    )
    if after is not None:
        start = uow.session.exec(select(rank, MemberRow.sort_key, MemberRow.id).where(MemberRow.id == after))
        asked = asked.where(tuple_(*order) > tuple_(*(start.one_or_none() or ())))
    rows = list(uow.session.exec(asked.order_by(*order).limit(PAGE + 1)))
    public = public_breaches(public_part(uow.session, uow.tenant, uow.today), uow.today)
    return TiesPage(
        structures=tuple(tied_members(uow, rows[:PAGE])),
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
        became=tuple(sorted(one.name for one in become_members(uow.session, uow.today).values())),
        public=public[0] if public else None,
    )


def structure_shown(uow: UnitOfWork, member: UUID, actor: Actor) -> StructureShown:
    """Show one organisation. Raises WrongHat, NoSuchMember, NotAnOrganisation."""
    actor.ensure(*READERS)
    row = organisation_of(uow.session, member)
    (tied,) = tied_members(uow, [row])
    known = uow.session.exec(select(StructureRow).where(StructureRow.member_id == member)).one_or_none()
    ties = uow.session.exec(
        select(TieRow).where(TieRow.member_id == member).order_by(col(TieRow.since).desc(), col(TieRow.kind))
    )
    listed = tuple(ListedTie(each.id, tie_of(each), tie_of(each).holds_on(uow.today)) for each in ties)
    jobs = jobs_of(uow.session, [member]).get(member, {})
    return StructureShown(
        tied=tied,
        structure=structure_of(known) if known else None,
        siren=row.siren,
        address=row.address,
        postcode=row.postcode,
        city=row.city,
        jobs=tuple(Jobs(year, count) for year, count in reversed(jobs.items())),
        ties=listed,
    )


def tied_members(uow: UnitOfWork, rows: Sequence[MemberRow]) -> list[TiedMember]:
    """Say of each of `rows` what ties it today; four statements whatever their number."""
    ids = [row.id for row in rows]
    form = bylaws_in_force(uow.session, uow.today)[1].identity.form
    known = {
        one.member_id: one
        for one in uow.session.exec(select(StructureRow).where(col(StructureRow.member_id).in_(ids)))
    }
    ties: dict[UUID, list[Tie]] = {}
    for one in uow.session.exec(select(TieRow).where(col(TieRow.member_id).in_(ids))):
        ties.setdefault(one.member_id, []).append(tie_of(one))
    total, held = shares_on(uow.session, uow.tenant, ids, uow.today)
    return [
        _member(row, known.get(row.id), ties.get(row.id, []), (held.get(row.id, 0), total), form, uow.today)
        for row in rows
    ]


def _member(
    row: MemberRow,
    known: StructureRow | None,
    ties: Sequence[Tie],
    shares: tuple[int, int],
    cooperative: CompanyForm,
    day: date,
) -> TiedMember:
    form = StructureForm(known.form) if known else None
    both = cross_holding(form or StructureForm.SAS, ties, day, shares=shares[0], of=shares[1])
    why, over = suspensions(cooperative, both), to_sell(cooperative, both)
    return TiedMember(
        member=row.id,
        number=row.number,
        name=row.name,
        form=form,
        origin=Origin(known.origin) if known else None,
        trade=known.trade if known else "",
        cooperative_holds=both.cooperative_holds,
        member_holds=both.member_holds,
        controlled=both.controlled,
        suspended=why[0] if why else None,
        excess=over[0] if over else None,
        admitted_on=row.admitted_on,
    )


__all__ = [
    "ListedTie",
    "StructureShown",
    "TieKind",
    "TiedMember",
    "TiesPage",
    "structure_shown",
    "tied_members",
    "ties_page",
]
