"""What absent members said ahead of the meeting, by post or by a blank proxy, entering it and its polls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from governance.actors import Actor
from governance.store.assemblies import AssemblyRow
from governance.store.ballot_box import Deposit
from governance.store.polls import PollRow
from governance.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SaidAhead:
    """The ballot of an absent member: what it says, and under which paper ("postal:…", "blank:…")."""

    member: UUID
    choice: str
    under: str


def note_taking_part(
    uow: UnitOfWork, row: AssemblyRow, members: Iterable[UUID], mode: str, *, by: Actor
) -> int:
    """Log that absent members take part in a meeting; give how many.

    Who      whoever opens the session or notes the paper, within it
    Writes   acts attend.in
    Refuses  nothing
    """
    actor = {"by": str(by.account), "as": by.hat.key}
    acts = [("attend.in", {**actor, "right": str(member), "mode": mode}) for member in members]
    if acts:
        uow.acts(acts, assembly=row.id)
    return len(acts)


def drop_said_ahead(uow: UnitOfWork, poll: PollRow, said: Sequence[SaidAhead], *, by: Actor) -> int:
    """Put ballots of absent members in the box of a poll that has just opened; give how many.

    Who      whoever opens the poll, within it
    Writes   ballots, acts vote.open
    Refuses  nothing
    """
    if not said:
        return 0
    acts = [
        (
            "vote.open",
            {
                "poll": str(poll.id),
                "right": str(one.member),
                "by": str(by.account),
                "as": by.hat.key,
                "under": one.under,
                "choice": one.choice,
                "idem": sha256(f"{poll.id}|{one.member}|{one.choice}".encode()).hexdigest(),
            },
        )
        for one in said
    ]
    written = uow.acts(acts, assembly=poll.assembly_id)
    deposits = [
        Deposit(one.member, one.choice, by.account, act.seq, act.leaf)
        for one, act in zip(said, written, strict=True)
    ]
    uow.box.drop(poll.id, deposits, uow.now)
    return len(deposits)
