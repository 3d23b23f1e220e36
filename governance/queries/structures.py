"""Structures with all that is known of them, as files and programs read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from governance.actors import Actor
from governance.queries.ties import READERS, ListedTie, TiedMember, tied_members
from governance.register.contributions import ContributionRate, rate_on
from governance.register.members import MemberKind
from governance.register.structures import Structure
from governance.register.tie_reading import NoSuchTie
from governance.store.contributions import ContributionRateRow, ServiceUseRow, rate_of
from governance.store.members import MemberRow
from governance.store.structures import jobs_of, structure_of
from governance.store.ties import StructureRow, TieRow, organisation_of, shares_on, tie_of
from governance.store.unit_of_work import UnitOfWork

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class StructureWhole:
    """One organisation: its record as a member, what is known of it, both sides of its ties today.

    `jobs` are full-time equivalents by year. `services` counts those it takes today. `rate` is that of
    today, None when none was agreed. `structure` is None until it is described.
    """

    tied: TiedMember
    siren: str
    address: str
    postcode: str
    city: str
    admitted_on: date
    left_on: date | None
    structure: Structure | None
    jobs: dict[int, Fraction]
    ties: tuple[ListedTie, ...]
    shares: int
    services: int
    rate: ContributionRate | None


def exported_structures(uow: UnitOfWork, actor: Actor) -> tuple[StructureWhole, ...]:
    """Give every organisation that is a member today, or was and is described, by number. Raises WrongHat."""
    actor.ensure(*READERS)
    described = select(StructureRow.member_id)
    asked = _organisations().where(or_(_present(uow.today), col(MemberRow.id).in_(described)))
    return wholes(uow, uow.session.exec(asked.order_by(col(MemberRow.number))).all())


def structures_page(
    uow: UnitOfWork, actor: Actor, after: UUID | None = None, most: int = PAGE
) -> tuple[tuple[StructureWhole, ...], UUID | None]:
    """Give at most `most` organisations that are members today, by name; and the cursor of what follows.

    Raises WrongHat.
    """
    actor.ensure(*READERS)
    asked = _organisations().where(_present(uow.today))
    start = uow.session.get(MemberRow, after) if after else None
    if start:
        asked = asked.where(
            or_(
                col(MemberRow.sort_key) > start.sort_key,
                (col(MemberRow.sort_key) == start.sort_key) & (col(MemberRow.id) > start.id),
            )
        )
    rows = list(uow.session.exec(asked.order_by(col(MemberRow.sort_key), col(MemberRow.id)).limit(most + 1)))
    return wholes(uow, rows[:most]), rows[most - 1].id if len(rows) > most else None


def structure_whole(uow: UnitOfWork, member: UUID, actor: Actor) -> StructureWhole:
    """Give one organisation. Raises WrongHat, NoSuchMember, NotAnOrganisation."""
    actor.ensure(*READERS)
    return wholes(uow, [organisation_of(uow.session, member)])[0]


def ensure_tie_of(uow: UnitOfWork, member: UUID, tie: UUID) -> None:
    """Check that a tie is one of this member's. Raises NoSuchTie."""
    row = uow.session.get(TieRow, tie)
    if row is None or row.member_id != member:
        raise NoSuchTie


def wholes(uow: UnitOfWork, rows: Sequence[MemberRow]) -> tuple[StructureWhole, ...]:
    """Gather all that is known of `rows`; ten statements whatever their number."""
    ids = [row.id for row in rows]
    known = {
        one.member_id: structure_of(one)
        for one in uow.session.exec(select(StructureRow).where(col(StructureRow.member_id).in_(ids)))
    }
    ties: dict[UUID, list[ListedTie]] = {}
    latest = (col(TieRow.since).desc(), col(TieRow.kind))
    for one in uow.session.exec(select(TieRow).where(col(TieRow.member_id).in_(ids)).order_by(*latest)):
        tie = tie_of(one)
        ties.setdefault(one.member_id, []).append(ListedTie(one.id, tie, tie.holds_on(uow.today)))
    jobs, services, rates = jobs_of(uow.session, ids), _services(uow, ids), _rates(uow, ids)
    _, shares = shares_on(uow.session, uow.tenant, ids, uow.today)
    return tuple(
        StructureWhole(
            tied=tied,
            siren=row.siren,
            address=row.address,
            postcode=row.postcode,
            city=row.city,
            admitted_on=row.admitted_on,
            left_on=row.left_on,
            structure=known.get(row.id),
            jobs=jobs.get(row.id, {}),
            ties=tuple(ties.get(row.id, ())),
            shares=shares.get(row.id, 0),
            services=services.get(row.id, 0),
            rate=rate_on(rates.get(row.id, ()), uow.today),
        )
        for row, tied in zip(rows, tied_members(uow, rows), strict=True)
    )


def _organisations() -> SelectOfScalar[MemberRow]:
    return select(MemberRow).where(MemberRow.kind == MemberKind.ORGANISATION.value)


def _present(day: date) -> ColumnElement[bool]:
    there = or_(col(MemberRow.left_on).is_(None), col(MemberRow.left_on) > day)
    return and_(col(MemberRow.admitted_on) <= day, there)


def _services(uow: UnitOfWork, ids: Sequence[UUID]) -> dict[UUID, int]:
    """Count the services each of `ids` takes today."""
    asked = (
        select(ServiceUseRow.member_id, func.count())
        .where(
            col(ServiceUseRow.member_id).in_(ids),
            ServiceUseRow.since <= uow.today,
            or_(col(ServiceUseRow.until).is_(None), col(ServiceUseRow.until) > uow.today),
        )
        .group_by(col(ServiceUseRow.member_id))
    )
    return {member: int(count) for member, count in uow.session.exec(asked)}


def _rates(uow: UnitOfWork, ids: Sequence[UUID]) -> dict[UUID, list[ContributionRate]]:
    rates: dict[UUID, list[ContributionRate]] = {}
    for agreed in uow.session.exec(
        select(ContributionRateRow).where(col(ContributionRateRow.member_id).in_(ids))
    ):
        if agreed.member_id:
            rates.setdefault(agreed.member_id, []).append(rate_of(agreed))
    return rates
