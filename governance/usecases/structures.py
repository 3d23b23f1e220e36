"""What structures declare of themselves, year by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.register.structures import Jobs, read_declared_jobs
from governance.store.base import lock
from governance.store.structures import StructureJobsRow
from governance.store.ties import organisation_of
from governance.store.unit_of_work import UnitOfWork
from governance.units import part_text


@dataclass(frozen=True, slots=True)
class DeclareJobs:
    """The jobs of one year, as typed: year, jobs (in full-time equivalents)."""

    member: UUID
    values: Mapping[str, str]


def declare_jobs(uow: UnitOfWork, command: DeclareJobs, *, by: Actor) -> Jobs:
    """Write the jobs a structure declares for a year; what it declared before stays, and no longer counts.

    The same declaration sent again writes nothing.

    Who      secretary
    When     from the first day of that year
    Writes   one line of declared jobs, one act
    Refuses  WrongHat, NoSuchMember, NotAnOrganisation, FaultyTie
    """
    by.ensure(Role.SECRETARY)
    organisation_of(uow.session, command.member)
    read = read_declared_jobs(command.values, uow.today)
    lock(uow.session, "structure_jobs", uow.tenant)
    asked = (
        select(StructureJobsRow)
        .where(StructureJobsRow.member_id == command.member, StructureJobsRow.year == read.year)
        .order_by(col(StructureJobsRow.line).desc())
        .limit(1)
    )
    last = uow.session.exec(asked).one_or_none()
    if last and last.jobs == part_text(read.count):
        return read
    row = StructureJobsRow(
        cooperative_id=uow.tenant,
        member_id=command.member,
        year=read.year,
        line=last.line + 1 if last else 1,
        jobs=part_text(read.count),
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(row)
    uow.act("structure.jobs", by=by, member=str(command.member), year=str(read.year), jobs=row.jobs)
    return read
