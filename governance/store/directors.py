"""Who sits on the board: elected when, for how long, out since when."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlmodel import Field, Session, col, select

from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.base import TenantRow, same_cooperative
from governance.store.elections import ContestRow, persons_of
from governance.store.polls import PollRow, ResultRow
from governance.vote.elections.outcome import ElectionState
from governance.vote.elections.preparing import seated_names
from governance.vote.renewal import Director


class DirectorRow(TenantRow, table=True):
    """One term of one person on the board. Only its end, and the lot that ends it, are written later.

    `poll_id` is the election it comes from, None when it was written by hand.
    """

    __tablename__ = "directors"
    __table_args__ = (
        CheckConstraint("months BETWEEN 1 AND 72", name="term_of_six_years_at_most"),
        CheckConstraint("left_on IS NULL OR left_on >= elected_on", name="leaves_after_the_election"),
        same_cooperative("directors", "poll_id", "polls"),
        ForeignKeyConstraint(
            ["cooperative_id", "drawn_for"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_directors_assembly_same_cooperative",
        ),
    )

    name: str
    college: str = ""
    elected_on: date
    months: int
    left_on: date | None = None
    drawn_for: UUID | None = None
    poll_id: UUID | None = None
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")

    @property
    def director(self) -> Director:
        """Give the row as a value."""
        return Director(
            self.id, self.name, self.college, self.elected_on, self.months, self.left_on, self.drawn_for
        )


def directors_of(session: Session) -> Sequence[DirectorRow]:
    """List every term ever written, the latest elections first."""
    asked = select(DirectorRow).order_by(col(DirectorRow.elected_on).desc(), col(DirectorRow.name))
    return session.exec(asked).all()


def next_assembly(session: Session) -> AssemblyRow | None:
    """Find the assembly in preparation, convened or open that comes first."""
    asked = select(AssemblyRow).where(col(AssemblyRow.stage).in_(("draft", "convened", "open")))
    return session.exec(asked.order_by(col(AssemblyRow.held_at)).limit(1)).one_or_none()


def to_enter(session: Session) -> list[tuple[PollRow, AssemblyRow, ContestRow, tuple[str, ...]]]:
    """List the elections to an office that were declared and are not on the board yet, with the elected."""
    entered = select(DirectorRow.poll_id).where(col(DirectorRow.poll_id).is_not(None))
    rows = session.exec(
        select(PollRow, AssemblyRow, ContestRow, ResultRow.result)
        .join(ResultRow, col(ResultRow.poll_id) == col(PollRow.id))
        .join(AssemblyRow, col(AssemblyRow.id) == col(PollRow.assembly_id))
        .join(ResolutionRow, col(ResolutionRow.id) == col(PollRow.resolution_id))
        .join(ContestRow, col(ContestRow.resolution_id) == col(ResolutionRow.id))
        .where(PollRow.state == "closed", col(PollRow.contest).is_not(None))
        .where(ContestRow.office != "", col(ContestRow.years).is_not(None))
        .where(col(AssemblyRow.stage).in_(("closed", "minuted")), col(PollRow.id).not_in(entered))
        .order_by(col(AssemblyRow.held_at), col(PollRow.number))
    ).all()
    found = []
    for poll, assembly, contest, result in rows:
        count = result["count"]
        if result["state"] == ElectionState.NO_QUORUM or not count["elected"]:
            continue
        names = {option: str(name) for option, name in (poll.names or {}).items()}
        persons = persons_of(session, [poll.resolution_id])
        found.append(
            (poll, assembly, contest, seated_names(count["seats_of"], count["elected"], names, persons))
        )
    return found
