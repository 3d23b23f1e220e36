"""Elections for tests of use cases and pages: prepared, open, voted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from governance.actors import Actor
from governance.bylaws.choices import TieRule
from governance.bylaws.clauses import Bylaws
from governance.bylaws.college_clauses import QuorumClause
from governance.bylaws.models import load_model
from governance.store.elections import CandidateRow, ContestRow
from governance.store.unit_of_work import Database, UnitOfWork
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.elections import CandidateFields
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.vote.elections.marks import marks_text
from tests.builders import ACooperative, a_cooperative
from tests.meetings import Meeting, a_meeting, add_assembly

NAMES = ("Camille Roy", "Alix Fournier", "Blaise Nkomo")
T = TypeVar("T")


@dataclass(frozen=True)
class Election:
    """An election of a test: the meeting, its item, its options by name."""

    meeting: Meeting
    item: UUID
    options: tuple[str, ...]

    @property
    def cooperative(self) -> ACooperative:
        return self.meeting.cooperative

    @property
    def assembly(self) -> UUID:
        return self.meeting.assembly

    @property
    def secretary(self) -> Actor:
        return self.meeting.secretary

    @property
    def voters(self) -> tuple[Actor, ...]:
        return self.meeting.voters


def within(database: Database, election: Election, act: Callable[[UnitOfWork], T]) -> T:
    """Do something in the cooperative of an election, committed."""
    with database.write() as uow:
        uow.enter(election.cooperative.id)
        return act(uow)


def an_election(
    database: Database,
    method: str,
    *,
    colleges: Mapping[str, int],
    names: Sequence[str | CandidateFields] = NAMES,
    college: str = "",
    seats: int = 1,
    absent: int = 0,
    ties: Sequence[TieRule] | None = None,
    candidacy_days: int | None = None,
    quorum: Sequence[QuorumClause] | None = None,
    **settings: object,
) -> Election:
    """Commit an open meeting that begins with an election; `ties`, `quorum` replace those of the bylaws."""
    bylaws = load_model("five_colleges_proportional")
    if ties is not None:
        bylaws = replace(bylaws, elections=replace(bylaws.elections, ties=tuple(ties)))
    clause = replace(bylaws.elections, candidacy_days=candidacy_days)
    bylaws = replace(bylaws, elections=clause)
    if quorum is not None:
        by_meeting = replace(bylaws.quorum.by_meeting, ordinary_first=tuple(quorum))
        bylaws = replace(bylaws, quorum=replace(bylaws.quorum, by_meeting=by_meeting))
    meeting = a_meeting(database, colleges=dict(colleges), absent=absent, model=bylaws)
    item = meeting.resolutions[0]
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        about = {"method": method, "seats": seats, "college": college, "settings": dict(settings)}
        more = {"office": "administrateur", "years": 3}
        uow.session.add(ContestRow(cooperative_id=uow.tenant, resolution_id=item, **about, **more))
        rows = []
        for one in names:
            fields = (
                CandidateFields(one, "quelques mots", "Une **présentation**.")
                if isinstance(one, str)
                else one
            )
            row = CandidateRow(cooperative_id=uow.tenant, resolution_id=item, name=fields.name)
            row.words, row.presentation, row.born_on = fields.words, fields.presentation, fields.born_on
            row.persons, row.places = list(fields.persons), fields.places
            uow.session.add(row)
            rows.append(row)
        options = tuple(row.option for row in sorted(rows, key=lambda row: row.name))
    return Election(meeting, item, options)


def open_round(database: Database, election: Election, *, proposed: str = "") -> UUID:
    """Open a round; give the poll."""
    command = OpenPoll(election.assembly, election.item, proposed)
    return within(database, election, lambda uow: open_poll(uow, command, by=election.secretary))


def vote(database: Database, election: Election, poll: UUID, voter: Actor, said: str) -> None:
    """Drop one ballot."""
    within(database, election, lambda uow: cast_ballot(uow, CastBallot(poll, said, voter), by=voter))


def elect(
    database: Database, election: Election, ballots: Sequence[Mapping[str, int]], *, proposed: str = ""
) -> UUID:
    """Open a round, drop ballots from the first voter on, close; give the poll."""
    poll = open_round(database, election, proposed=proposed)
    for voter, marks in zip(election.voters, ballots, strict=False):
        vote(database, election, poll, voter, marks_text(marks))
    within(database, election, lambda uow: close_poll(uow, poll, by=election.secretary))
    return poll


def prepared(database: Database, bylaws: Bylaws | None = None) -> Election:
    """Commit an assembly in preparation, with two items to vote on."""
    cooperative = a_cooperative(database, bylaws or "five_colleges_proportional")
    with database.write() as uow:
        uow.enter(cooperative.id)
        assembly = add_assembly(uow, cooperative.bylaws, stage="draft")
        found = uow.session.connection().exec_driver_sql(
            "SELECT id FROM resolutions WHERE assembly_id = %s ORDER BY position", (assembly,)
        )
        items = tuple(row[0] for row in found)
    return Election(Meeting(cooperative, assembly, items, ()), items[0], ())
