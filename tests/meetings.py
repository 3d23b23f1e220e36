"""A meeting ready to vote, committed: an assembly open, members present, accounts linked."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from governance.actors import Actor
from governance.bylaws.clauses import Bylaws
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.unit_of_work import Database, UnitOfWork
from governance.usecases.attendance import MarkPresent, mark_present, open_session
from governance.usecases.polls import OpenPoll, open_poll
from tests.builders import ACooperative, a_cooperative, add_account, add_member, as_member, link


@dataclass(frozen=True)
class Meeting:
    """A meeting of a test: the cooperative, the assembly, its resolutions, its voters."""

    cooperative: ACooperative
    assembly: UUID
    resolutions: tuple[UUID, ...]
    voters: tuple[Actor, ...]

    @property
    def secretary(self) -> Actor:
        """The secretary of the cooperative."""
        return self.cooperative.secretary


def add_assembly(uow: UnitOfWork, bylaws: UUID, *, stage: str = "convened", resolutions: int = 2) -> UUID:
    """Add an assembly held today, with resolutions to vote."""
    assembly = AssemblyRow(
        cooperative_id=uow.tenant, title="AG d’essai", kind="ordinary", annual=True,
        held_at=uow.now, place="Salle des fêtes", remote_allowed=True, stage=stage,
        bylaws_version_id=bylaws, created_at=uow.now,
        convened_at=uow.now - timedelta(days=20) if stage != "draft" else None,
        opened_at=uow.now if stage in ("open", "closed") else None,
        closed_at=uow.now if stage == "closed" else None,
    )  # fmt: skip
    uow.session.add(assembly)
    uow.session.flush()  # the resolutions refer to it
    for at in range(1, resolutions + 1):
        uow.session.add(
            ResolutionRow(
                cooperative_id=uow.tenant,
                assembly_id=assembly.id,
                position=at,
                number=at,
                title=f"Résolution {at}",
                text="L’assemblée **approuve**.",
            )
        )
    uow.session.flush()  # their ids are read below
    return assembly.id


def a_meeting(
    database: Database,
    *,
    colleges: dict[str, int],
    absent: int = 0,
    model: str | Bylaws = "five_colleges_proportional",
) -> Meeting:
    """Commit an open meeting: so many members by college, all present but the last `absent`."""
    cooperative = a_cooperative(database, model)
    with database.write() as uow:
        uow.enter(cooperative.id)
        assembly = add_assembly(uow, cooperative.bylaws)
        open_session(uow, assembly, by=cooperative.secretary)
        voters = []
        number = 0
        for college, many in colleges.items():
            for _ in range(many):
                number += 1
                member = add_member(uow, number, f"Votante {number}", college=college)
                account = add_account(uow, f"Votante {number}")
                link(uow, account, member)
                voters.append(as_member(cooperative, account, member))
        uow.session.flush()  # presence is noted on committed rows of members
        for voter in voters[: len(voters) - absent]:
            mark_present(uow, MarkPresent(assembly, voter.hat.member), by=cooperative.secretary)
        found = uow.session.connection().exec_driver_sql(
            "SELECT id FROM resolutions WHERE assembly_id = %s ORDER BY position", (assembly,)
        )
        resolutions = tuple(row[0] for row in found)
    return Meeting(cooperative, assembly, resolutions, tuple(voters))


def a_poll(database: Database, meeting: Meeting, at: int = 0) -> UUID:
    """Open a poll on one of the resolutions."""
    with database.write() as uow:
        uow.enter(meeting.cooperative.id)
        return open_poll(uow, OpenPoll(meeting.assembly, meeting.resolutions[at]), by=meeting.secretary)
