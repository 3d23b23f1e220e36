"""Ballots entering the box: one per right, a receipt once committed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Row as SqlRow
from sqlalchemy import text

from governance.actors import Actor, Role, WrongHat
from governance.assembly.interests import InterestedDoesNotVote
from governance.assembly.postal import VotedByPost
from governance.assembly.receipts import short_receipt
from governance.assembly.refusals import (
    AlreadyVoted,
    NoSuchPoll,
    NotAnElector,
    NotInTheRoom,
    NotPresent,
    PollNotOpen,
)
from governance.bylaws.rules import read_rules
from governance.errors import GovernanceError
from governance.law.votes import interested
from governance.store import journal, locks
from governance.store.ballot_box import Deposit, Recorded
from governance.store.elections import frozen_contest
from governance.store.representing import barred
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.marks import SPOILED
from governance.vote.methods import read_vote


@dataclass(frozen=True, slots=True)
class CastBallot:
    """What one right says in one poll: `member` is the right, None for that of the hat worn.

    An officer enters so the paper ballot of a member of the room who has no phone.
    """

    poll: UUID
    choice: str
    by: Actor
    member: UUID | None = None

    @property
    def right(self) -> UUID | None:
        """The member whose right is exercised; None when the hat worn has none."""
        return self.member or self.by.hat.member


@dataclass(frozen=True, slots=True)
class Receipt:
    """The proof that a ballot is in the box: where its act stands, and its hash."""

    poll: UUID
    member: UUID
    seq: int
    leaf: bytes
    cast_at: datetime

    @property
    def short(self) -> str:
        """The receipt as a person reads it."""
        return short_receipt(self.leaf)


Outcome = Receipt | GovernanceError
DESK = (Role.SECRETARY, Role.CHAIR, Role.TELLER)
AT_THE_DESK = "desk"

_STANDING = text(
    "SELECT p.assembly_id, p.state, p.method, p.contest, e.member_id, e.entitled, a.mode,"
    " CASE WHEN e.interested THEN p.rules END AS interested_by,"
    " e.present OR a.member_id IS NOT NULL AND a.left_at IS NULL AS takes_part, x.id AS proxy, x.holder_id"
    " FROM polls p"
    " LEFT JOIN electors e ON e.poll_id = p.id AND e.member_id = ANY(cast(:members AS uuid[]))"
    " LEFT JOIN attendance a ON a.assembly_id = p.assembly_id AND a.member_id = e.member_id"
    " LEFT JOIN proxies x ON x.assembly_id = p.assembly_id AND x.principal_id = e.member_id"
    " AND x.ended_at IS NULL WHERE p.id = :poll AND p.cooperative_id = :cooperative"
)


def cast_ballot(uow: UnitOfWork, command: CastBallot, *, by: Actor) -> Receipt:
    """Put one ballot in the box.

    Who      the member worn as a hat, or their representative, on the poll's list, for themselves
             or for who gave them a proxy; secretary, chair, teller
             for a member of the room who gave them a paper ballot
    When     while the poll is open; closing waits for ballots in flight
    Writes   ballot, act vote.open
    Refuses  WrongHat, NoSuchPoll, PollNotOpen, NotAnElector, InterestedDoesNotVote, NotPresent,
             VotedByPost, UnknownChoice, AlreadyVoted, MandateOver, DeputyNotCalled, HolderPrevented
    """
    by.ensure(Role.MEMBER, *(DESK if command.member else ()))
    outcome = cast_ballots(uow, command.poll, [command])[0]
    if isinstance(outcome, GovernanceError):
        raise outcome
    return outcome


def cast_ballots(uow: UnitOfWork, poll: UUID, commands: Sequence[CastBallot]) -> list[Outcome]:
    """Put several ballots of one poll in the box, in one transaction; one outcome each, in order.

    Who      each command's own actor, as for `cast_ballot`
    Writes   ballots, acts vote.open
    Refuses  nothing as a whole: what one command is refused stands in its place
    """
    locks.share_poll(uow.session, poll)
    members = [command.right for command in commands if command.right]
    facts = {"poll": poll, "members": members, "cooperative": uow.tenant}
    standing = list(uow.session.connection().execute(_STANDING, facts))
    assembly = standing[0].assembly_id if standing else None
    journal.hold(uow.session, cooperative=uow.tenant, assembly=assembly)
    if any(command.right != command.by.hat.member for command in commands):
        # a proxy may have ended while we waited for the log: it is read once the log is ours
        standing = list(uow.session.connection().execute(_STANDING, facts))
    recorded = uow.box.recorded(poll, members)
    refused = barred(uow, assembly, [command.by for command in commands])
    outcomes: dict[int, Outcome] = {}
    accepted: dict[UUID, tuple[int, CastBallot, str]] = {}
    said: dict[int, str] = {}  # in the one form the box keeps
    for at, command in enumerate(commands):
        kept_out = refused.get((command.by.account, command.by.hat.member or command.by.account))
        judged = kept_out or _judge(command, standing, recorded)
        member = command.right
        if isinstance(judged, str):
            said[at] = judged
        if isinstance(judged, str) and member is not None and member not in accepted:
            accepted[member] = (at, command, judged)
        elif isinstance(judged, str) and member is not None:
            continue  # a twin in the same batch: judged below, once the first is written
        else:
            outcomes[at] = judged if not isinstance(judged, str) else NotAnElector("")
    held = {row.member_id: (row.proxy, row.holder_id) for row in standing}
    written = _write(uow, poll, assembly, [(*found, _under(found[1], held)) for found in accepted.values()])
    for at, command in enumerate(commands):
        if at not in outcomes:
            outcomes[at] = _from_record(replace(command, choice=said[at]), written)
    return [outcomes[at] for at in range(len(commands))]


def _judge(
    command: CastBallot, standing: Sequence[SqlRow[tuple[object, ...]]], recorded: dict[UUID, Recorded]
) -> Outcome | str:
    """Give the choice when the ballot may enter, else its receipt or its refusal."""
    hat, right = command.by.hat, command.right
    if not standing:
        return NoSuchPoll()
    row = next((found for found in standing if found.member_id == right), None)
    own, holds = right == hat.member, row is not None and row.holder_id == hat.member is not None
    if not own and not holds and hat.role not in DESK:
        return WrongHat(hat.label)
    if row is not None and row.interested_by is not None:
        rules = read_rules(row.interested_by)
        return InterestedDoesNotVote(source=interested(rules.form, rules.day).source)
    if row is None or not row.entitled or right is None:
        return NotAnElector(hat.label)
    try:
        choice = _read(row, command.choice, at_desk=not own and not holds)
    except GovernanceError as refused:
        return refused
    if right in recorded:
        return _from_record(replace(command, choice=choice), recorded)
    if row.state != "open":
        return PollNotOpen()
    if own and row.mode == "postal" and row.takes_part:
        return VotedByPost(hat.label)
    if not row.takes_part or (own and (row.proxy is not None or row.mode in ("proxy", "blank", "outsider"))):
        return NotPresent(hat.label) if own or holds else NotInTheRoom()
    if not own and not holds and row.mode in ("remote", "postal", "blank"):
        return NotInTheRoom()
    return choice


def _read(row: SqlRow[tuple[object, ...]], said: str, *, at_desk: bool) -> str:
    """Read what a ballot says; a paper of an election may be spoiled, and the desk alone may say so."""
    contest = frozen_contest(row.contest)
    if contest is not None and at_desk and said == SPOILED:
        return SPOILED
    return read_vote(row.method, said, contest)


def _under(command: CastBallot, held: Mapping[UUID, tuple[UUID | None, UUID | None]]) -> str | None:
    """Say under which title a right is exercised: None when it is one's own."""
    member, right = command.by.hat.member, command.right
    if right is None or right == member:
        return None
    proxy, holder = held[right]
    return f"proxy:{proxy}" if proxy is not None and holder == member else AT_THE_DESK


