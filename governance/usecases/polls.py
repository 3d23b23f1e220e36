"""Opening, closing and annulling a poll."""

from dataclasses import dataclass
from hashlib import sha256
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

from governance.actors import Actor, Role
from governance.assembly.electorate import participants, registered
from governance.assembly.refusals import (
    AlreadyPutToTheVote,
    MissingReason,
    NoSuchPoll,
    NotOnTheAgenda,
    PollNotOpen,
    QuorumNotReached,
    SecondRoundStands,
)
from governance.assembly.shared_resolutions import Told
from governance.assembly.stages import Stage, ensure_stage
from governance.bylaws.rules import rules_document
from governance.law.legal_forms import AssemblyKind, Call
from governance.store import interests, journal, locks, presence
from governance.store import shared_resolutions as sharing
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.counted import counted_again
from governance.store.counting import sheet_of
from governance.store.elections import Frozen, freeze, last_poll
from governance.store.in_force import rules_in_force
from governance.store.journal import digest
from governance.store.polls import PollRow, ResultRow, next_number
from governance.store.second_rounds import first_sheet, votes_again
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.usecases.blank_proxies import cast_blank
from governance.usecases.postal import cast_by_post
from governance.usecases.second_rounds import open_second_round
from governance.vote.elections.lot import SECRET_BYTES, drawn_from, pledge_of
from governance.vote.elections.outcome import ElectionResult
from governance.vote.elections.sheet import contest_document
from governance.vote.result import Result
from governance.vote.tally import count


@dataclass(frozen=True, slots=True)
class OpenPoll:
    """A resolution, or an election, put to the vote: its first round, or the next one.

    A resolution has a second round in the colleges that its first left undecided.

    `proposed` is the candidate whose consent is asked, in an election without candidate.
    """

    assembly: UUID
    resolution: UUID
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class AnnulPoll:
    """A poll that will not count, and why."""

    poll: UUID
    reason: str


def open_poll(uow: UnitOfWork, command: OpenPoll, *, by: Actor) -> UUID:
    """Put a resolution to the vote: rules, bylaws version and electorate are frozen now.

    Who      secretary, chair
    When     the session is open, no other poll is, and the quorum is reached
    Writes   poll, electors, ballots received by post, acts poll.open and vote.open
    Refuses  NoSuchAssembly, WrongStage, NotOnTheAgenda, AlreadyPutToTheVote, PollAlreadyOpen,
             QuorumNotReached, ImpossibleContest, NoRoundToHold
    """
    by.ensure(Role.SECRETARY, Role.CHAIR)
    assembly = locks.hold_assembly(uow.session, command.assembly)
    ensure_stage(assembly.title, assembly.stage, Stage.OPEN)
    previous = _ensure_votable(uow, assembly, command.resolution)
    if previous is not None and previous.contest is None:
        return open_second_round(uow, assembly, previous, by=by)
    day = assembly.held_at.astimezone(PARIS).date()
    in_force = rules_in_force(uow.session, AssemblyKind(assembly.kind), Call(assembly.call), day)
    aside = interests.aside(uow.session, uow.tenant, command.resolution, in_force.rules.form, day)
    electorate = presence.in_the_room(uow.session, uow.tenant, assembly.id, day, aside.barred)
    if not all(condition.reached for condition in count(sheet_of(in_force.rules, electorate, {})).quorum):
        raise QuorumNotReached(participants(electorate), registered(electorate))
    identifier = uuid4()
    about, drawn_by = command.resolution, str(identifier)
    election = freeze(uow.session, about, drawn_by, in_force, previous, command.proposed)
    rules = rules_document(election.rules if election else in_force.rules)
    poll = PollRow(
        id=identifier,
        cooperative_id=uow.tenant,
        assembly_id=assembly.id,
        resolution_id=command.resolution,
        number=next_number(uow.session, assembly.id),
        rules=rules,
        bylaws_version_id=in_force.version_row.id,
        opened_at=uow.now,
        opened_by=by.account,
        **_of_election(election),
    )
    uow.session.add(poll)
    uow.session.flush()  # the electors refer to the poll
    alone = election.college if election else ""
    everybody = uow.session, uow.tenant, assembly.id, poll.id, day, aside.barred, alone, aside.interested
    presence.freeze_electors(*everybody)
    electorate = {name: found for name, found in electorate.items() if alone in ("", name)}
    uow.act(
        "poll.open",
        by=by,
        assembly=assembly.id,
        poll=str(poll.id),
        resolution=str(command.resolution),
        method=poll.method,
        rules=digest(rules),
        bylaws=in_force.version_row.sha256,
        electors={college: frozen.members for college, frozen in sorted(electorate.items())},
        present={college: frozen.present for college, frozen in sorted(electorate.items())},
        **aside.acts,
        **_said_of_election(poll),
    )
    cast_by_post(uow, poll, by=by)
    cast_blank(uow, poll, by=by)
    return poll.id


