"""A draft of bylaws on its way to a vote, committed step by step."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import select

from governance.actors import Actor, Role
from governance.assembly.agenda import Template
from governance.bylaws.document import bylaws_document
from governance.bylaws.models import load_model
from governance.store.accounts import RoleGrantRow
from governance.store.assemblies import AssemblyRow
from governance.store.bylaws import BylawsDraftRow
from governance.store.unit_of_work import Database
from governance.usecases.assemblies import CreateAssembly, create_assembly
from governance.usecases.attendance import MarkPresent, close_session, mark_present, open_session
from governance.usecases.bylaws_drafts import (
    PutToVote,
    SaveChapter,
    StartDraft,
    put_to_vote,
    save_chapter,
    start_draft,
)
from governance.usecases.casting import CastBallot, cast_ballot
from governance.usecases.notices import Convene, convene
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from tests.builders import ACooperative, a_cooperative, add_account, add_member, an_actor, as_member, link
from tests.preparing import AGREED, fields

COLLEGES = ("entrepreneurs", "team", "structures", "beneficiaries", "partners")


@dataclass(frozen=True)
class Drafted:
    """A cooperative, its draft, the extraordinary assembly in preparation, its members."""

    cooperative: ACooperative
    draft: UUID
    assembly: UUID
    voters: tuple[Actor, ...]

    @property
    def secretary(self) -> Actor:
        """The secretary of the cooperative."""
        return self.cooperative.secretary


def within(database: Database, drafted, act):
    """Do something in a transaction of the cooperative."""
    home = getattr(drafted, "cooperative", drafted)
    with database.write() as uow:
        uow.enter(home.id)
        return act(uow)


def notice_part(days: object = 21) -> dict[str, object]:
    """Give the chapter of the notice with so many days."""
    document = bylaws_document(load_model("five_colleges_proportional"))
    return {"notice": {**document["notice"], "first_days": days}}


def a_drafted_change(database: Database, *, days: int = 60) -> Drafted:
    """Commit a draft that lengthens the notice, an extraordinary assembly, one member in each college."""
    home = a_cooperative(database)
    with database.write() as uow:
        uow.enter(home.id)
        draft = start_draft(uow, StartDraft("Convoquer plus tôt"), by=home.secretary)
        voters = []
        for number, college in enumerate(COLLEGES, 1):
            member = add_member(uow, number, f"Votante {number}", college=college, email_notice_since=AGREED)
            account = add_account(uow, f"Votante {number}")
            link(uow, account, member)
            voters.append(as_member(home, account, member))
        command = CreateAssembly(Template.EXTRAORDINARY, fields(uow, days=days))
        assembly = create_assembly(uow, command, by=home.secretary)
    drafted = Drafted(home, draft, assembly, tuple(voters))
    within(
        database,
        drafted,
        lambda uow: save_chapter(uow, SaveChapter(draft, 1, "notice", notice_part()), by=home.secretary),
    )
    return drafted


def put(database: Database, drafted: Drafted, *, effect_on: date | None = None) -> UUID:
    """Put the draft on the agenda."""

    def act(uow):
        day = effect_on or uow.today + timedelta(days=90)
        return put_to_vote(uow, PutToVote(drafted.draft, drafted.assembly, day), by=drafted.secretary)

    return within(database, drafted, act)


def convene_all(database: Database, drafted: Drafted) -> None:
    """Send the notice."""
    within(database, drafted, lambda uow: convene(uow, Convene(drafted.assembly), by=drafted.secretary))


def vote(database: Database, drafted: Drafted, choice: str, *, close: bool = True) -> UUID:
    """Hold the assembly today: everybody present votes the same on the draft."""

    def held_today(uow):
        uow.session.get_one(AssemblyRow, drafted.assembly).held_at = uow.now

    within(database, drafted, held_today)
    within(database, drafted, lambda uow: open_session(uow, drafted.assembly, by=drafted.secretary))
    for voter in drafted.voters:
        command = MarkPresent(drafted.assembly, voter.hat.member)
        within(database, drafted, lambda uow, c=command: mark_present(uow, c, by=drafted.secretary))
    resolution = within(database, drafted, lambda uow: the_draft(uow, drafted).resolution_id)
    poll = within(
        database,
        drafted,
        lambda uow: open_poll(uow, OpenPoll(drafted.assembly, resolution), by=drafted.secretary),
    )
    for voter in drafted.voters:
        within(database, drafted, lambda uow, v=voter: cast_ballot(uow, CastBallot(poll, choice, v), by=v))
    within(database, drafted, lambda uow: close_poll(uow, poll, by=drafted.secretary))
    if close:
        within(database, drafted, lambda uow: close_session(uow, drafted.assembly, by=drafted.secretary))
    return poll


def the_draft(uow, drafted: Drafted) -> BylawsDraftRow:
    """Give the row of the draft."""
    return uow.session.exec(select(BylawsDraftRow).where(BylawsDraftRow.id == drafted.draft)).one()


def an_officer(database: Database, home: ACooperative, role: Role, *, grant: bool = False) -> Actor:
    """Give somebody of this role; with `grant`, the register of roles says so too."""
    with database.write() as uow:
        uow.enter(home.id)
        account = add_account(uow)
        if grant:
            given = {"account_id": account.id, "role": role.value, "starts_on": AGREED}
            uow.session.add(RoleGrantRow(cooperative_id=home.id, **given))
        return an_actor(home, account, role)
