"""Ballots entering the box: one per right, a receipt once committed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Row as SqlRow
from sqlalchemy import text

from governance.actors import Actor, Role, WrongHat
from governance.assembly.receipts import short_receipt
from governance.assembly.refusals import (
    AlreadyVoted,
    NoSuchPoll,
    NotAnElector,
    NotInTheRoom,
    NotPresent,
    PollNotOpen,
)
from governance.errors import GovernanceError
from governance.store import journal, locks
from governance.store.ballot_box import Deposit, Recorded
from governance.store.unit_of_work import UnitOfWork
from governance.vote.methods import METHODS


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
    "SELECT p.assembly_id, p.state, p.method, e.member_id, e.entitled, a.mode,"
    " e.present OR a.member_id IS NOT NULL AS takes_part"
    " FROM polls p"
    " LEFT JOIN electors e ON e.poll_id = p.id AND e.member_id = ANY(cast(:members AS uuid[]))"
    " LEFT JOIN attendance a ON a.assembly_id = p.assembly_id AND a.member_id = e.member_id"
    " AND a.left_at IS NULL WHERE p.id = :poll AND p.cooperative_id = :cooperative"
)


def cast_ballot(uow: UnitOfWork, command: CastBallot, *, by: Actor) -> Receipt:
    """Put one ballot in the box.

    Who      the member worn as a hat, or their representative, on the poll's list;
             secretary, chair, teller for a member of the room who gave them a paper ballot
    When     while the poll is open; closing waits for ballots in flight
    Writes   ballot, act vote.open
    Refuses  WrongHat, NoSuchPoll, PollNotOpen, NotAnElector, NotPresent, UnknownChoice, AlreadyVoted
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
    standing = list(
        uow.session.connection().execute(
            _STANDING, {"poll": poll, "members": members, "cooperative": uow.tenant}
        )
    )
    assembly = standing[0].assembly_id if standing else None
    journal.hold(uow.session, cooperative=uow.tenant, assembly=assembly)
    recorded = uow.box.recorded(poll, members)
    outcomes: dict[int, Outcome] = {}
    accepted: dict[UUID, tuple[int, CastBallot, str]] = {}
    for at, command in enumerate(commands):
        judged = _judge(command, standing, recorded)
        member = command.right
        if isinstance(judged, str) and member is not None and member not in accepted:
            accepted[member] = (at, command, judged)
        elif isinstance(judged, str) and member is not None:
            continue  # a twin in the same batch: judged below, once the first is written
        else:
            outcomes[at] = judged if not isinstance(judged, str) else NotAnElector("")
    written = _write(uow, poll, assembly, list(accepted.values()))
    for at, command in enumerate(commands):
        if at not in outcomes:
            outcomes[at] = _from_record(command, written)
    return [outcomes[at] for at in range(len(commands))]


def _judge(
    command: CastBallot, standing: Sequence[SqlRow[tuple[object, ...]]], recorded: dict[UUID, Recorded]
) -> Outcome | str:
    """Give the choice when the ballot may enter, else its receipt or its refusal."""
    hat, right = command.by.hat, command.right
    if not standing:
        return NoSuchPoll()
    if right != hat.member and hat.role not in DESK:
        return WrongHat(hat.label)
    row = next((found for found in standing if found.member_id == right), None)
    if row is None or not row.entitled or right is None:
        return NotAnElector(hat.label)
    try:
        choice = METHODS[row.method].read(command.choice)
    except GovernanceError as refused:
        return refused
    if right in recorded:
        return _from_record(replace(command, choice=choice), recorded)
    if row.state != "open":
        return PollNotOpen()
    if right == hat.member and not row.takes_part:
        return NotPresent(hat.label)
    if right != hat.member and row.mode != "room":
        return NotInTheRoom()
    return choice


def _from_record(command: CastBallot, recorded: dict[UUID, Recorded]) -> Outcome:
    member = command.right
    if member is None or member not in recorded:
        return NotAnElector(command.by.hat.label)
    held = recorded[member]
    if held.choice != command.choice:
        return AlreadyVoted(short_receipt(held.receipt))
    return Receipt(command.poll, member, held.act_seq, held.receipt, held.cast_at)


def _write(
    uow: UnitOfWork, poll: UUID, assembly: UUID | None, ballots: Sequence[tuple[int, CastBallot, str]]
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
                "under": None if command.right == command.by.hat.member else AT_THE_DESK,
                "choice": choice,
                "idem": sha256(f"{poll}|{command.right}|{choice}".encode()).hexdigest(),
            },
        )
        for _, command, choice in ballots
    ]
    written = uow.acts(acts, assembly=assembly)
    recorded: dict[UUID, Recorded] = {}
    deposits: list[Deposit] = []
    for (_, command, choice), act in zip(ballots, written, strict=True):
        member = command.right
        if member is not None:
            deposits.append(Deposit(member, choice, command.by.account, act.seq, act.leaf))
            recorded[member] = Recorded(member, choice, act.seq, act.leaf, uow.now)
    uow.box.drop(poll, deposits, uow.now)
    return recorded
