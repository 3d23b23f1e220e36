"""Two cooperatives tied, with members, and one resolution that goes through their assemblies; committed."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import text

from governance.assembly.agenda import Template
from governance.queries.shared_resolutions import SharedShown, shared_shown
from governance.store.unit_of_work import Database
from governance.usecases.agenda import ItemFields
from governance.usecases.assemblies import CreateAssembly, create_assembly
from governance.usecases.attendance import MarkPresent, close_session, mark_present, open_session
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.notices import Convene, convene
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.usecases.shared_resolutions import ProposeShared, TakeShared, propose_shared, take_shared
from tests.builders import ACooperative, a_cooperative, add_account, add_member, as_member, link
from tests.grouping import a_group, inside, join, seen
from tests.preparing import AGREED, fields

TEXT = ItemFields("Un atelier commun", "L’assemblée **approuve** l’atelier commun.")
TYPED = {
    "title": TEXT.title,
    "text": TEXT.text,
    "kind": "ordinary",
    "rule": "all",
    "needed": "",
    "wished_on": "",
}
COLLEGE = "entrepreneurs"


@dataclass
class Side:
    """One cooperative of a group, its voters, and its assembly in preparation."""

    home: ACooperative
    voters: list
    assembly: UUID


@dataclass
class Shared:
    """A group and a resolution proposed by the first side to both."""

    database: Database
    group: UUID
    sides: list[Side]
    resolution: UUID

    def read(self, side: Side) -> SharedShown:
        """Follow the resolution as one side does."""
        return seen(
            self.database, side.home,
            lambda uow: shared_shown(uow, self.group, self.resolution, side.home.secretary),
        )  # fmt: skip

    def standings(self, side: Side) -> dict[str, str]:
        """Say where the resolution stands in each cooperative, by address."""
        return {one.slug: one.position.standing.value for one in self.read(side).line.asked}

    def take(self, side: Side) -> UUID:
        """Put the resolution on the agenda of one side."""
        command = TakeShared(self.resolution, side.assembly)
        return inside(self.database, side.home, lambda u: take_shared(u, command, by=side.home.secretary))


def a_side(database: Database, *, voters: int = 6, template: Template = Template.ORDINARY) -> Side:
    """Commit a cooperative with voters of one college, and an assembly in preparation."""
    home = a_cooperative(database)

    def act(uow):
        people = []
        for number in range(1, voters + 1):
            member = add_member(
                uow, number, f"Votante {number}", college=COLLEGE, email_notice_since=AGREED,
                address="1 rue de l’Essai", postcode="35000", city="Rennes",
            )  # fmt: skip
            account = add_account(uow, f"Votante {number}")
            link(uow, account, member)
            people.append(as_member(home, account, member))
        command = CreateAssembly(template, fields(uow))
        return people, create_assembly(uow, command, by=home.secretary)

    people, assembly = inside(database, home, act)
    return Side(home, people, assembly)


def a_shared(database: Database, *, sides: int = 2, voters: int = 6, **typed: str) -> Shared:
    """Tie cooperatives and propose one resolution to all of them."""
    made = [a_side(database, voters=voters) for _ in range(sides)]
    first = made[0].home
    group = a_group(database, first)
    join(database, first, group, *(side.home for side in made[1:]))
    command = ProposeShared(group, {**TYPED, **typed}, tuple(side.home.slug for side in made))
    proposed = inside(database, first, lambda uow: propose_shared(uow, command, by=first.secretary))
    return Shared(database, group, made, proposed)


def summon(shared: Shared, side: Side) -> None:
    """Send the notice of the assembly of one side."""
    inside(
        shared.database, side.home, lambda uow: convene(uow, Convene(side.assembly), by=side.home.secretary)
    )


def gather(shared: Shared, side: Side, *, there: int | None = None) -> None:
    """Open the session of a convened assembly with everybody, or so many, there."""

    def act(uow):
        uow.session.connection().execute(
            text("UPDATE assemblies SET held_at = :now WHERE id = :id"),
            {"now": uow.now - timedelta(minutes=1), "id": side.assembly},
        )
        open_session(uow, side.assembly, by=side.home.secretary)
        for voter in side.voters[:there]:
            command = MarkPresent(side.assembly, voter.hat.member)
            mark_present(uow, command, by=side.home.secretary)

    inside(shared.database, side.home, act)


def vote(shared: Shared, side: Side, item: UUID, *, in_favour: int) -> UUID:
    """Put the item to the vote, so many for and the others against, and close the poll; give it."""
    secretary = side.home.secretary
    poll = inside(
        shared.database, side.home, lambda u: open_poll(u, OpenPoll(side.assembly, item), by=secretary)
    )
    for rank, voter in enumerate(side.voters):
        command = CastBallot(poll, "for" if rank < in_favour else "against", voter)
        inside(shared.database, side.home, lambda u, c=command, v=voter: cast_ballot(u, c, by=v))
    inside(shared.database, side.home, lambda uow: close_poll(uow, poll, by=secretary))
    return poll


def finish(shared: Shared, side: Side) -> None:
    """Close the session."""
    inside(shared.database, side.home, lambda u: close_session(u, side.assembly, by=side.home.secretary))


def decide(shared: Shared, side: Side, *, in_favour: int) -> UUID:
    """Go through a whole assembly of one side: agenda, notice, vote, close; give the poll."""
    item = shared.take(side)
    summon(shared, side)
    gather(shared, side)
    poll = vote(shared, side, item, in_favour=in_favour)
    finish(shared, side)
    return poll
