"""Elections: how an item is voted on, who stands, what a poll froze of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, Session, col, select

from governance.assembly.electorate import Presence
from governance.assembly.papers import Candidacy, WayOfVoting
from governance.bylaws.choices import Carry, ElectionCarry, QuorumOf
from governance.bylaws.clauses import Bylaws
from governance.bylaws.electing import SA_CAUTION
from governance.bylaws.rules import Rules, read_rules
from governance.register.members import MemberKind, label
from governance.register.refusals import NoSuchMember
from governance.store.assemblies import ResolutionRow
from governance.store.base import JSONB, Json, TenantRow, same_cooperative
from governance.store.counting import sheet_of
from governance.store.in_force import InForce
from governance.store.members import MemberRow
from governance.store.polls import PollRow, ResultRow
from governance.units import Votes
from governance.vote.elections.contest import Contest, Option, TieRule
from governance.vote.elections.eligible import Applicant
from governance.vote.elections.marks import ABSTAIN, BLANK, SPOILED, Marks, parse_marks
from governance.vote.elections.method import ImpossibleContest
from governance.vote.elections.outcome import (
    ElectionResult,
    ElectionState,
    read_election,
)
from governance.vote.elections.preparing import Candidate, ContestPlan, NoRoundToHold, Shown, contest_of
from governance.vote.elections.proposed import majority_asked, rounds_of
from governance.vote.elections.sheet import ElectionSheet
from governance.vote.methods import ELECTIONS
from governance.vote.methods.majority_judgment import words_asked
from governance.vote.methods.without_candidate import PHASE, WITHOUT_CANDIDATE


class ContestRow(TenantRow, table=True):
    """How one item is voted on, when it is not for or against a text."""

    __tablename__ = "contests"
    __table_args__ = (
        UniqueConstraint("resolution_id"),
        ForeignKeyConstraint(
            ["cooperative_id", "resolution_id"],
            ["resolutions.cooperative_id", "resolutions.id"],
            name="fk_contests_resolution_same_cooperative",
            ondelete="CASCADE",
        ),
        CheckConstraint("seats >= 0", name="seats_not_negative"),
        CheckConstraint("shown IN ('alphabetical', 'lot')", name="order_known"),
    )

    resolution_id: UUID = Field(index=True)
    method: str
    seats: int = 1
    college: str = ""
    office: str = ""
    years: int | None = None
    shown: str = "alphabetical"
    settings: Json = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))

    @property
    def plan(self) -> ContestPlan:
        """Give the row as a value."""
        return ContestPlan(
            self.method, self.seats, self.college, self.office, self.years, Shown(self.shown), self.settings
        )


class CandidateRow(TenantRow, table=True):
    """Somebody who stands, a list, or an answer; who withdrew stays, with the moment."""

    __tablename__ = "candidates"
    __table_args__ = (
        UniqueConstraint("resolution_id", "name"),
        UniqueConstraint("resolution_id", "member_id"),
        same_cooperative("candidates", "member_id", "members"),
        ForeignKeyConstraint(
            ["cooperative_id", "resolution_id"],
            ["resolutions.cooperative_id", "resolutions.id"],
            name="fk_candidates_resolution_same_cooperative",
            ondelete="CASCADE",
        ),
        CheckConstraint("places > 0", name="places_above_none"),
        CheckConstraint("jsonb_typeof(persons) = 'array'", name="persons_in_order"),
    )

    resolution_id: UUID = Field(index=True)
    name: str
    words: str = ""
    presentation: str = ""
    born_on: date | None = None
    member_since: date | None = None
    places: int | None = None
    member_id: UUID | None = None
    persons: list[str] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    withdrawn_at: datetime | None = None

    @property
    def option(self) -> str:
        """Give the identifier of the option on ballots and sheets: it names nobody."""
        return self.id.hex[:10]

    @property
    def candidate(self) -> Candidate:
        """Give the row as a value."""
        return Candidate(
            self.option,
            self.name,
            self.words,
            self.presentation,
            self.born_on,
            self.member_since,
            self.places,
            self.withdrawn_at is not None,
            tuple(self.persons),
            self.member_id,
        )


def contest_row(session: Session, resolution: UUID) -> ContestRow | None:
    """Find how an item is voted on; None for a resolution."""
    return session.exec(select(ContestRow).where(ContestRow.resolution_id == resolution)).one_or_none()


def ways_of(session: Session, assembly: UUID) -> dict[UUID, str]:
    """Give the way to vote of each item of an assembly that is not for or against a text."""
    asked = select(ContestRow.resolution_id, ContestRow.method).join(
        ResolutionRow, col(ResolutionRow.id) == col(ContestRow.resolution_id)
    )
    return dict(session.exec(asked.where(ResolutionRow.assembly_id == assembly)).all())


def ways_told(session: Session, resolutions: Sequence[UUID], in_force: InForce) -> dict[UUID, WayOfVoting]:
    """Say, for each election among these items, how members will vote: what the notice prints."""
    names = {college.id: college.name for college in in_force.rules.colleges}
    weighed = _election_rules(in_force, "").carry is Carry.PROPORTIONAL
    found = {}
    for row in session.exec(select(ContestRow).where(col(ContestRow.resolution_id).in_(resolutions))):
        majority = majority_asked(row.plan, in_force.bylaws.identity.form)
        found[row.resolution_id] = WayOfVoting(
            method=row.method,
            seats=row.seats,
            college=names.get(row.college, row.college),
            weighed=weighed and not row.college,
            office=row.office,
            years=row.years,
            rounds=rounds_of(row.plan),
            majority=tuple(said for said in majority if said != SA_CAUTION),
            grades=words_asked(row.method, row.plan.settings),
        )
    return found


def candidates_of(session: Session, resolution: UUID) -> Sequence[CandidateRow]:
    """List who stands in an election, by name."""
    asked = select(CandidateRow).where(CandidateRow.resolution_id == resolution)
    return session.exec(asked.order_by(col(CandidateRow.name), col(CandidateRow.id))).all()


def organisations_among(session: Session, candidates: Sequence[Candidate]) -> frozenset[str]:
    """Give the options of those who stand and are organisations of the register: they have no age."""
    members = {one.member: one.id for one in candidates if one.member}
    asked = select(MemberRow.id).where(
        col(MemberRow.id).in_(members), MemberRow.kind == MemberKind.ORGANISATION.value
    )
    return frozenset(members[found] for found in session.exec(asked)) if members else frozenset()


def applicant(session: Session, member: UUID) -> Applicant:
    """Give a member as one who would stand. Raises NoSuchMember."""
    row = session.get(MemberRow, member)
    if row is None:
        raise NoSuchMember
    name = label(row.name, row.first_name)
    organisation = row.kind == MemberKind.ORGANISATION
    return Applicant(row.id, name, row.college, row.admitted_on, row.left_on, organisation)


def candidacies(session: Session, resolutions: Sequence[UUID]) -> dict[UUID, tuple[Candidacy, ...]]:
    """List, for each item, who stands now, by name: what the notice prints."""
    asked = select(CandidateRow).where(
        col(CandidateRow.resolution_id).in_(resolutions), col(CandidateRow.withdrawn_at).is_(None)
    )
    found: dict[UUID, tuple[Candidacy, ...]] = {}
    for row in session.exec(asked.order_by(col(CandidateRow.name), col(CandidateRow.id))):
        mine = found.get(row.resolution_id, ())
        found[row.resolution_id] = (
            *mine,
            Candidacy(row.name, row.words, row.presentation, tuple(row.persons)),
        )
    return found


def persons_of(session: Session, resolutions: Sequence[UUID]) -> dict[str, tuple[str, ...]]:
    """Give the persons of each list of some items, by option; lists without names are left out.

    Once an election is put to the vote they do not change any more.
    """
    asked = select(CandidateRow).where(col(CandidateRow.resolution_id).in_(resolutions))
    return {row.option: tuple(row.persons) for row in session.exec(asked) if row.persons}


def last_poll(session: Session, resolution: UUID) -> PollRow | None:
    """Find the latest poll of an item that was not annulled."""
    asked = select(PollRow).where(PollRow.resolution_id == resolution, PollRow.state != "annulled")
    return session.exec(asked.order_by(col(PollRow.number).desc()).limit(1)).one_or_none()


def frozen_contest(document: Mapping[str, Any] | None) -> Contest | None:
    """Read the contest a poll froze; None for a resolution."""
    if document is None:
        return None
    return Contest(
        method=document["method"],
        seats=document["seats"],
        options=tuple(Option(**one) for one in document["options"]),
        ties=tuple(TieRule(rule) for rule in document["ties"]),
        seed=document["seed"],
        settings=document["settings"],
    )


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a poll freezes of an election: its contest, the names of its options, its round, its rules."""

    contest: Contest
    names: Mapping[str, str]
    round: int
    rules: Rules
    college: str


