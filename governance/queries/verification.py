"""A closed poll counted again from its three frozen inputs, and compared with what was declared.

The rules are those frozen with the poll; the electors are read one by one, and who took part by
replaying the log up to the close; the ballots are taken out of the box one by one. None of the
figures that the database added up to declare the result is used.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from governance.assembly.electorate import Presence
from governance.assembly.refusals import NoSuchPoll, NothingDeclared
from governance.store.ballot_box import OpenedBallot, Recorded
from governance.store.counted import Counted, counted_again
from governance.store.interests import Aside
from governance.store.journal import ActRow, digest, leaf_hash, log_name
from governance.store.polls import ElectorRow, PollRow, ResultRow
from governance.store.second_rounds import first_round, sheet_declared
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.lot import drawn_from
from governance.vote.sheet import CountingSheet, sheet_document

NOTHING = "–"
_ACTS = ("attend.in", "attend.out", "poll.open", "poll.close", "result.declare", "vote.open")


@dataclass(frozen=True, slots=True)
class Elector:
    """One right of the frozen list: its college, whether it could vote, whether it was there at opening.

    `person` is the record of the person whose further voice it is; `interested` tells who casts no ballot.
    """

    member: UUID
    college: str
    entitled: bool
    present: bool
    person: UUID | None = None
    interested: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that was kept and the one found again, with its place ("sheet/colleges/0/present")."""

    where: str
    stored: str
    again: str


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """An act of the log: the leaf that was kept, and the line it must be the hash of."""

    seq: int
    type: str
    facts: Mapping[str, Any]
    line: str
    leaf: bytes


@dataclass(frozen=True, slots=True)
class Verification:
    """A poll counted again: its number, how many ballots, and every difference."""

    number: int
    ballots: int
    differences: tuple[Difference, ...]


def electorate_again(
    electors: Sequence[Elector], there_at_close: Collection[UUID], ballots: Sequence[OpenedBallot]
) -> dict[str, Presence]:
    """Add up, by college, the electors and those of them who took part. Pure.

    Takes part: an elector there at opening, there at the close, or whose ballot is in the box.
    """
    took_part = {ballot.member for ballot in ballots} | set(there_at_close)
    took_part |= {elector.member for elector in electors if elector.present}
    electorate: dict[str, Presence] = {}
    entitled = {elector.member for elector in electors if elector.entitled}
    for elector in electors:
        so_far = electorate.get(elector.college, Presence())
        votes, there = elector.member in entitled, elector.member in entitled & took_part
        electorate[elector.college] = Presence(
            so_far.members + 1,
            so_far.entitled + votes,
            so_far.present + there,
            so_far.again + (votes and _counted_before(elector, electors, entitled)),
            so_far.present_again + (there and _counted_before(elector, electors, entitled & took_part)),
            so_far.interested + elector.interested,
        )
    return electorate


def _counted_before(voice: Elector, electors: Sequence[Elector], counted: Collection[UUID]) -> bool:
    """Tell whether the person of a further voice is already counted: by their record, or an earlier voice."""
    if voice.person is None:
        return False
    return any(
        one.member == voice.person or (one.person == voice.person and one.member < voice.member)
        for one in electors
        if one.member in counted
    )


def differences(stored: object, again: object, where: str) -> Iterator[Difference]:
    """Compare two JSON values in depth, and name each place where they differ. Pure."""
    if isinstance(stored, Mapping) and isinstance(again, Mapping):
        for key in sorted({*stored, *again}):
            yield from differences(stored.get(key), again.get(key), f"{where}/{key}")
    elif isinstance(stored, list) and isinstance(again, list) and len(stored) == len(again):
        for at, (one, other) in enumerate(zip(stored, again, strict=True)):
            yield from differences(one, other, f"{where}/{at}")
    elif stored != again or isinstance(stored, bool) != isinstance(again, bool):
        yield Difference(where, _shown(stored), _shown(again))


def box_differences(box: Mapping[UUID, Recorded], votes: Sequence[LoggedAct]) -> Iterator[Difference]:
    """Compare each ballot of the box with the act of its vote: place, choice, receipt. Pure.

    A receipt must be the hash of the line of its act, computed again, and so must the leaf kept.
    """
    held = {
        str(member): {"act": one.act_seq, "choice": one.choice, "receipt": one.receipt.hex()}
        for member, one in box.items()
    }
    logged = {
        vote.facts["right"]: {
            "act": vote.seq,
            "choice": vote.facts["choice"],
            "receipt": leaf_hash(vote.line).hex(),
        }
        for vote in votes
    }
    yield from differences(len(box), len(votes), "ballots")
    yield from differences(held, logged, "ballots")
    kept = {str(vote.seq): vote.leaf.hex() for vote in votes}
    yield from differences(kept, {str(vote.seq): leaf_hash(vote.line).hex() for vote in votes}, "leaves")


