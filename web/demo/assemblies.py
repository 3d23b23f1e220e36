"""The demonstration's assemblies, made by the use cases: last year's whole, this year's up to its notice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import text
from sqlmodel import select

from governance.actors import Actor
from governance.assembly.agenda import Template
from governance.assembly.minutes_draft import MinutesDraft
from governance.store import outbox, preparation
from governance.store.assemblies import ResolutionRow
from governance.store.elections import ways_of
from governance.store.members import MemberRow
from governance.store.outbox import JobRow
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.usecases.agenda import (
    AddItem,
    ChangeItem,
    ItemFields,
    MoveItem,
    add_item,
    change_item,
    move_item,
)
from governance.usecases.assemblies import AssemblyFields, CreateAssembly, NameOfficers, create_assembly
from governance.usecases.assemblies import name_officers as name_them
from governance.usecases.attendance import MarkPresent, close_session, mark_present, open_session
from governance.usecases.casting import CastBallot, cast_ballots
from governance.usecases.minutes import (
    EditMinutes,
    SealMinutes,
    SignMinutes,
    edit_minutes,
    seal,
    sign_minutes,
)
from governance.usecases.notices import Convene, OfAssembly, convene, mark_posted
from governance.usecases.papers import AddPaper, add_paper
from governance.usecases.polls import OpenPoll, close_poll, open_poll
from web.delivery.pdf import member_copy, register_copy
from web.demo import elections, story
from web.demo.clock import at
from web.demo.papers import papers

EVENING = time(18)
CAME = {"entrepreneurs": 92, "team": 33, "structures": 23, "beneficiaries": 104, "partners": 15}
"""How many of each college came last year."""
REMOTE = 0.3
ANSWERED = 0.97
WAVERING = 0.04
CHOICES = ("for", "against", "abstain", "blank")

_SENT = text(
    "UPDATE notices SET outcome = CASE WHEN address LIKE '%.invalid' THEN 'refused' ELSE 'sent' END,"
    " detail = CASE WHEN address LIKE '%.invalid' THEN '550 5.1.1' ELSE '' END,"
    " attempts = 1, concluded_at = :now WHERE assembly_id = :assembly AND channel = 'email'"
)


def thursday_evening(near: date) -> datetime:
    """Give the evening of the first Thursday from `near` on, outside the holidays."""
    day = near + timedelta(days=(3 - near.weekday()) % 7)
    while (day.month, day.day) >= (12, 19) or (day.month, day.day) <= (1, 4) or day.month == 8:
        day += timedelta(days=7)
    return datetime.combine(day, EVENING, PARIS)


def fiscal_year(closed_on: date) -> str:
    """Name the year that closed on a day: « 2026 », or « 2025-2026 » when it spans two."""
    whole = (closed_on.month, closed_on.day) == (12, 31)
    return str(closed_on.year) if whole else f"{closed_on.year - 1}-{closed_on.year}"


@dataclass(frozen=True, slots=True)
class Voter:
    """A member who came last year, and who acts for them."""

    member: MemberRow
    actor: Actor


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """What playing last year's assembly needs: who writes, who came, when it was, on which year."""

    secretary: Actor
    voters: Sequence[Voter]
    held_at: datetime
    year: str
    random: Random


def came(random: Random, members: Sequence[MemberRow], day: date) -> list[MemberRow]:
    """Draw who came to the assembly held on `day`, college by college."""
    there: list[MemberRow] = []
    for college, many in CAME.items():
        own = [
            one
            for one in members
            if one.college == college
            and one.admitted_on <= day
            and (one.left_on is None or one.left_on > day)
        ]
        there += random.sample(own, min(many, len(own)))
    return there


def prepare_this_year(uow: UnitOfWork, secretary: Actor, held_at: datetime, year: str) -> UUID:
    """Prepare this year's assembly, ready to be convened."""
    told = (story.filled_this_year(year), story.ADDED_THIS_YEAR)
    fields = _fields(f"Assemblée générale ordinaire annuelle {held_at.year}", held_at, year)
    assembly = _prepared(uow, secretary, fields, *told)
    _stand(uow, secretary, assembly, elections.THIS_YEAR)
    _attach(uow, secretary, assembly, year, surplus=62_480)
    return assembly


