"""What structures declare of themselves, year by year."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.register.structures import Jobs, read_declared_jobs, read_withdrawn_year
from governance.store.base import lock
from governance.store.structures import StructureJobsRow
from governance.store.ties import StructureRow, organisation_of
from governance.store.unit_of_work import UnitOfWork
from governance.units import part_text


@dataclass(frozen=True, slots=True)
class DeclareJobs:
    """The jobs of one year, as typed: year, jobs (in full-time equivalents)."""

    member: UUID
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WithdrawJobs:
    """The year whose jobs were declared by mistake, as typed in "year"."""

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
    known = uow.session.exec(
        select(StructureRow).where(StructureRow.member_id == command.member)
    ).one_or_none()
    read = read_declared_jobs(command.values, uow.today, known.founded_on if known else None)
    _write(uow, command.member, read.year, part_text(read.count), by=by)
    return read


def withdraw_jobs(uow: UnitOfWork, command: WithdrawJobs, *, by: Actor) -> int:
    """Withdraw the jobs of a year, declared by mistake; give that year. The lines before stay.

    Who      secretary
    When     any time
    Writes   one line of declared jobs, empty; one act
    Refuses  WrongHat, NoSuchMember, NotAnOrganisation, FaultyTie
    """
    by.ensure(Role.SECRETARY)
    organisation_of(uow.session, command.member)
    year = read_withdrawn_year(command.values, uow.today)
    _write(uow, command.member, year, "", by=by)
    return year


def _write(uow: UnitOfWork, member: UUID, year: int, jobs: str, *, by: Actor) -> None:
    """Add a line to a year, unless the last one says the same."""
    lock(uow.session, "structure_jobs", uow.tenant)
    asked = (
        select(StructureJobsRow)
        .where(StructureJobsRow.member_id == member, StructureJobsRow.year == year)
        .order_by(col(StructureJobsRow.line).desc())
        .limit(1)
    )
    last = uow.session.exec(asked).one_or_none()
    if (last.jobs if last else "") == jobs:
        return
    row = StructureJobsRow(
        cooperative_id=uow.tenant,
        member_id=member,
        year=year,
        line=last.line + 1 if last else 1,
        jobs=jobs,
        recorded_at=uow.now,
        recorded_by=by.account,
    )
    uow.session.add(row)
    uow.session.flush()  # the next line counts from it
    uow.act("structure.jobs", by=by, member=str(member), year=str(year), jobs=jobs)
