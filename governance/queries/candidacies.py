"""Members of the register who may stand in an election, as the secretary looks for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.refusals import NotOnTheAgenda
from governance.errors import Refused
from governance.queries.attendance import find_at_desk, suspended_votes
from governance.sources import LegalSource
from governance.store import preparation
from governance.store.desk import DeskLine
from governance.store.elections import applicant, contest_row
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.eligible import Applicant, ensure_eligible

Lines = Sequence[DeskLine]
"""Members found in the register."""


@dataclass(frozen=True, slots=True)
class ApplicantShown:
    """A member chosen in the register: what is known, why they may not stand (None: they may).

    `suspended` tells that the law suspends their votes, by `source` when it is known: it does not
    keep them from standing, and who prepares the election should know it.
    """

    known: Applicant
    college: str
    refused: Refused | None
    suspended: bool
    source: LegalSource | None


def applicants(uow: UnitOfWork, assembly: UUID, item: UUID, query: str, actor: Actor) -> Lines:
    """Find members of the day of the assembly by name or number; of one college where it alone votes.

    Raises NoSuchAssembly, NotOnTheAgenda, WrongHat.
    """
    actor.ensure(Role.SECRETARY, Role.CHAIR)
    row, contest = preparation.assembly(uow, assembly), contest_row(uow.session, item)
    if contest is None:
        raise NotOnTheAgenda
    return find_at_desk(uow, row, query, college=contest.college)


def applicant_shown(
    uow: UnitOfWork, assembly: UUID, item: UUID, member: UUID, actor: Actor
) -> ApplicantShown:
    """Show a member who would stand. Raises NoSuchAssembly, NotOnTheAgenda, NoSuchMember, WrongHat."""
    actor.ensure(Role.SECRETARY, Role.CHAIR)
    row, contest = preparation.assembly(uow, assembly), contest_row(uow.session, item)
    if contest is None:
        raise NotOnTheAgenda
    in_force = preparation.rules_of(uow, row)
    names = {college.id: college.name for college in in_force.rules.colleges}
    known = applicant(uow.session, member)
    refused: Refused | None = None
    try:
        ensure_eligible(
            known,
            in_force.bylaws.elections,
            preparation.held_on(row),
            seat=contest.college,
            seat_name=names.get(contest.college, contest.college),
        )
    except Refused as why:
        refused = why
    suspended = suspended_votes(uow, row)
    return ApplicantShown(
        known, names.get(known.college, ""), refused, member in suspended, suspended.get(member)
    )
