"""Opening the second round of a resolution, in the colleges where neither side carried the bloc."""

from uuid import UUID, uuid4

from governance.actors import Actor
from governance.assembly.electorate import participants, registered
from governance.assembly.refusals import QuorumNotReached
from governance.bylaws.rules import read_rules
from governance.store import interests, presence
from governance.store.assemblies import AssemblyRow
from governance.store.counting import sheet_of
from governance.store.journal import digest
from governance.store.polls import PollRow, next_number
from governance.store.second_rounds import freeze_again
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.usecases.blank_proxies import cast_blank
from governance.usecases.postal import cast_by_post
from governance.vote.tally import count


def open_second_round(uow: UnitOfWork, assembly: AssemblyRow, first: PollRow, *, by: Actor) -> UUID:
    """Put a resolution to the vote again, in the colleges that the first round left undecided.

    The rules and the electors are those frozen by the first round; who is there is noted again. What was
    sent by post or by a blank proxy speaks again, since the text is the same.

    Who      secretary, chair, within the opening of a poll
    When     the first round is closed and calls for a second, and the quorum is reached
    Writes   poll, electors, ballots received by post, acts poll.open and vote.open
    Refuses  QuorumNotReached
    """
    rules, day = read_rules(first.rules), assembly.held_at.astimezone(PARIS).date()
    barred = interests.aside(uow.session, uow.tenant, first.resolution_id, rules.form, day).barred
    room = presence.in_the_room(uow.session, uow.tenant, assembly.id, day, barred)
    if not all(condition.reached for condition in count(sheet_of(rules, room, {})).quorum):
        raise QuorumNotReached(participants(room), registered(room))
    poll = PollRow(
        id=uuid4(),
        cooperative_id=uow.tenant,
        assembly_id=assembly.id,
        resolution_id=first.resolution_id,
        number=next_number(uow.session, assembly.id),
        rules=first.rules,
        bylaws_version_id=first.bylaws_version_id,
        opened_at=uow.now,
        opened_by=by.account,
        round=first.round + 1,
    )
    uow.session.add(poll)
    uow.session.flush()  # the electors refer to the poll
    electorate, aside = freeze_again(uow.session, first, poll.id)
    uow.act(
        "poll.open",
        by=by,
        assembly=assembly.id,
        poll=str(poll.id),
        resolution=str(poll.resolution_id),
        method=poll.method,
        round=poll.round,
        after=str(first.id),
        rules=digest(poll.rules),
        electors={college: frozen.members for college, frozen in sorted(electorate.items())},
        present={college: frozen.present for college, frozen in sorted(electorate.items())},
        **aside.acts,
    )
    cast_by_post(uow, poll, by=by)
    cast_blank(uow, poll, by=by)
    return poll.id
