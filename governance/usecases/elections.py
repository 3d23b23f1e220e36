"""Preparing an election: the way to vote, its settings, who stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import zip_longest
from uuid import UUID

from governance.actors import Actor, Role
from governance.assembly.convening import AgendaLocked, MissingField
from governance.assembly.refusals import NotOnTheAgenda
from governance.assembly.stages import Stage
from governance.law.board import TERM_YEARS
from governance.store import preparation
from governance.store.assemblies import AssemblyRow, ResolutionRow
from governance.store.directors import directors_of
from governance.store.elections import (
    CandidateRow,
    ContestRow,
    applicant,
    candidates_of,
    contest_row,
    last_poll,
)
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.contest import SettingValue
from governance.vote.elections.eligible import Applicant, ensure_eligible
from governance.vote.elections.method import SETTING_OUT, ImpossibleContest
from governance.vote.elections.parity import Listed, Sex, ensure_parity
from governance.vote.elections.preparing import (
    CandidaciesClosed,
    ElectionUnderWay,
    NoSuchCandidate,
    SameCandidate,
    Shown,
    UnknownMethod,
)
from governance.vote.elections.proposed import proposed_way
from governance.vote.methods import ELECTIONS, METHODS
from governance.vote.methods.lists import LISTS
from governance.vote.methods.yes_no import YES_NO
from governance.vote.renewal import renewal_at
from governance.words import N_

LONGEST_NAME, LONGEST_WORDS, LONGEST_PRESENTATION = 160, 200, 8_000
NOT_PERSONS = frozenset({"consultation", "lists"})
"""Ways to vote that choose among something else than persons."""
MOST_SEATS, MOST_YEARS, MOST_PERSONS = 99, TERM_YEARS, 200


@dataclass(frozen=True, slots=True)
class ChooseWay:
    """How an item will be voted on."""

    assembly: UUID
    item: UUID
    method: str


@dataclass(frozen=True, slots=True)
class SetContest:
    """The seats and settings of an election."""

    assembly: UUID
    item: UUID
    seats: int
    college: str = ""
    office: str = ""
    years: int | None = None
    shown: Shown = Shown.ALPHABETICAL
    settings: Mapping[str, SettingValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CandidateFields:
    """What is said of somebody who stands; `persons` are those of a list: there are then as many places.

    `sexes` follow `persons`, where the bylaws ask for women and men on lists: judged, never kept.
    """

    name: str
    words: str = ""
    presentation: str = ""
    born_on: date | None = None
    member_since: date | None = None
    places: int | None = None
    persons: tuple[str, ...] = ()
    sexes: tuple[Sex | None, ...] = ()


@dataclass(frozen=True, slots=True)
class AddCandidate:
    """Somebody stands; `member` is who was chosen in the register, None for a name written by hand."""

    assembly: UUID
    item: UUID
    fields: CandidateFields
    member: UUID | None = None


@dataclass(frozen=True, slots=True)
class ChangeCandidate:
    """What is said of somebody who stands is corrected."""

    assembly: UUID
    item: UUID
    candidate: str
    fields: CandidateFields


@dataclass(frozen=True, slots=True)
class WithdrawCandidate:
    """Somebody no longer stands."""

    assembly: UUID
    item: UUID
    candidate: str


def choose_way(uow: UnitOfWork, command: ChooseWay, *, by: Actor) -> None:
    """Choose how an item will be voted on; candidates already entered stay.

    The way to vote of the bylaws begins with their settings, the others with their own; who is elected
    sits for as long as the bylaws say of the board, and the seats are those that the assembly renews.

    Who      the secretary
    When     in preparation
    Writes   contests, act election.way
    Refuses  NoSuchAssembly, AgendaLocked, SecondAgendaKept, NotOnTheAgenda, UnknownMethod
    """
    by.ensure(Role.SECRETARY)
    assembly = preparation.held_agenda(uow, command.assembly)
    item = _item(uow, command.assembly, command.item)
    if command.method not in METHODS:
        raise UnknownMethod(command.method[:40])
    row = contest_row(uow.session, item.id)
    if command.method == YES_NO.name:
        if row is not None:
            uow.session.delete(row)
    elif row is None:
        seats = 0 if command.method == "consultation" else _first_seats(uow, assembly)
        uow.session.add(
            ContestRow(
                cooperative_id=uow.tenant,
                resolution_id=item.id,
                method=command.method,
                seats=seats,
                years=_first_years(uow, assembly, command.method),
                settings=_first_settings(uow, assembly, command.method),
            )
        )
    elif row.method != command.method:
        row.method, row.settings = command.method, _first_settings(uow, assembly, command.method)
        row.seats = 0 if command.method == "consultation" else max(row.seats, 1)
        row.years = row.years or _first_years(uow, assembly, command.method)
        uow.session.add(row)
    uow.act("election.way", by=by, assembly=command.assembly, item=str(command.item), method=command.method)


def set_contest(uow: UnitOfWork, command: SetContest, *, by: Actor) -> None:
    """Set the seats, the college that votes and the settings of an election.

    Who      the secretary
    When     in preparation
    Writes   contests, act election.set
    Refuses  NoSuchAssembly, AgendaLocked, SecondAgendaKept, NotOnTheAgenda, MissingField,
             ImpossibleContest
    """
    by.ensure(Role.SECRETARY)
    assembly = preparation.held_agenda(uow, command.assembly)
    row = _contest(uow, command.assembly, command.item)
    _ensure_sound(uow, assembly, row, command)
    row.seats, row.college, row.office = command.seats, command.college, command.office.strip()
    row.years, row.shown, row.settings = command.years, command.shown.value, dict(command.settings)
    uow.session.add(row)
    uow.act(
        "election.set",
        by=by,
        assembly=command.assembly,
        item=str(command.item),
        seats=command.seats,
        college=command.college,
        settings=dict(command.settings),
    )


def add_candidate(uow: UnitOfWork, command: AddCandidate, *, by: Actor) -> str:
    """Add somebody who stands. Gives the identifier of the option.

    Who      the secretary; the chair too once the session is open
    When     until the election is put to the vote
    Writes   candidates, act candidate.add
    Refuses  NoSuchAssembly, AgendaLocked, NotOnTheAgenda, ElectionUnderWay, CandidaciesClosed,
             MissingField, SameCandidate, NoSuchMember, NotAMemberThen, MemberTooRecently,
             OfAnotherCollege, NotFromTheRegister, ListWithoutNames, SexNotSaid, NotAlternate, NotAsMany
    """
    assembly = _ensure_candidacies(uow, command.assembly, command.item, by)
    _ensure_in_time(uow, assembly)
    known = _ensure_may_stand(uow, assembly, command)
    _ensure_said(command.fields)
    _ensure_parity(uow, assembly, command.item, command.fields)
    _ensure_alone(uow, command.item, command.fields.name, None, command.member)
    row = CandidateRow(cooperative_id=uow.tenant, resolution_id=command.item, name="")
    _write(row, command.fields)
    if known is not None:
        row.member_id, row.member_since = known.member, row.member_since or known.admitted_on
        row.born_on = None if known.organisation else row.born_on
    uow.session.add(row)
    uow.act("candidate.add", by=by, assembly=command.assembly, item=str(command.item), option=row.option)
    return row.option


def change_candidate(uow: UnitOfWork, command: ChangeCandidate, *, by: Actor) -> None:
    """Correct what is said of somebody who stands.

    Who      the secretary; the chair too once the session is open
    When     until the election is put to the vote
    Writes   candidates, act candidate.change
    Refuses  NoSuchAssembly, AgendaLocked, NotOnTheAgenda, ElectionUnderWay, NoSuchCandidate, MissingField,
             SameCandidate, ListWithoutNames, SexNotSaid, NotAlternate, NotAsMany
    """
    assembly = _ensure_candidacies(uow, command.assembly, command.item, by)
    row = _candidate(uow, command.item, command.candidate)
    _ensure_said(command.fields)
    if tuple(row.persons) != command.fields.persons:
        _ensure_parity(uow, assembly, command.item, command.fields)
    _ensure_alone(uow, command.item, command.fields.name, row.option)
    _write(row, command.fields)
    uow.session.add(row)
    uow.act("candidate.change", by=by, assembly=command.assembly, item=str(command.item), option=row.option)


def withdraw_candidate(uow: UnitOfWork, command: WithdrawCandidate, *, by: Actor) -> None:
    """Note that somebody no longer stands; their name stays, said as withdrawn.

    Who      the secretary; the chair too once the session is open
    When     until the election is put to the vote, and between two of its rounds
    Writes   candidates, act candidate.withdraw
    Refuses  NoSuchAssembly, AgendaLocked, NotOnTheAgenda, ElectionUnderWay, NoSuchCandidate
    """
    _ensure_candidacies(uow, command.assembly, command.item, by, between_rounds=True)
    row = _candidate(uow, command.item, command.candidate)
    row.withdrawn_at = row.withdrawn_at or uow.now
    uow.session.add(row)
    uow.act("candidate.withdraw", by=by, assembly=command.assembly, item=str(command.item), option=row.option)


def _first_seats(uow: UnitOfWork, assembly: AssemblyRow) -> int:
    """Propose the seats of the board that the assembly renews; one where it is not known."""
    board = preparation.rules_of(uow, assembly).bylaws.board
    known = [row.director for row in directors_of(uow.session)]
    if board is None or not known:
        return 1
    total = renewal_at(board, known, assembly.id, preparation.held_on(assembly)).total
    return min(max(total, 1), MOST_SEATS)


def _first_settings(uow: UnitOfWork, assembly: AssemblyRow, method: str) -> dict[str, SettingValue]:
    proposed, settings = proposed_way(preparation.rules_of(uow, assembly).bylaws.elections)
    return settings if method == proposed else {}


def _first_years(uow: UnitOfWork, assembly: AssemblyRow, method: str) -> int | None:
    board = preparation.rules_of(uow, assembly).bylaws.board
    if method == "consultation" or board is None:
        return None
    return board.term_years if 1 <= board.term_years <= MOST_YEARS else None


def _item(uow: UnitOfWork, assembly: UUID, item: UUID) -> ResolutionRow:
    row = uow.session.get(ResolutionRow, item)
    if row is None or row.assembly_id != assembly or not row.voted:
        raise NotOnTheAgenda
    return row


def _contest(uow: UnitOfWork, assembly: UUID, item: UUID) -> ContestRow:
    row = contest_row(uow.session, _item(uow, assembly, item).id)
    if row is None:
        raise NotOnTheAgenda
    return row


def _candidate(uow: UnitOfWork, item: UUID, option: str) -> CandidateRow:
    for row in candidates_of(uow.session, item):
        if row.option == option:
            return row
    raise NoSuchCandidate


def _ensure_candidacies(
    uow: UnitOfWork, wanted: UUID, item: UUID, by: Actor, *, between_rounds: bool = False
) -> AssemblyRow:
    """Hold the assembly while who stands may still change; a round may be over if `between_rounds`."""
    by.ensure(Role.SECRETARY, Role.CHAIR)
    assembly = preparation.assembly(uow, wanted, hold=True)
    if assembly.stage not in (Stage.DRAFT, Stage.CONVENED, Stage.OPEN):
        raise AgendaLocked
    if assembly.stage != Stage.OPEN:
        by.ensure(Role.SECRETARY)
    _contest(uow, wanted, item)
    last = last_poll(uow.session, item)
    if last is not None and not (between_rounds and last.state == "closed"):
        raise ElectionUnderWay
    return assembly


def _ensure_in_time(uow: UnitOfWork, assembly: AssemblyRow) -> None:
    """Refuse a candidacy after the last day that the bylaws give; without one, until the election."""
    clause = preparation.rules_of(uow, assembly).bylaws.elections
    if clause.candidacy_days is None:
        return
    last_day = preparation.held_on(assembly) - timedelta(days=clause.candidacy_days)
    if uow.today > last_day:
        raise CandidaciesClosed(last_day, clause.article)


def _ensure_sound(uow: UnitOfWork, assembly: AssemblyRow, row: ContestRow, command: SetContest) -> None:
    least = 0 if row.method == "consultation" else 1
    if not least <= command.seats <= MOST_SEATS:
        raise MissingField(N_("Sièges à pourvoir"))
    if command.years is not None and not 1 <= command.years <= MOST_YEARS:
        raise MissingField(N_("Durée du mandat"))
    if len(command.office) > LONGEST_NAME or "\x00" in command.office:
        raise MissingField(N_("Fonction"))
    known = {college.id for college in preparation.rules_of(uow, assembly).rules.colleges}
    if command.college and command.college not in known:
        raise MissingField(N_("Collège"))
    settings = {one.name: one for one in ELECTIONS[row.method].settings}
    for name, value in command.settings.items():
        if name not in settings or not settings[name].fits(value):
            raise ImpossibleContest((SETTING_OUT,))


def _ensure_said(fields: CandidateFields) -> None:
    if not fields.name.strip() or len(fields.name) > LONGEST_NAME or "\x00" in fields.name:
        raise MissingField(N_("Nom"))
    if len(fields.words) > LONGEST_WORDS or "\x00" in fields.words:
        raise MissingField(N_("En quelques mots"))
    if len(fields.presentation) > LONGEST_PRESENTATION or "\x00" in fields.presentation:
        raise MissingField(N_("Présentation"))
    faulty = any(not one.strip() or len(one) > LONGEST_NAME or "\x00" in one for one in fields.persons)
    if faulty or len(fields.persons) > MOST_PERSONS:
        raise MissingField(N_("Noms de la liste"))


def _ensure_alone(
    uow: UnitOfWork, item: UUID, name: str, option: str | None, member: UUID | None = None
) -> None:
    wanted = " ".join(name.split()).casefold()
    for row in candidates_of(uow.session, item):
        same = row.name.casefold() == wanted or (member is not None and row.member_id == member)
        if row.option != option and same:
            raise SameCandidate(row.name)


def _ensure_may_stand(uow: UnitOfWork, assembly: AssemblyRow, command: AddCandidate) -> Applicant | None:
    """Ask of a person what the bylaws ask of a candidate; lists and answers are no persons."""
    contest = _contest(uow, command.assembly, command.item)
    if contest.method in NOT_PERSONS:
        return None
    in_force = preparation.rules_of(uow, assembly)
    names = {college.id: college.name for college in in_force.rules.colleges}
    one = applicant(uow.session, command.member) if command.member else None
    ensure_eligible(
        one,
        in_force.bylaws.elections,
        preparation.held_on(assembly),
        seat=contest.college,
        seat_name=names.get(contest.college, contest.college),
    )
    return one


def _ensure_parity(uow: UnitOfWork, assembly: AssemblyRow, item: UUID, fields: CandidateFields) -> None:
    """Ask of a list the women and men of the bylaws."""
    if _contest(uow, assembly.id, item).method != LISTS.name:
        return
    own = preparation.rules_of(uow, assembly).bylaws.elections
    listed = [
        Listed(name, sex) for name, sex in zip_longest(fields.persons, fields.sexes[: len(fields.persons)])
    ]
    ensure_parity(own.list_parity, " ".join(fields.name.split()), listed, own.article)


def _write(row: CandidateRow, fields: CandidateFields) -> None:
    row.name, row.words = " ".join(fields.name.split()), " ".join(fields.words.split())
    row.presentation = fields.presentation.strip()
    row.born_on, row.member_since = fields.born_on, fields.member_since
    row.persons, row.places = list(fields.persons), len(fields.persons) or fields.places
