"""The postal forms received for a meeting, and what they say of each resolution."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlmodel import Field, Session, col, select

from governance.assembly.postal import ANSWERS
from governance.store.base import JSONB, Json, TenantRow, same_cooperative
from governance.store.presence import IS_MEMBER
from governance.store.second_calls import CopiedAgenda
from governance.vote.elections.marks import WORDS, marks_text, parse_marks


class PostalFormRow(TenantRow, table=True):
    """One form. `choices` maps a resolution to what the form says of it; one withdrawn stays, uncounted."""

    __tablename__ = "postal_forms"
    __table_args__ = (
        same_cooperative("postal_forms", "assembly_id", "assemblies"),
        same_cooperative("postal_forms", "member_id", "members"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_somebody"),
        Index(
            "uq_postal_forms_one_per_member",
            "assembly_id",
            "member_id",
            unique=True,
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    assembly_id: UUID = Field(index=True)
    member_id: UUID = Field(index=True)
    received_at: datetime
    electronic: bool = False
    choices: Json = Field(sa_column=Column(JSONB, nullable=False))
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")
    withdrawn_at: datetime | None = None
    withdrawn_by: UUID | None = Field(default=None, foreign_key="accounts.id")


@dataclass(frozen=True, slots=True)
class PostalVote:
    """What one form says of one resolution, None when it says nothing.

    `has_proxy` when the member gave a proxy besides, who may say it.
    """

    form: UUID
    member: UUID
    said: str | None
    has_proxy: bool


@dataclass(frozen=True, slots=True)
class PostalLine:
    """One form in the list of those received."""

    form: UUID
    member: UUID
    number: int
    name: str
    received_at: datetime
    electronic: bool
    choices: dict[str, str]


_BRING_IN = text(
    "INSERT INTO attendance (assembly_id, member_id, cooperative_id, mode, arrived_at, recorded_by)"
    " SELECT f.assembly_id, m.id, m.cooperative_id, 'postal', :at, :by FROM postal_forms f"
    " JOIN members m ON m.id = f.member_id"
    f" WHERE f.assembly_id = :assembly AND f.withdrawn_at IS NULL AND {IS_MEMBER}"
    " ON CONFLICT (assembly_id, member_id) DO NOTHING RETURNING member_id"
)
_VOTES = text(
    "SELECT f.id, f.member_id, f.choices ->> :resolution, EXISTS (SELECT 1 FROM proxies x"
    " WHERE x.assembly_id = f.assembly_id AND x.principal_id = f.member_id AND x.ended_at IS NULL)"
    " FROM postal_forms f JOIN electors e ON e.poll_id = :poll AND e.member_id = f.member_id AND e.entitled"
    " AND NOT e.interested"
    " JOIN attendance a ON a.assembly_id = f.assembly_id AND a.member_id = f.member_id"
    " AND a.mode = 'postal' AND a.left_at IS NULL"
    " WHERE f.assembly_id = :assembly AND f.withdrawn_at IS NULL ORDER BY f.member_id"
)
_LINES = text(
    "SELECT f.id, m.id, m.number, trim(m.first_name || ' ' || m.name), f.received_at, f.electronic, f.choices"
    " FROM postal_forms f JOIN members m ON m.id = f.member_id"
    " WHERE f.assembly_id = :assembly AND f.withdrawn_at IS NULL ORDER BY m.sort_key, m.id"
)
_UNFINISHED = text(
    "SELECT count(*) FROM postal_forms f WHERE f.assembly_id = :assembly AND f.withdrawn_at IS NULL"
    " AND NOT f.choices ?& cast(:elections AS text[])"
)
_IS_MEMBER = text(f"SELECT 1 FROM members m WHERE m.id = :member AND {IS_MEMBER}")
_BY_POST = text(
    "SELECT 1 FROM attendance WHERE assembly_id = :assembly AND member_id = :member"
    " AND mode = 'postal' AND left_at IS NULL"
)


def is_member(session: Session, member: UUID, day: date) -> bool:
    """Tell whether somebody is a member on a day."""
    found = session.connection().execute(_IS_MEMBER, {"member": member, "day": day})
    return found.first() is not None


def takes_part_by_post(session: Session, assembly: UUID, member: UUID) -> bool:
    """Tell whether a member takes part in an open meeting by post."""
    found = session.connection().execute(_BY_POST, {"assembly": assembly, "member": member})
    return found.first() is not None


def bring_in(session: Session, assembly: UUID, at: datetime, by: UUID, day: date) -> list[UUID]:
    """Note as taking part by post those whose form is there; give whom. Who is no member that day is not."""
    facts = {"assembly": assembly, "at": at, "by": by, "day": day}
    return list(session.connection().execute(_BRING_IN, facts).scalars())


def votes(session: Session, assembly: UUID, poll: UUID, resolution: UUID) -> list[PostalVote]:
    """Give what the forms say of a resolution, for the electors of its poll who take part by post."""
    facts = {"assembly": assembly, "poll": poll, "resolution": str(resolution)}
    return [PostalVote(*row) for row in session.connection().execute(_VOTES, facts)]


def unfinished(session: Session, assembly: UUID, elections: Collection[UUID]) -> int:
    """Count the forms that say nothing yet of one of these elections."""
    facts = {"assembly": assembly, "elections": [str(one) for one in elections]}
    return int(session.connection().execute(_UNFINISHED, facts).scalar_one())


def forms(session: Session, assembly: UUID) -> list[PostalLine]:
    """List the forms received, in the order of names."""
    return [PostalLine(*row) for row in session.connection().execute(_LINES, {"assembly": assembly})]


def carry(session: Session, first: UUID, second: UUID, copied: CopiedAgenda, at: datetime, by: UUID) -> int:
    """Give the second call of a meeting the forms of the first, ballots included; give how many.

    Law: R. 225-77.
    """
    asked = select(PostalFormRow).where(
        PostalFormRow.assembly_id == first, col(PostalFormRow.withdrawn_at).is_(None)
    )
    known = {str(old): str(new) for old, new in copied.items.items()}
    forms = [
        PostalFormRow(
            cooperative_id=form.cooperative_id,
            assembly_id=second,
            member_id=form.member_id,
            received_at=form.received_at,
            electronic=form.electronic,
            choices={
                known[item]: _said_again(said, copied.options)
                for item, said in form.choices.items()
                if item in known
            },
            recorded_at=at,
            recorded_by=by,
        )
        for form in session.exec(asked)
    ]
    session.add_all(forms)
    return len(forms)


def _said_again(said: str, options: Mapping[str, str]) -> str:
    """Give what a form says, with the options of the second meeting; one that is gone stays as it was."""
    if said in ANSWERS or said in WORDS:
        return said
    return marks_text({options.get(option, option): number for option, number in parse_marks(said)})
