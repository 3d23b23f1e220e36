"""The demonstration's territory: two cooperatives tied, one resolution adopted here, pending there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col, select

from governance.actors import Actor, Hat, Role
from governance.assembly.agenda import Template
from governance.assembly.minutes_draft import MinutesDraft
from governance.store.accounts import CapacityRow
from governance.store.cooperatives import by_slug
from governance.store.members import MemberRow
from governance.store.unit_of_work import UnitOfWork
from governance.usecases.assemblies import (
    AssemblyFields,
    CreateAssembly,
    NameOfficers,
    create_assembly,
    name_officers,
)
from governance.usecases.attendance import MarkPresent, close_session, mark_present, open_session
from governance.usecases.casting import CastBallot, cast_ballots
from governance.usecases.groups import (
    AnswerInvitation,
    BeginGroup,
    InviteToGroup,
    answer_invitation,
    begin_group,
    invite_to_group,
)
from governance.usecases.minutes import (
    EditMinutes,
    SealMinutes,
    SignMinutes,
    edit_minutes,
    seal,
    sign_minutes,
)
from governance.usecases.notices import Convene, OfAssembly, convene, mark_posted
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from governance.usecases.shared_resolutions import ProposeShared, TakeShared, propose_shared, take_shared
from web.delivery.pdf import member_copy, register_copy
from web.demo import accounts, assemblies, story
from web.demo.accounts import Desk
from web.demo.clock import at

GROUP = {
    "kind": "territory",
    "name": "Les Rives nourricières",
    "purpose": "Décider ensemble, de Lyon à Vienne, de ce que nos coopératives de l’alimentation mettent en "
    "commun : farines, livraisons, place faite à celles et ceux qui s’installent.",
}
RESOLUTION = {
    "title": "Charte commune des farines du territoire",
    "text": "L’assemblée générale approuve la **charte commune des farines** :\n\n"
    "- au moins la moitié des farines achetées vient de moins de cent kilomètres ;\n"
    "- les tournées de livraison sont partagées entre les coopératives du groupe ;\n"
    "- chaque année, les coopératives se rendent compte de ce qu’elles ont fait.",
    "kind": "ordinary",
    "rule": "all",
    "needed": "",
    "wished_on": "",
}
DEBATE = "Une habitante demande si le prix du pain va monter. Le fournil répond : de deux centimes au plus."
BEGUN, PROPOSED, PREPARED, SENT, HELD = (timedelta(days=days) for days in (160, 130, 110, 90, 62))
"""How long before the day of loading."""
WAVERING = 7  # one in seven is against


@dataclass(frozen=True, slots=True)
class _Meeting:
    desk: Desk
    secretary: Actor
    assembly: UUID
    held_at: datetime


def tie(uow: UnitOfWork, issuer: str, secretary: Actor) -> None:
    """Tie the cooperative entered with the Fournil, which then votes the resolution they share."""
    here, fournil = uow.tenant, by_slug(uow.session, story.FOURNIL_SLUG)
    if fournil is None:
        return
    desk = Desk(fournil, issuer, uow.today.replace(month=1, day=1, year=uow.today.year - 4))
    now = uow.now
    with at(uow, now - BEGUN):
        group = begin_group(uow, BeginGroup(GROUP), by=secretary)
        invitation = invite_to_group(uow, InviteToGroup(group, story.FOURNIL_SLUG), by=secretary)
        _go(uow, fournil.id)
        theirs = accounts.under_role(uow, desk, accounts.OTHER_SECRETARY, Role.SECRETARY)
        answer_invitation(uow, AnswerInvitation(invitation, accept=True), by=theirs)
    _go(uow, here)
    with at(uow, now - PROPOSED):
        command = ProposeShared(group, RESOLUTION, (story.SLUG, story.FOURNIL_SLUG))
        shared = propose_shared(uow, command, by=secretary)
    _go(uow, fournil.id)
    _adopt(uow, desk, theirs, shared)
    _go(uow, here)


def _go(uow: UnitOfWork, cooperative: UUID) -> None:
    uow.session.flush()  # what was written belongs to the cooperative that is left
    now = uow.now
    uow.enter(cooperative)
    uow._now = now


def _adopt(uow: UnitOfWork, desk: Desk, secretary: Actor, shared: UUID) -> None:
    """Run a small assembly of the Fournil from its preparation to its minutes."""
    held_at = assemblies.thursday_evening((uow.now - HELD).date())
    with at(uow, uow.now - PREPARED):
        fields = AssemblyFields("Assemblée ordinaire sur la charte des farines", held_at, story.FOURNIL_PLACE)
        assembly = create_assembly(uow, CreateAssembly(Template.ORDINARY, fields), by=secretary)
        item = take_shared(uow, TakeShared(shared, assembly), by=secretary)
        officers = NameOfficers(assembly, "Rachid Belkacem", secretary.account_name, ("Odile Framont",))
        name_officers(uow, officers, by=secretary)
    meeting = _Meeting(desk, secretary, assembly, held_at)
    with at(uow, uow.now - SENT):
        convene(uow, Convene(assembly), by=secretary)
        mark_posted(uow, OfAssembly(assembly), by=secretary)
        assemblies.conclude_notices(uow, assembly)
    with at(uow, held_at):
        open_session(uow, assembly, by=secretary)
    _vote(uow, meeting, item)
    with at(uow, held_at + timedelta(minutes=50)):
        close_session(uow, assembly, by=secretary)
    _write_minutes(uow, meeting)


def _vote(uow: UnitOfWork, meeting: _Meeting, item: UUID) -> None:
    voters = _voters(uow, meeting.desk)
    with at(uow, meeting.held_at + timedelta(minutes=8)):
        for voter in voters:
            if voter.hat.member is not None:
                mark_present(uow, MarkPresent(meeting.assembly, voter.hat.member), by=meeting.secretary)
    with at(uow, meeting.held_at + timedelta(minutes=30)):
        poll = open_poll(uow, OpenPoll(meeting.assembly, item), by=meeting.secretary)
        uow.session.flush()  # ballots are judged on its row
        ballots = [
            CastBallot(poll, "against" if rank % WAVERING == WAVERING - 1 else "for", voter)
            for rank, voter in enumerate(voters)
        ]
        cast_ballots(uow, poll, ballots)
    with at(uow, meeting.held_at + timedelta(minutes=40)):
        close_poll(uow, poll, by=meeting.secretary)


def _voters(uow: UnitOfWork, desk: Desk) -> list[Actor]:
    """Give who acts for each member, by number."""
    asked = (
        select(MemberRow, CapacityRow.account_id)
        .join(CapacityRow, col(CapacityRow.member_id) == col(MemberRow.id))
        .where(col(MemberRow.left_on).is_(None))
        .order_by(col(MemberRow.number))
    )
    home, found = desk.cooperative, []
    for member, account in uow.session.exec(asked).all():
        label = f"{member.first_name} {member.name}".strip()
        hat = Hat(f"member:{member.id}", Role.MEMBER, label, member.id, member.college)
        found.append(Actor(account, label, home.id, home.slug, home.name, hat, (hat,)))
    return found


def _write_minutes(uow: UnitOfWork, meeting: _Meeting) -> None:
    secretary = meeting.secretary
    with at(uow, meeting.held_at + timedelta(days=5)):
        draft = MinutesDraft(debates={1: DEBATE}, closing=story.CLOSING, chair_quality="président de séance")
        revision = edit_minutes(uow, EditMinutes(meeting.assembly, 0, draft), by=secretary)
        uow.session.flush()  # it is signed as it was kept
        sign_minutes(uow, SignMinutes(meeting.assembly, revision), by=secretary)
        command = SealMinutes(meeting.assembly, secretary.account, secretary.hat.key)
        seal(uow, command, register_copy, member_copy)
        assemblies.conclude_jobs(uow)
