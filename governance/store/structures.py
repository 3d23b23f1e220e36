"""The jobs that structures declare, year by year: a correction is a new line, and the latest line counts."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, Session, col, select

from governance.register.members import MemberKind
from governance.register.structure_file import TOLD
from governance.register.structure_plan import KnownStructure
from governance.register.structures import Structure
from governance.register.ties import Origin, StructureForm, Tie
from governance.store.base import TenantRow, same_cooperative
from governance.store.members import MemberRow
from governance.store.ties import WRITTEN_TIE, StructureRow, TieRow, shares_on, tie_of


class StructureJobsRow(TenantRow, table=True):
    """What a structure declared for a year, in full-time equivalents. Never changed: another line follows.

    `jobs` is exact, as text in lowest terms: "4", "19/5"; "" withdraws the year. `line` counts from 1
    for each year.
    """

    __tablename__ = "structure_jobs"
    __table_args__ = (
        same_cooperative("structure_jobs", "member_id", "members"),
        CheckConstraint("year BETWEEN 1900 AND 2199", name="year_known"),
        CheckConstraint("jobs ~ '^(|0|[1-9][0-9]*|[1-9][0-9]*/(2|4|5|10|20|25|50|100))$'", name="jobs_exact"),
        CheckConstraint("line >= 1", name="line_positive"),
        UniqueConstraint("member_id", "year", "line"),
    )

    member_id: UUID = Field(index=True)
    year: int
    line: int
    jobs: str
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")


def structure_of(row: StructureRow) -> Structure:
    """Give the value of a row."""
    return Structure(
        form=StructureForm(row.form),
        origin=Origin(row.origin),
        trade=row.trade,
        founded_on=row.founded_on,
        siret=row.siret,
        registration=row.registration,
        ceased_on=row.ceased_on,
    )


def known_structures(session: Session, cooperative: UUID, day: date) -> list[KnownStructure]:
    """Read every organisation of the register with all that is known of it; six statements."""
    members = session.exec(
        select(MemberRow)
        .where(MemberRow.cooperative_id == cooperative, MemberRow.kind == MemberKind.ORGANISATION.value)
        .order_by(col(MemberRow.number))
    ).all()
    ids = [one.id for one in members]
    described = {one.member_id: structure_of(one) for one in session.exec(select(StructureRow))}
    ties: dict[UUID, list[tuple[UUID, Tie]]] = {}
    for row in session.exec(select(TieRow).where(WRITTEN_TIE).order_by(col(TieRow.since), col(TieRow.kind))):
        ties.setdefault(row.member_id, []).append((row.id, tie_of(row)))
    jobs = jobs_of(session, ids)
    _, held = shares_on(session, cooperative, ids, day)
    return [
        KnownStructure(
            member=one.id,
            number=one.number,
            siren=one.siren,
            told={name: getattr(one, name) for name in TOLD},
            structure=described.get(one.id),
            jobs=jobs.get(one.id, {}),
            ties=ties.get(one.id, ()),
            shares=held.get(one.id, 0),
        )
        for one in members
    ]


def jobs_of(session: Session, members: Sequence[UUID]) -> dict[UUID, dict[int, Fraction]]:
    """Give the jobs of each of `members` by year, as last declared, earliest year first; one statement."""
    asked = (
        select(StructureJobsRow)
        .where(col(StructureJobsRow.member_id).in_(members))
        .order_by(col(StructureJobsRow.year), col(StructureJobsRow.line))
    )
    found: dict[UUID, dict[int, Fraction]] = {}
    for row in session.exec(asked):
        years = found.setdefault(row.member_id, {})
        if row.jobs:
            years[row.year] = Fraction(row.jobs)
        else:
            years.pop(row.year, None)
    return found