def freeze(
    session: Session,
    resolution: UUID,
    drawn_by: str,
    in_force: InForce,
    previous: PollRow | None,
    proposed: str = "",
) -> Frozen | None:
    """Freeze an election for its next round; None for a resolution.

    `drawn_by` is the text from which the order of the ballot is drawn, when it is by lot. The seed of
    ties is not in the contest: it is known at the close. `previous` is the round before, None for the
    first; `proposed` the person whose consent is asked. Raises NoRoundToHold when nothing remains to be
    voted on, ImpossibleContest.
    """
    row = contest_row(session, resolution)
    if row is None:
        return None
    candidates = [one.candidate for one in candidates_of(session, resolution)]
    contest = replace(contest_of(row.plan, candidates, tie_rules(in_force.bylaws), drawn_by), seed="")
    if previous is not None:
        declared = session.get(ResultRow, previous.id)
        contest = _next_round(contest, read_election(declared.result) if declared else None)
    if proposed:
        contest = replace(
            contest,
            seats=1,
            options=tuple(one for one in contest.options if one.id == proposed and not one.withdrawn),
            settings={**contest.settings, PHASE.name: "consent"},
        )
    faults = ELECTIONS[contest.method].faults(contest)
    if faults:
        raise ImpossibleContest(tuple(faults))
    names = {one.id: one.name for one in candidates}
    rules = _election_rules(in_force, row.college)
    return Frozen(contest, names, previous.round + 1 if previous else 1, rules, row.college)