def play_last_year(uow: UnitOfWork, meeting: PastMeeting) -> UUID:
    """Run last year's assembly from its preparation to its minutes in the register."""
    held, secretary = meeting.held_at, meeting.secretary
    with at(uow, held - timedelta(days=41)):
        told = (story.filled_last_year(meeting.year), story.ADDED_LAST_YEAR)
        fields = _fields(f"Assemblée générale ordinaire annuelle {held.year}", held, meeting.year)
        assembly = _prepared(uow, secretary, fields, *told)
        _stand(uow, secretary, assembly, elections.LAST_YEAR)
        _attach(uow, secretary, assembly, meeting.year, surplus=48_612)
    with at(uow, held - timedelta(days=24, hours=7)):
        convene(uow, Convene(assembly), by=secretary)
        mark_posted(uow, OfAssembly(assembly), by=secretary)
        conclude_notices(uow, assembly)
    with at(uow, held + timedelta(minutes=2)):
        open_session(uow, assembly, by=secretary)
    _arrive(uow, meeting, assembly)
    done = _vote(uow, meeting, assembly)
    with at(uow, done):
        close_session(uow, assembly, by=secretary)
    _write_minutes(uow, meeting, assembly)
    return assembly


def _fields(title: str, held_at: datetime, year: str) -> AssemblyFields:
    return AssemblyFields(
        title=title,
        held_at=held_at,
        place=story.PLACE,
        remote_allowed=True,
        remote_link=story.LINK,
        contact=story.CONTACT,
        fiscal_year=year,
        introduction=story.INTRODUCTION,
    )


def _prepared(
    uow: UnitOfWork,
    secretary: Actor,
    fields: AssemblyFields,
    filled: Sequence[story.Told],
    added: Sequence[story.Told],
) -> UUID:
    assembly = create_assembly(uow, CreateAssembly(Template.ANNUAL, fields), by=secretary)
    for told in filled:
        item = _item(uow, assembly, told.title)
        if told.text:
            new = ItemFields(item.title, told.text, item.voted)
            change_item(uow, ChangeItem(assembly, item.id, new), by=secretary)
    for told in added:
        known = add_item(uow, AddItem(assembly, told.fields), by=secretary)
        uow.session.flush()  # it is found again to be moved
        move_item(uow, MoveItem(assembly, known, up=True), by=secretary)  # the formalities stay last
    officers = NameOfficers(assembly, story.CHAIR, story.SECRETARY, story.TELLERS)
    name_them(uow, officers, by=secretary)
    return assembly


def _item(uow: UnitOfWork, assembly: UUID, title: str) -> ResolutionRow:
    return next(one for one in preparation.items(uow.session, assembly) if one.title.startswith(title))


def _stand(uow: UnitOfWork, secretary: Actor, assembly: UUID, standing: Sequence[elections.Standing]) -> None:
    for told in standing:
        elections.stand(uow, secretary, assembly, _item(uow, assembly, told.title).id, told)


def _attach(uow: UnitOfWork, secretary: Actor, assembly: UUID, year: str, *, surplus: int) -> None:
    for paper in papers(year, surplus, uow.now):
        command = AddPaper(assembly, paper.title, paper.filename, paper.content, paper.nature)
        add_paper(uow, command, by=secretary)


def conclude_notices(uow: UnitOfWork, assembly: UUID) -> None:
    """Say that the notices of an assembly left, but for addresses that no server knows."""
    uow.session.connection().execute(_SENT, {"assembly": assembly, "now": uow.now})
    conclude_jobs(uow)


def conclude_jobs(uow: UnitOfWork) -> None:
    """Nothing is left to the worker of what happened last year."""
    uow.session.flush()  # the jobs just written
    for job in uow.session.exec(select(JobRow).where(JobRow.state == "waiting")).all():
        outbox.conclude(uow.session, job.id, uow.now)