def verification(uow: UnitOfWork, poll: UUID) -> Verification:
    """Count a closed poll again and compare with what was declared. Raises NoSuchPoll, NothingDeclared."""
    row, declared = uow.session.get(PollRow, poll), uow.session.get(ResultRow, poll)
    if row is None:
        raise NoSuchPoll
    if declared is None or row.state != "closed":
        raise NothingDeclared
    acts = _acts(uow, row.assembly_id)
    ours = [act for act in acts if act.facts.get("poll") == str(poll)]
    once = {act.type: act for act in ours if act.type != "vote.open"}
    electors = _electors(uow, poll)
    ballots = uow.box.opened(poll)
    there = _there_before(acts, once["poll.close"].seq if "poll.close" in once else 0)
    first = first_round(uow.session, row)
    sheet = sheet_declared(uow.session, first) if first else None
    counted = _counted(row, electors, there, ballots, sheet)
    again = {"sheet": counted.sheet, "result": counted.document, "sha256": digest(counted.sheet)}
    kept = {"sheet": declared.sheet, "result": declared.result, "sha256": declared.sheet_sha256}
    opening: dict[str, Any] = {"rules": digest(row.rules), **_by_college(electors)}
    if "poll.open" in once and "suspended" in once["poll.open"].facts:
        opening |= _aside(electors)
    if row.contest is not None:
        opening |= {"contest": digest(row.contest), "round": row.round}
    if first is not None:
        opening |= {"round": row.round, "after": str(first.id)}
    closing: dict[str, Any] = {}
    if row.lot is not None:
        drawn = drawn_from(row.lot["secret"], _head_before(uow, row, once.get("poll.close")))
        opening["lot"] = drawn.pledge
        closing["lot"] = {"secret": drawn.secret, "head": drawn.head, "seed": drawn.seed}
    declaring = {"sheet": digest(counted.sheet), **counted.declared}
    votes = [act for act in ours if act.type == "vote.open"]
    found = [
        *differences(kept, json.loads(json.dumps(again)), "declared"),
        *differences(_facts(once.get("poll.open"), opening), opening, "poll.open"),
        *differences(_facts(once.get("poll.close"), closing), closing, "poll.close"),
        *differences(row.lot, closing.get("lot"), "lot"),
        *differences(_facts(once.get("result.declare"), declaring), declaring, "result.declare"),
        *(_first_differs(acts, first, sheet) if first and sheet else ()),
        *box_differences(uow.box.recorded(poll, [ballot.member for ballot in ballots]), votes),
    ]
    return Verification(row.number, len(ballots), tuple(found))


def _counted(
    row: PollRow,
    electors: Sequence[Elector],
    there_at_close: Collection[UUID],
    ballots: Sequence[OpenedBallot],
    first: CountingSheet | None,
) -> Counted:
    """Count a poll again, ballot by ballot."""
    said: dict[str, dict[str, int]] = {}
    for ballot in ballots:
        mine = said.setdefault(ballot.college, {})
        mine[ballot.choice] = mine.get(ballot.choice, 0) + 1
    return counted_again(row, electorate_again(electors, there_at_close, ballots), said, first)


def _first_differs(acts: Sequence[LoggedAct], first: PollRow, sheet: CountingSheet) -> Iterator[Difference]:
    """Compare the sheet of the first round, which a second one counts on, with what was declared of it."""
    declared = [act for act in acts if act.type == "result.declare" and act.facts["poll"] == str(first.id)]
    logged = declared[-1].facts["sheet"] if declared else None
    yield from differences(digest(sheet_document(sheet)), logged, "first round/sheet")


def _acts(uow: UnitOfWork, assembly: UUID) -> list[LoggedAct]:
    asked = (
        select(ActRow)
        .where(ActRow.log == log_name(uow.tenant, assembly), col(ActRow.type).in_(_ACTS))
        .order_by(col(ActRow.seq))
    )
    return [
        LoggedAct(row.seq, row.type, json.loads(row.line), row.line, bytes(row.leaf))
        for row in uow.session.exec(asked)
    ]


def _head_before(uow: UnitOfWork, poll: PollRow, close: LoggedAct | None) -> str:
    """Hash again the line of the act just before a close: the head its lot was drawn from."""
    if close is None:
        return ""
    asked = select(ActRow.line).where(
        ActRow.log == log_name(uow.tenant, poll.assembly_id), ActRow.seq == close.seq - 1
    )
    line = uow.session.exec(asked).one_or_none()
    return leaf_hash(line).hex() if line is not None else ""


def _electors(uow: UnitOfWork, poll: UUID) -> list[Elector]:
    asked = select(ElectorRow).where(ElectorRow.poll_id == poll)
    return [
        Elector(row.member_id, row.college, row.entitled, row.present, row.person_id, row.interested)
        for row in uow.session.exec(asked)
    ]


def _there_before(acts: Sequence[LoggedAct], seq: int) -> set[UUID]:
    """Replay arrivals and departures up to an act of the log."""
    there: set[UUID] = set()
    for act in acts:
        if act.seq >= seq:
            break
        if act.type == "attend.in":
            there.add(UUID(act.facts["right"]))
        elif act.type == "attend.out":
            there.discard(UUID(act.facts["right"]))
    return there


def _by_college(electors: Sequence[Elector]) -> dict[str, dict[str, int]]:
    colleges = sorted({elector.college for elector in electors})
    return {
        "electors": {name: sum(one.college == name for one in electors) for name in colleges},
        "present": {
            name: sum(one.college == name and one.present and one.entitled for one in electors)
            for name in colleges
        },
    }


def _aside(electors: Sequence[Elector]) -> dict[str, list[str]]:
    return Aside(
        frozenset(one.member for one in electors if not one.entitled and not one.interested),
        frozenset(one.member for one in electors if one.interested),
    ).acts


def _facts(act: LoggedAct | None, wanted: Collection[str]) -> dict[str, Any]:
    return {key: act.facts.get(key) for key in wanted} if act else {}


def _shown(value: object) -> str:
    return NOTHING if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