def impossible(session: Session, assembly: UUID, bylaws: Bylaws) -> tuple[tuple[str, str], ...]:
    """List what makes the elections of an assembly impossible: (title of the item, sentence)."""
    asked = select(ContestRow, ResolutionRow.title).join(
        ResolutionRow, col(ResolutionRow.id) == col(ContestRow.resolution_id)
    )
    found: list[tuple[str, str]] = []
    ordered = asked.where(ResolutionRow.assembly_id == assembly).order_by(col(ResolutionRow.position))
    for row, title in session.exec(ordered).all():
        standing = [one.candidate for one in candidates_of(session, row.resolution_id)]
        contest = contest_of(row.plan, standing, tie_rules(bylaws), "")
        found += [(title, fault) for fault in ELECTIONS[row.method].faults(contest)]
    return tuple(found)


def tie_rules(bylaws: Bylaws) -> tuple[TieRule, ...]:
    """Give the rules of the bylaws that settle a tie, in their order."""
    return tuple(TieRule(rule.value) for rule in bylaws.elections.ties)


def _next_round(contest: Contest, before: ElectionResult | None) -> Contest:
    """Give the round after: those who go on, for the seats that remain."""
    open_end = contest.method == WITHOUT_CANDIDATE.name
    if before is None or not (before.state in GOES_ON or (open_end and not before.count.elected)):
        raise NoRoundToHold
    tied = {one for tie in before.count.ties if tie.settled_by is None for one in tie.options}
    keep = set(before.count.runoff) or tied
    options = tuple(one for one in contest.options if not keep or one.id in keep or open_end)
    settings = dict(contest.settings)
    if any(one.name == "round" for one in ELECTIONS[contest.method].settings):
        settings["round"] = 2
    return replace(contest, options=options, seats=before.count.vacant or contest.seats, settings=settings)


GOES_ON = (ElectionState.SECOND_ROUND, ElectionState.TIED)
"""After which a new round may be held."""


def _election_rules(in_force: InForce, college: str) -> Rules:
    """Give the rules of the meeting as elections follow them; one college alone votes as one body.

    The quorum of the assembly was reached before its polls; alone, a college has the one that the bylaws
    ask of it, or of each college.
    """
    rules = in_force.rules
    if college:
        alone = tuple(one for one in rules.colleges if one.id == college)
        own = tuple(
            one
            for one in rules.quorum
            if one.of is QuorumOf.EACH_COLLEGE or (one.of is QuorumOf.COLLEGE and one.college == college)
        )
        return replace(rules, colleges=alone, carry=Carry.SINGLE_BODY, quorum=own)
    by_points = in_force.bylaws.elections.carry is not ElectionCarry.SINGLE_BODY and len(rules.colleges) > 1
    return replace(rules, carry=Carry.PROPORTIONAL if by_points else Carry.SINGLE_BODY)


def election_sheet(
    poll: PollRow, electorate: Mapping[str, Presence], counts: Mapping[str, Mapping[str, int]]
) -> ElectionSheet:
    """Make the counting sheet of an election from what its poll froze and what the box holds.

    `counts` gives for each college how many ballots say each text. Raises OutsideColleges.
    """
    contest = frozen_contest(poll.contest)
    if contest is None:
        raise ValueError("a resolution has no contest")
    contest = replace(contest, seed=(poll.lot or {}).get("seed", contest.seed))
    rules = read_rules(poll.rules)
    words = {
        college: {word: said.get(word, 0) for word in (BLANK, ABSTAIN, SPOILED)}
        for college, said in counts.items()
    }
    sheet = sheet_of(rules, electorate, words)
    alone = sheet.colleges[0].id if len(sheet.colleges) == 1 else None
    ballots: dict[str, dict[Marks, int]] = {college.id: {} for college in sheet.colleges}
    for college, said in counts.items():
        mine = ballots[alone or college]
        for text, number in said.items():
            if text not in (BLANK, ABSTAIN, SPOILED):
                marks = parse_marks(text)
                mine[marks] = mine.get(marks, 0) + number
    colleges = tuple(
        replace(one, counts=replace(one.counts, in_favour=Votes(sum(ballots[one.id].values()))))
        for one in sheet.colleges
    )
    return ElectionSheet(replace(sheet, colleges=colleges), contest, ballots)