def _from_record(command: CastBallot, recorded: dict[UUID, Recorded]) -> Outcome:
    member = command.right
    if member is None or member not in recorded:
        return NotAnElector(command.by.hat.label)
    held = recorded[member]
    if held.choice != command.choice:
        return AlreadyVoted(short_receipt(held.receipt))
    return Receipt(command.poll, member, held.act_seq, held.receipt, held.cast_at)


def _write(
    uow: UnitOfWork,
    poll: UUID,
    assembly: UUID | None,
    ballots: Sequence[tuple[int, CastBallot, str, str | None]],
) -> dict[UUID, Recorded]:
    if not ballots:
        return {}
    acts = [
        (
            "vote.open",
            {
                "poll": str(poll),
                "right": str(command.right),
                "by": str(command.by.account),
                "as": command.by.hat.key,
                "under": under,
                "choice": choice,
                "idem": sha256(f"{poll}|{command.right}|{choice}".encode()).hexdigest(),
            },
        )
        for _, command, choice, under in ballots
    ]
    written = uow.acts(acts, assembly=assembly)
    recorded: dict[UUID, Recorded] = {}
    deposits: list[Deposit] = []
    for (_, command, choice, _under_what), act in zip(ballots, written, strict=True):
        member = command.right
        if member is not None:
            deposits.append(Deposit(member, choice, command.by.account, act.seq, act.leaf))
            recorded[member] = Recorded(member, choice, act.seq, act.leaf, uow.now)
    uow.box.drop(poll, deposits, uow.now)
    return recorded