def _arrive(uow: UnitOfWork, meeting: PastMeeting, assembly: UUID) -> None:
    gap = timedelta(minutes=38) / len(meeting.voters)
    arrivals = list(meeting.voters)
    meeting.random.shuffle(arrivals)
    for place, voter in enumerate(arrivals):
        remote = meeting.random.random() < REMOTE
        with at(uow, meeting.held_at + timedelta(minutes=4) + gap * place):
            mark_present(uow, MarkPresent(assembly, voter.member.id, remote), by=meeting.secretary)


def _vote(uow: UnitOfWork, meeting: PastMeeting, assembly: UUID) -> datetime:
    """Put every resolution to the vote, a quarter of an hour each; give when it was over."""
    moment = meeting.held_at + timedelta(minutes=45)
    ways = ways_of(uow.session, assembly)
    told = {one.title: one for one in (*story.filled_last_year(meeting.year), *story.ADDED_LAST_YEAR)}
    for item in preparation.items(uow.session, assembly):
        if item.number is None:
            continue
        known = next((one for title, one in told.items() if item.title.startswith(title)), None)
        plan = known.plan if known else story.CALM
        with at(uow, moment):
            poll = open_poll(uow, OpenPoll(assembly, item.id), by=meeting.secretary)
            uow.session.flush()  # ballots are judged on its row
        drawn = _choices(meeting, plan)
        if item.id in ways:
            ballots = elections.drawn(uow, poll, len(drawn))
            drawn = [(voter, said) for (voter, _), said in zip(drawn, ballots, strict=True)]
        commands = [CastBallot(poll, choice, voter.actor) for voter, choice in drawn]
        for start in range(0, len(commands), 60):
            with at(uow, moment + timedelta(seconds=20 + start)):
                cast_ballots(uow, poll, commands[start : start + 60])
        with at(uow, moment + timedelta(minutes=6)):
            close_poll(uow, poll, by=meeting.secretary)
        moment += timedelta(minutes=15)
    return moment


def _choices(meeting: PastMeeting, plan: story.Plan) -> list[tuple[Voter, str]]:
    """Draw who answers what: each college close to its plan, in an order that says nothing."""
    drawn: list[tuple[Voter, str]] = []
    for college, parts in plan:
        own = [voter for voter in meeting.voters if voter.member.college == college]
        meeting.random.shuffle(own)
        answering = own[: max(1, round(len(own) * ANSWERED))]
        wanted = [choice for choice, part in zip(CHOICES, parts, strict=True) for _ in range(part)]
        for place, voter in enumerate(answering):
            own_mind = meeting.random.random() < WAVERING
            choice = meeting.random.choice(CHOICES[:3]) if own_mind else None
            drawn.append((voter, choice or wanted[place * len(wanted) // len(answering)]))
    meeting.random.shuffle(drawn)
    return drawn


def _write_minutes(uow: UnitOfWork, meeting: PastMeeting, assembly: UUID) -> None:
    """Write, sign and enter the minutes, as the worker would."""
    told = (*story.filled_last_year(meeting.year), *story.ADDED_LAST_YEAR)
    debates = {
        item.position: one.debate
        for item in preparation.items(uow.session, assembly)
        for one in told
        if one.debate and item.title.startswith(one.title)
    }
    secretary = meeting.secretary
    with at(uow, meeting.held_at + timedelta(days=4)):
        draft = MinutesDraft(
            debates=debates, closing=story.CLOSING, chair_quality="présidente du conseil d’administration"
        )
        revision = edit_minutes(uow, EditMinutes(assembly, 0, draft), by=secretary)
        uow.session.flush()  # it is signed as it was kept
    with at(uow, meeting.held_at + timedelta(days=11)):
        sign_minutes(uow, SignMinutes(assembly, revision), by=secretary)
        command = SealMinutes(assembly, secretary.account, secretary.hat.key)
        seal(uow, command, register_copy, member_copy)
        conclude_jobs(uow)
