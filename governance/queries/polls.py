"""What a member sees of the votes: what is put to the vote now, and their own ballot."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col, func, select

from governance.actors import Actor, Hat, Role
from governance.assembly.receipts import short_receipt
from governance.assembly.refusals import NoSuchPoll
from governance.bylaws.rules import read_rules
from governance.errors import Refused
from governance.law import votes as law
from governance.law.votes import InterestedVote
from governance.queries.attendance import assembly_row
from governance.queries.elections import Elected, elected_in, standing
from governance.queries.proxies import Represented, represented
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.attendance import AttendanceRow
from governance.store.ballot_box import BallotRow
from governance.store.elections import frozen_contest, persons_of
from governance.store.polls import ElectorRow, PollRow, ResultRow
from governance.store.representing import barred
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.contest import Contest
from governance.vote.elections.preparing import Candidate


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """The ballot already in the box for one right."""

    choice: str
    receipt: str
    act_seq: int
    cast_at: datetime


@dataclass(frozen=True, slots=True)
class Booth:
    """One poll as one member sees it. `college` is the name of theirs, "" without colleges.

    `interested` tells who is interested in the resolution what the law makes of their vote; None otherwise.
    `kept_out` tells who represents a structure why somebody else acts for it in this assembly.
    """

    poll: UUID
    assembly: UUID
    assembly_title: str
    number: int
    resolution_number: int
    title: str
    text: str
    method: str
    contest: Contest | None
    candidates: tuple[Candidate, ...]
    round: int
    state: str
    voting_as: str
    college: str
    is_elector: bool
    suspended: bool
    is_present: bool
    may_join_remotely: bool
    ballot: OwnBallot | None
    turnout: int
    others: tuple[Hat, ...]
    represented: tuple[Represented, ...]
    kept_out: Refused | None = None
    interested: InterestedVote | None = None

    @property
    def may_vote(self) -> bool:
        """Tell whether the ballot can be cast now."""
        present = self.state == "open" and self.is_elector and self.is_present
        return present and self.ballot is None and self.kept_out is None and self.interested is None

    @property
    def for_others(self) -> tuple[Represented, ...]:
        """Give the rights of others whose ballot can be cast now."""
        waiting = tuple(right for right in self.represented if not right.receipt and not right.interested)
        return waiting if self.state == "open" else ()


@dataclass(frozen=True, slots=True)
class Declared:
    """A poll whose result was declared, in one line. `again` when colleges are to vote a second time."""

    poll: UUID
    resolution_number: int
    title: str
    adopted: bool | None
    election: Elected | None = None
    round: int = 1
    again: bool = False


@dataclass(frozen=True, slots=True)
class Now:
    """The page a member stays on during the meeting."""

    assembly: UUID
    title: str
    stage: str
    held_at: datetime
    place: str
    remote_link: str
    remote_allowed: bool
    is_present: bool
    mode: str | None
    booth: Booth | None
    declared: tuple[Declared, ...]


def booth(uow: UnitOfWork, poll: UUID, actor: Actor) -> Booth:
    """Show one poll to a member. Raises NoSuchPoll, WrongHat."""
    actor.ensure(Role.MEMBER)
    row = uow.session.get(PollRow, poll)
    if row is None or row.state == "annulled":
        raise NoSuchPoll
    assembly = assembly_row(uow, row.assembly_id)
    return _booth(uow, row, assembly, actor, _presence(uow, assembly, actor))


def now(uow: UnitOfWork, assembly: UUID, actor: Actor) -> Now:
    """Show a member what happens in the meeting now. Raises NoSuchAssembly, WrongHat."""
    actor.ensure(Role.MEMBER)
    row = assembly_row(uow, assembly)
    present = _presence(uow, row, actor)
    opened = select(PollRow).where(PollRow.assembly_id == assembly, PollRow.state == "open")
    poll = uow.session.exec(opened).one_or_none()
    return Now(
        assembly=assembly,
        title=row.title,
        stage=row.stage,
        held_at=row.held_at,
        place=row.place,
        remote_link=row.remote_link,
        remote_allowed=row.remote_allowed,
        is_present=present not in (None, "proxy", "postal", "blank", "outsider"),
        mode=present,
        booth=_booth(uow, poll, row, actor, present) if poll else None,
        declared=declared(uow, assembly),
    )


def declared(uow: UnitOfWork, assembly: UUID) -> tuple[Declared, ...]:
    """List the results declared in an assembly, latest first."""
    rows = uow.session.exec(
        select(PollRow, ResolutionRow.number, ResolutionRow.title, ResultRow.result)
        .join(ResolutionRow, col(ResolutionRow.id) == col(PollRow.resolution_id))
        .join(ResultRow, col(ResultRow.poll_id) == col(PollRow.id))
        .where(PollRow.assembly_id == assembly, PollRow.state == "closed")
        .order_by(col(PollRow.number).desc())
    ).all()
    persons = persons_of(uow.session, [poll.resolution_id for poll, *_ in rows if poll.names])
    return tuple(
        Declared(
            poll.id,
            number or 0,
            title,
            result.get("adopted"),
            elected_in(result, poll.names, persons),
            poll.round,
            bool(result.get("again")),
        )
        for poll, number, title, result in rows
    )


def _presence(uow: UnitOfWork, assembly: AssemblyRow, actor: Actor) -> str | None:
    found = select(AttendanceRow.mode).where(
        AttendanceRow.assembly_id == assembly.id,
        AttendanceRow.member_id == actor.hat.member,
        col(AttendanceRow.left_at).is_(None),
    )
    return uow.session.exec(found).one_or_none()


def _booth(uow: UnitOfWork, poll: PollRow, assembly: AssemblyRow, actor: Actor, present: str | None) -> Booth:
    resolution = uow.session.get_one(ResolutionRow, poll.resolution_id)
    member = actor.hat.member
    elector = uow.session.get(ElectorRow, (poll.id, member)) if member else None
    turnout = uow.session.exec(
        select(func.count()).select_from(BallotRow).where(BallotRow.poll_id == poll.id)
    ).one()
    rules = read_rules(poll.rules)
    names = {college.id: college.name for college in rules.colleges}
    kept_out = next(iter(barred(uow, assembly.id, [actor]).values()), None)
    return Booth(
        poll=poll.id,
        assembly=assembly.id,
        assembly_title=assembly.title,
        number=poll.number,
        resolution_number=resolution.number or 0,
        title=resolution.title,
        text=resolution.text,
        method=poll.method,
        contest=frozen_contest(poll.contest),
        candidates=standing(uow, poll),
        round=poll.round,
        state=poll.state,
        voting_as=actor.hat.label,
        college=names.get(elector.college, "") if elector and len(names) > 1 else "",
        is_elector=elector is not None and elector.entitled,
        suspended=elector is not None and not elector.entitled and not elector.interested,
        interested=law.interested(rules.form, rules.day) if elector and elector.interested else None,
        is_present=present not in ("proxy", "postal", "blank", "outsider")
        and (present is not None or (elector is not None and elector.present)),
        may_join_remotely=assembly.remote_allowed,
        ballot=own_ballot(uow, poll.id, member),
        turnout=turnout,
        represented=represented(uow, assembly.id, poll.id, member) if present and kept_out is None else (),
        kept_out=kept_out,
        others=tuple(
            hat for hat in actor.hats if hat.role is Role.MEMBER and hat.member not in (None, member)
        ),
    )


def own_ballot(uow: UnitOfWork, poll: UUID, member: UUID | None) -> OwnBallot | None:
    """Give the ballot in the box for one right, or None."""
    row = uow.session.get(BallotRow, (poll, member)) if member else None
    if row is None:
        return None
    return OwnBallot(row.choice, short_receipt(row.receipt), row.act_seq, row.cast_at)
