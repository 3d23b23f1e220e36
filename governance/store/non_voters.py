"""Who is called beside the members, and the letter each had for an assembly."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel, col, select

from governance.assembly.attendance_sheet import BesideLine
from governance.assembly.non_voters import NON_VOTER_NAMES, NonVoter, NonVoterKind, NoSuchNonVoter
from governance.register.letters import Addressee, LetterChannel
from governance.store.base import TenantRow, same_cooperative
from governance.store.letters import LetterRow
from governance.store.unit_of_work import UnitOfWork


class NonVoterRow(TenantRow, table=True):
    """Somebody called beside the members; only the last day is written later, once."""

    __tablename__ = "non_voters"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        CheckConstraint("kind IN ('auditor', 'council')", name="kind_known"),
        CheckConstraint("channel IN ('email', 'letter')", name="channel_known"),
        CheckConstraint("until IS NULL OR until >= since", name="ends_after_it_begins"),
    )

    kind: str
    name: str
    represented_by: str = ""
    email: str = ""
    address: str = ""
    channel: str
    since: date
    until: date | None = None
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")

    @property
    def value(self) -> NonVoter:
        """Give the row as a value."""
        to = Addressee(self.name, self.email, self.address)
        channel = LetterChannel(self.channel)
        return NonVoter(NonVoterKind(self.kind), to, channel, self.represented_by, self.since, self.until)


class NonVoterCallRow(SQLModel, table=True):
    """The letter that convened somebody to an assembly; a refused one may be followed by another."""

    __tablename__ = "non_voter_calls"
    __table_args__ = (
        same_cooperative("non_voter_calls", "assembly_id", "assemblies"),
        same_cooperative("non_voter_calls", "non_voter_id", "non_voters"),
        same_cooperative("non_voter_calls", "letter_id", "letters"),
    )

    letter_id: UUID = Field(primary_key=True)
    assembly_id: UUID = Field(index=True)
    non_voter_id: UUID
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)


def everybody(uow: UnitOfWork) -> list[NonVoterRow]:
    """List who is or was called, the latest first."""
    asked = select(NonVoterRow).where(NonVoterRow.cooperative_id == uow.tenant)
    return list(uow.session.exec(asked.order_by(col(NonVoterRow.since).desc(), col(NonVoterRow.id))))


def serving_on(uow: UnitOfWork, day: date) -> list[NonVoterRow]:
    """List who is called to an assembly held on `day`, auditors first, by name."""
    found = [row for row in everybody(uow) if row.value.serves_on(day)]
    return sorted(found, key=lambda row: (row.kind, row.name, row.id))


def non_voter(uow: UnitOfWork, wanted: UUID, *, hold: bool = False) -> NonVoterRow:
    """Find one of them. Raises NoSuchNonVoter."""
    row = uow.session.get(NonVoterRow, wanted, with_for_update=hold, populate_existing=hold)
    if row is None:
        raise NoSuchNonVoter
    return row


def calls(uow: UnitOfWork, assembly: UUID) -> list[tuple[NonVoterRow, LetterRow]]:
    """List the letters that convened to an assembly, oldest first."""
    asked = (
        select(NonVoterRow, LetterRow)
        .join(NonVoterCallRow, col(NonVoterCallRow.non_voter_id) == col(NonVoterRow.id))
        .join(LetterRow, col(LetterRow.id) == col(NonVoterCallRow.letter_id))
        .where(NonVoterCallRow.assembly_id == assembly)
        .order_by(col(LetterRow.created_at), col(NonVoterRow.kind), col(NonVoterRow.name))
    )
    return list(uow.session.exec(asked).all())


def beside_lines(uow: UnitOfWork, assembly: UUID) -> tuple[BesideLine, ...]:
    """Give the lines of the attendance sheet of who was called beside the members, each once."""
    people = {person.id: person for person, _ in calls(uow, assembly)}
    return tuple(BesideLine(_named(one), NON_VOTER_NAMES[NonVoterKind(one.kind)]) for one in people.values())


def beside_words(uow: UnitOfWork, assembly: UUID) -> tuple[str, ...]:
    """Say who was called beside the members, in which quality and by which way: what the minutes recall."""
    people = {person.id: (person, letter) for person, letter in calls(uow, assembly)}
    return tuple(
        f"{_named(person)}, {NON_VOTER_NAMES[NonVoterKind(person.kind)]}, {WAYS[letter.channel]}"
        for person, letter in people.values()
    )


WAYS = {"email": "par courriel", "letter": "par lettre"}


def _named(row: NonVoterRow) -> str:
    return f"{row.name} ({row.represented_by})" if row.represented_by else row.name
