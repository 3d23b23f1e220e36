"""The demonstration's assembly in session: the quorum is reached, one poll is counted, one is open."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from governance.actors import Actor
from governance.assembly.agenda import Template
from governance.store import preparation
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.agenda import AddItem, ItemFields, add_item
from governance.usecases.assemblies import AssemblyFields, CreateAssembly, NameOfficers, create_assembly
from governance.usecases.assemblies import name_officers as name_them
from governance.usecases.attendance import MarkPresent, mark_present, open_session
from governance.usecases.casting import CastBallot, cast_ballots
from governance.usecases.notices import Convene, OfAssembly, convene, mark_posted
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.usecases.postal import RecordPostalForm, record_postal_form
from web.demo import story
from web.demo.assemblies import conclude_notices
from web.demo.clock import at

BEGAN = timedelta(minutes=20)  # before the demonstration is loaded
FIRST = ("for", "for", "against", "for", "abstain")
WAITING = 3
"""One member in three keeps their ballot of the second poll, those who sign in all of them."""


def play(
    uow: UnitOfWork,
    secretary: Actor,
    members: Sequence[MemberRow],
    actors: Mapping[UUID, Actor],
    waiting: Sequence[UUID],
) -> UUID:
    """Convene and open an assembly held now, and hold it up to its second poll; give it.

    `actors` acts for each member; those of `waiting` are there and have not voted in the open poll.
    """
    held = (uow.now - BEGAN).replace(second=0, microsecond=0)
    with at(uow, held - timedelta(days=30)):
        assembly = _prepared(uow, secretary, held)
    with at(uow, held - timedelta(days=21)):
        convene(uow, Convene(assembly), by=secretary)
        mark_posted(uow, OfAssembly(assembly), by=secretary)
        conclude_notices(uow, assembly)
    by_post, *others = (one for one in members if one.id not in waiting)
    there = [*[one for one in members if one.id in waiting], *others[: len(members) * 2 // 3]]
    items = [one.id for one in preparation.items(uow.session, assembly) if one.number is not None]
    with at(uow, held - timedelta(days=5)):
        said = {items[0]: "for", items[1]: "against", items[2]: "blank"}
        form = RecordPostalForm(assembly, by_post.id, uow.now - timedelta(hours=2), said)
        record_postal_form(uow, form, by=secretary)
        uow.session.flush()  # the opening reads it
    with at(uow, held + timedelta(minutes=1)):
        open_session(uow, assembly, by=secretary)
    for place, one in enumerate(there):
        with at(uow, held + timedelta(minutes=2, seconds=5 * place)):
            mark_present(uow, MarkPresent(assembly, one.id, remote=place % 4 == 0), by=secretary)
    with at(uow, held + timedelta(minutes=6)):
        first = _put(uow, secretary, assembly, items[0], there, actors)
    with at(uow, held + timedelta(minutes=10)):
        close_poll(uow, first, by=secretary)
    answering = [one for place, one in enumerate(there) if one.id not in waiting and place % WAITING]
    with at(uow, held + timedelta(minutes=15)):
        _put(uow, secretary, assembly, items[1], answering, actors)
    return assembly


def _prepared(uow: UnitOfWork, secretary: Actor, held: datetime) -> UUID:
    fields = AssemblyFields(
        story.FOURNIL_MEETING,
        held,
        story.FOURNIL_PLACE,
        remote_allowed=True,
        contact=story.FOURNIL_CONTACT,
        introduction=story.FOURNIL_INTRODUCTION,
    )
    assembly = create_assembly(uow, CreateAssembly(Template.ORDINARY, fields), by=secretary)
    for title, words in story.FOURNIL_RESOLUTIONS:
        add_item(uow, AddItem(assembly, ItemFields(title, words)), by=secretary)
    uow.session.flush()  # they are convened as they were written
    officers = NameOfficers(assembly, story.FOURNIL_CHAIR, secretary.account_name, story.FOURNIL_TELLERS)
    name_them(uow, officers, by=secretary)
    return assembly


def _put(
    uow: UnitOfWork,
    secretary: Actor,
    assembly: UUID,
    item: UUID,
    voters: Sequence[MemberRow],
    actors: Mapping[UUID, Actor],
) -> UUID:
    poll = open_poll(uow, OpenPoll(assembly, item), by=secretary)
    uow.session.flush()  # ballots are judged on its row
    ballots = [
        CastBallot(poll, FIRST[place % len(FIRST)], actors[one.id]) for place, one in enumerate(voters)
    ]
    cast_ballots(uow, poll, ballots)
    return poll
