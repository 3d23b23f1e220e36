"""Elections as pages show them: how an item is prepared, who stands, what was declared."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.refusals import NoSuchPoll, NotOnTheAgenda
from governance.assembly.stages import Stage
from governance.bylaws.choices import ListParity
from governance.queries.attendance import suspended_votes
from governance.queries.declared import Declared, declared
from governance.queries.directors import renewal_of
from governance.store import preparation
from governance.store.assemblies import ResolutionRow
from governance.store.elections import (
    GOES_ON,
    candidates_of,
    contest_row,
    last_poll,
    organisations_among,
    persons_of,
    tie_rules,
)
from governance.store.polls import PollRow
from governance.store.unit_of_work import UnitOfWork
from governance.vote.cautions import aside
from governance.vote.elections.contest import SettingValue, TieRule
from governance.vote.elections.explanation import explain_election
from governance.vote.elections.lot import Lot, drawn_from
from governance.vote.elections.outcome import ElectionResult, ElectionState, read_election
from governance.vote.elections.preparing import (
    Candidate,
    ContestPlan,
    NoSuchCandidate,
    after_age,
    seated_names,
    undated_candidates,
)
from governance.vote.elections.proposed import departures, majority_asked, proposed_way
from governance.vote.elections.sheet import ElectionSheet, read_election_sheet
from governance.vote.methods import ELECTIONS
from governance.vote.methods.without_candidate import WITHOUT_CANDIDATE


@dataclass(frozen=True, slots=True)
class Elected:
    """What an election gave, in one line: its state, how many seats are held, by whom."""

    state: ElectionState
    elected: int
    vacant: int
    names: tuple[str, ...] = ()

    @property
    def goes_on(self) -> bool:
        """Tell whether another round may be held."""
        return self.state in GOES_ON


@dataclass(frozen=True, slots=True)
class ElectionItem:
    """How an item is voted on, and who stands. `plan` is None for a resolution.

    `proposed` is the way to elect of the bylaws, in their `article`, with its `settings`; `departs`
    names in what the election differs from them, `majority` says which majority it asks for.
    `undated` names, for each rule of the bylaws that settles a tie by a date, those whose date is missing.
    `organisations` and `suspended` are the options of those who stand and are organisations, or whose votes
    the law suspends on the day; `by_age` whether a tie is first settled by age, `after_age` the next rule.
    `members_only` tells that the bylaws only let members stand, `parity` what they ask of lists.
    `renewing` is how many seats of the board the assembly is to fill, 0 when it is not known.
    `may_set` tells whether the way to vote may change, `may_stand` whether who stands may.
    """

    assembly: UUID
    assembly_title: str
    item: UUID
    title: str
    plan: ContestPlan | None
    candidates: tuple[Candidate, ...]
    colleges: tuple[tuple[str, str], ...]
    may_set: bool
    may_stand: bool
    proposed: str
    settings: Mapping[str, SettingValue]
    article: str
    departs: tuple[str, ...]
    majority: tuple[str, ...]
    undated: tuple[tuple[TieRule, tuple[str, ...]], ...]
    organisations: frozenset[str]
    suspended: frozenset[str]
    by_age: bool
    after_age: TieRule | None
    members_only: bool
    parity: ListParity
    renewing: int

    def candidate(self, wanted: str) -> Candidate:
        """Find somebody who stands. Raises NoSuchCandidate."""
        for one in self.candidates:
            if one.id == wanted:
                return one
        raise NoSuchCandidate


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionOutcome(Declared):
    """The declared result of one round of an election: page, projector and interface render this.

    `lot` is what the seed of its ties comes from, published so that anyone can draw it again; `persons`
    are those of its lists, in their order.
    """

    round: int
    sheet: ElectionSheet
    result: ElectionResult
    names: Mapping[str, str]
    persons: Mapping[str, tuple[str, ...]]
    explanation: tuple[str, ...]
    lot: Lot | None


def elected_in(
    result: Mapping[str, Any],
    names: Mapping[str, Any] | None = None,
    persons: Mapping[str, tuple[str, ...]] | None = None,
) -> Elected | None:
    """Read the line of an election in a declared result; None for a resolution.

    `names` are those of its options, `persons` those of its lists.
    """
    if "state" not in result:
        return None
    count = result["count"]
    seats = sum(count["seats_of"].values())
    known = {option: str(name) for option, name in (names or {}).items()}
    told = seated_names(count["seats_of"], count["elected"], known, persons or {})
    state = ElectionState(result["state"])
    if state is ElectionState.NO_QUORUM:
        return Elected(state, 0, count["vacant"])
    return Elected(state, seats, count["vacant"], told)


def standing(uow: UnitOfWork, poll: PollRow) -> tuple[Candidate, ...]:
    """List the options of a poll in the order of its ballot, as voters read them; none for a resolution."""
    if poll.contest is None:
        return ()
    known = {row.option: row.candidate for row in candidates_of(uow.session, poll.resolution_id)}
    names = poll.names or {}
    return tuple(
        known.get(option["id"], Candidate(option["id"], names.get(option["id"], option["id"])))
        for option in poll.contest["options"]
    )


def proposable(poll: PollRow | None) -> tuple[tuple[str, str], ...]:
    """List whose consent may be asked after a round of an election without candidate."""
    if poll is None or poll.contest is None or poll.method != WITHOUT_CANDIDATE.name:
        return ()
    return tuple(sorted((poll.names or {}).items(), key=lambda pair: pair[1].casefold()))


def election_item(uow: UnitOfWork, assembly: UUID, item: UUID, actor: Actor) -> ElectionItem:
    """Show how an item will be voted on to those who prepare it. Raises NotOnTheAgenda, WrongHat."""
    actor.ensure(Role.SECRETARY, Role.CHAIR, Role.ADMINISTRATOR)
    row = preparation.assembly(uow, assembly)
    found = uow.session.get(ResolutionRow, item)
    if found is None or found.assembly_id != assembly or not found.voted:
        raise NotOnTheAgenda
    contest = contest_row(uow.session, item)
    in_force = preparation.rules_of(uow, row)
    clause, renewed = in_force.bylaws.elections, renewal_of(uow, row)
    free = last_poll(uow.session, item) is None
    secretary = actor.holds(Role.SECRETARY)
    chair = actor.holds(Role.CHAIR) and row.stage == Stage.OPEN
    plan = contest.plan if contest else None
    candidates = tuple(one.candidate for one in candidates_of(uow.session, item))
    proposed, settings = proposed_way(clause)
    settles = plan is not None and plan.seats > 0 and plan.method != WITHOUT_CANDIDATE.name
    rules = tie_rules(in_force.bylaws)
    by_age, next_rule = after_age(rules)
    organisations = organisations_among(uow.session, candidates)
    suspended = suspended_votes(uow, row) if any(one.member for one in candidates) else {}
    return ElectionItem(
        assembly=assembly,
        assembly_title=row.title,
        item=item,
        title=found.title,
        plan=plan,
        candidates=candidates,
        colleges=tuple((college.id, college.name) for college in in_force.rules.colleges),
        may_set=secretary and row.stage == Stage.DRAFT,
        may_stand=free and (secretary or chair) and row.stage in (Stage.DRAFT, Stage.CONVENED, Stage.OPEN),
        proposed=proposed,
        settings=settings,
        article=clause.article,
        departs=departures(plan, clause, ELECTIONS[plan.method].settings) if plan else (),
        majority=majority_asked(plan, in_force.bylaws.identity.form) if plan else (),
        undated=undated_candidates(candidates, rules, organisations) if settles else (),
        organisations=organisations,
        suspended=frozenset(one.id for one in candidates if one.member in suspended),
        by_age=settles and by_age,
        after_age=next_rule,
        members_only=clause.member_for_months > 0,
        parity=clause.list_parity,
        renewing=renewed.total if renewed else 0,
    )


def asked_in(uow: UnitOfWork, poll: UUID) -> tuple[dict[str, Any] | None, tuple[Candidate, ...]]:
    """Give what a poll froze of an election, as a document, and its options as voters read them.

    (None, ()) for a resolution. Raises NoSuchPoll.
    """
    row = uow.session.get(PollRow, poll)
    if row is None:
        raise NoSuchPoll
    return row.contest, standing(uow, row)


def is_election(uow: UnitOfWork, poll: UUID) -> bool:
    """Tell whether a poll is an election. Raises NoSuchPoll."""
    row = uow.session.get(PollRow, poll)
    if row is None:
        raise NoSuchPoll
    return row.contest is not None


def election_outcome(uow: UnitOfWork, poll: UUID, lang: str = "fr") -> ElectionOutcome:
    """Give the declared result of an election. Raises NoSuchPoll while nothing is declared."""
    row, document, fields = declared(uow, poll, election=True)
    sheet = read_election_sheet(fields["sheet_document"], ELECTIONS)
    result = read_election(document)
    names = {str(option): str(name) for option, name in (row.names or {}).items()}
    persons = persons_of(uow.session, [row.resolution_id])
    said = explain_election(sheet, result, ELECTIONS[row.method], names, lang, persons=persons)
    return ElectionOutcome(
        **fields,
        round=row.round,
        sheet=sheet,
        result=result,
        names=names,
        persons=persons,
        explanation=tuple(said),
        lot=drawn_from(row.lot["secret"], row.lot["head"]) if row.lot else None,
        aside=aside(sheet.poll, lang, str(fields["aside_source"])),
    )