def _of_election(election: Frozen | None) -> dict[str, Any]:
    if election is None:
        return {}
    return {
        "method": election.contest.method,
        "contest": contest_document(election.contest),
        "names": dict(election.names),
        "round": election.round,
        "lot": {"secret": token_hex(SECRET_BYTES)},
    }


def _said_of_election(poll: PollRow) -> dict[str, Any]:
    if poll.contest is None or poll.lot is None:
        return {}
    return {"contest": digest(poll.contest), "round": poll.round, "lot": pledge_of(poll.lot["secret"])}


def _draw_lot(uow: UnitOfWork, poll: PollRow) -> dict[str, Any]:
    """Tell the secret of an election, now that nothing can be said any more. The log is held."""
    if poll.lot is None:
        return {}
    head = journal.head(uow.session, cooperative=uow.tenant, assembly=poll.assembly_id)
    drawn = drawn_from(poll.lot["secret"], head)
    poll.lot = {"secret": drawn.secret, "head": drawn.head, "seed": drawn.seed}
    return {"lot": poll.lot}


def close_poll(uow: UnitOfWork, poll: UUID, *, by: Actor) -> Result | ElectionResult:
    """Close a poll and declare what it says. Ballots in flight land first; none can follow.

    Who      secretary, chair
    When     the poll is open
    Writes   poll state, result, acts poll.close and result.declare, the outcome of a shared resolution
    Refuses  NoSuchPoll, PollNotOpen
    """
    by.ensure(Role.SECRETARY, Role.CHAIR)
    row = _hold_open(uow, poll)
    row.state, row.closed_at, row.closed_by = "closed", uow.now, by.account
    uow.session.add(row)
    # who is there is read once the log is ours: an arrival stands before the close in both, or in neither
    journal.hold(uow.session, cooperative=uow.tenant, assembly=row.assembly_id)
    electorate = presence.took_part(uow.session, row.assembly_id, poll)
    told = _draw_lot(uow, row)
    counted = counted_again(row, electorate, uow.box.counts(poll), first_sheet(uow.session, row))
    document = counted.sheet
    uow.session.add(
        ResultRow(
            poll_id=poll,
            cooperative_id=uow.tenant,
            sheet=document,
            result=counted.document,
            sheet_sha256=digest(document),
            declared_at=uow.now,
            declared_by=by.account,
        )
    )
    actor = {"by": str(by.account), "as": by.hat.key, "poll": str(poll)}
    uow.acts(
        [
            ("poll.close", {**actor, **told}),
            (
                "result.declare",
                {**actor, "sheet": digest(document), **counted.declared},
            ),
        ],
        assembly=row.assembly_id,
    )
    sharing.tell_of_result(uow, row.resolution_id, counted)
    return counted.result


def annul_poll(uow: UnitOfWork, command: AnnulPoll, *, by: Actor) -> None:
    """Annul an open or closed poll, with its reason; its ballots stay in the log, uncounted.

    Who      secretary, chair
    When     the session is open
    Writes   poll state, act poll.annul
    Refuses  NoSuchPoll, WrongStage, MissingReason, SecondRoundStands
    """
    by.ensure(Role.SECRETARY, Role.CHAIR)
    reason = " ".join(command.reason.split())[:500]
    if not reason:
        raise MissingReason
    locks.hold_poll(uow.session, command.poll)
    row = uow.session.get(PollRow, command.poll)
    if row is None or row.state == "annulled":
        raise NoSuchPoll
    assembly = locks.share_assembly(uow.session, row.assembly_id)
    ensure_stage(assembly.title, assembly.stage, Stage.OPEN)
    last = last_poll(uow.session, row.resolution_id)
    if row.contest is None and last is not None and last.round > row.round:
        raise SecondRoundStands
    row.state, row.reason = "annulled", reason
    row.closed_at, row.closed_by = row.closed_at or uow.now, row.closed_by or by.account
    uow.session.add(row)
    sharing.tell_of_item(uow, row.resolution_id, Told.ANNULLED)
    uow.act(
        "poll.annul",
        by=by,
        assembly=row.assembly_id,
        poll=str(command.poll),
        reason=sha256(reason.encode()).hexdigest(),
    )


def _hold_open(uow: UnitOfWork, poll: UUID) -> PollRow:
    locks.hold_poll(uow.session, poll)
    row = uow.session.get(PollRow, poll)
    if row is None:
        raise NoSuchPoll
    if row.state != "open":
        raise PollNotOpen
    return row


def _ensure_votable(uow: UnitOfWork, assembly: AssemblyRow, resolution: UUID) -> PollRow | None:
    """Give the round before, closed, after which another may be held; None when nothing was voted yet."""
    row = uow.session.get(ResolutionRow, resolution)
    if row is None or row.assembly_id != assembly.id or row.number is None:
        raise NotOnTheAgenda
    previous = last_poll(uow.session, resolution)
    if previous is None:
        return None
    goes_on = previous.contest is not None or bool(votes_again(uow.session, previous))
    if previous.state != "closed" or not goes_on:
        raise AlreadyPutToTheVote(row.number)
    return previous
