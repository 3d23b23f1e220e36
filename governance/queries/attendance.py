"""What the desk and the room see: who is there, how many, and whether it is enough."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from governance.assembly.electorate import participants, registered
from governance.assembly.refusals import NoSuchAssembly
from governance.bylaws.rules import Rules
from governance.law.legal_forms import AssemblyKind, Call
from governance.register.names import search_words
from governance.sources import LegalSource
from governance.store import desk, presence
from governance.store.assemblies import AssemblyRow
from governance.store.counting import sheet_of
from governance.store.desk import DeskLine
from governance.store.in_force import rules_in_force
from governance.store.ties import suspended
from governance.store.unit_of_work import PARIS, UnitOfWork
from governance.vote.tally import count

FOUND_AT_ONCE = 12
LAST_ARRIVALS = 5


@dataclass(frozen=True, slots=True)
class QuorumNow:
    """One condition of quorum: what it is measured on, the part needed, the part there."""

    of: str
    part: Fraction
    got: Fraction
    reached: bool


@dataclass(frozen=True, slots=True)
class CollegePresence:
    """One college of the meeting: its electors and those taking part."""

    id: str
    name: str
    members: int
    present: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """The room at one moment."""

    assembly: UUID
    registered: int
    present: int
    colleges: tuple[CollegePresence, ...]
    quorum: tuple[QuorumNow, ...]

    @property
    def reached(self) -> bool:
        """Tell whether every condition is met."""
        return all(condition.reached for condition in self.quorum)


def day_of(assembly: AssemblyRow) -> date:
    """Give the day of the meeting in Paris: the day whose members and bylaws count."""
    return assembly.held_at.astimezone(PARIS).date()


def assembly_row(uow: UnitOfWork, assembly: UUID) -> AssemblyRow:
    """Give an assembly of the cooperative entered. Raises NoSuchAssembly."""
    row = uow.session.get(AssemblyRow, assembly)
    if row is None:
        raise NoSuchAssembly
    return row


def rules_of(uow: UnitOfWork, assembly: AssemblyRow) -> Rules:
    """Give the rules of a meeting on its day. Raises NoBylaws."""
    kind, call = AssemblyKind(assembly.kind), Call(assembly.call)
    return rules_in_force(uow.session, kind, call, day_of(assembly)).rules


def attendance(uow: UnitOfWork, assembly: AssemblyRow) -> Attendance:
    """Count who takes part, by college, and measure the quorum with the same code as the result."""
    rules = rules_of(uow, assembly)
    day = day_of(assembly)
    barred = suspended(uow.session, uow.tenant, rules.form, day)
    electorate = presence.in_the_room(uow.session, uow.tenant, assembly.id, day, barred)
    sheet = sheet_of(rules, electorate, {})
    return Attendance(
        assembly=assembly.id,
        registered=registered(electorate),
        present=participants(electorate),
        colleges=tuple(
            CollegePresence(college.id, college.name, college.entitled, college.present)
            for college in sheet.colleges
        ),
        quorum=tuple(
            QuorumNow(str(condition.of), condition.part, condition.got, condition.reached)
            for condition in count(sheet).quorum
        ),
    )


def find_at_desk(uow: UnitOfWork, assembly: AssemblyRow, query: str, *, college: str = "") -> list[DeskLine]:
    """Find members by the beginnings of their names, or by their number; at most twelve.

    `college` keeps those of one college.
    """
    words = search_words(query)
    return desk.find(uow.session, _where(uow, assembly), words, most=FOUND_AT_ONCE, college=college)


def find_by_hand(uow: UnitOfWork, assembly: AssemblyRow, poll: UUID, query: str) -> list[DeskLine]:
    """Find those who may still hand a ballot of this poll to the desk; at most twelve."""
    words, where = search_words(query), _where(uow, assembly)
    return desk.still_to_vote(uow.session, where, poll, words, by_hand=True, most=FOUND_AT_ONCE)


def still_to_vote(uow: UnitOfWork, assembly: AssemblyRow, poll: UUID) -> list[DeskLine]:
    """Give participants with no ballot in this poll, wherever they are; at most twelve."""
    where = _where(uow, assembly)
    return desk.still_to_vote(uow.session, where, poll, (), by_hand=False, most=FOUND_AT_ONCE)


def last_arrivals(uow: UnitOfWork, assembly: AssemblyRow) -> list[DeskLine]:
    """Give the last five arrivals, latest first."""
    return desk.last_arrivals(uow.session, _where(uow, assembly), most=LAST_ARRIVALS)


def suspended_votes(uow: UnitOfWork, assembly: AssemblyRow) -> dict[UUID, LegalSource | None]:
    """Give the members whose votes the law suspends on the day of the meeting, each with the text."""
    found = suspended(uow.session, uow.tenant, rules_of(uow, assembly).form, day_of(assembly))
    return {member: why.source for member, why in found.items()}


def desk_line(uow: UnitOfWork, assembly: AssemblyRow, member: UUID) -> DeskLine | None:
    """Give one member as the desk sees them, or None."""
    return desk.one(uow.session, _where(uow, assembly), member)


def _where(uow: UnitOfWork, assembly: AssemblyRow) -> desk.Where:
    return desk.Where(uow.tenant, assembly.id, day_of(assembly))
