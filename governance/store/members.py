"""Who belongs to the cooperative, and the files their list came from."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from governance.store.base import JSONB, Json, TenantRow


class MemberRow(TenantRow, table=True):
    """A member: a person, or an organisation with its representative.

    `college` is the college's id in the bylaws in force ("" without colleges). `sort_key`
    orders names as a French list does; `search_key` starts each word with a space.
    `email_notice_since` is the day the member agreed to be convened by e-mail (company law,
    not data protection). `same_as` links a further voice, in another college, to the record of its
    person: the name, the address and the day of leaving are those of that record, by trigger.
    """

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "number"),
        UniqueConstraint("cooperative_id", "id"),
        CheckConstraint("kind IN ('person', 'organisation')", name="kind_known"),
        CheckConstraint("left_on IS NULL OR left_on >= admitted_on", name="leaves_after_admission"),
        CheckConstraint("number >= 1", name="number_positive"),
        ForeignKeyConstraint(
            ["cooperative_id", "same_as"],
            ["members.cooperative_id", "members.id"],
            name="fk_members_same_person",
        ),
        CheckConstraint("same_as <> id", name="another_record"),
        CheckConstraint("same_as IS NULL OR kind = 'person'", name="voice_of_a_person"),
        Index("ix_members_same_as", "same_as"),
        Index(
            "uq_members_one_voice_a_college",
            "cooperative_id",
            text("coalesce(same_as, id)"),
            "college",
            unique=True,
            postgresql_where=text("left_on IS NULL"),
        ),
        Index("ix_members_list", "cooperative_id", "sort_key", "id"),
        Index("ix_members_college_list", "cooperative_id", "college", "sort_key", "id"),
    )

    number: int
    kind: str
    name: str
    first_name: str = ""
    siren: str = ""
    email: str = ""
    email_notice_since: date | None = None
    address: str = ""
    postcode: str = ""
    city: str = ""
    category: str
    college: str = ""
    admitted_on: date
    left_on: date | None = None
    representative: str = ""
    representative_email: str = ""
    sort_key: str
    search_key: str
    same_as: UUID | None = None


class MemberImportRow(TenantRow, table=True):
    """A file of members or of structures as it was received, what it would change, what became of it."""

    __tablename__ = "member_imports"
    __table_args__ = (
        CheckConstraint(
            "stage IN ('reading', 'previewed', 'applying', 'applied', 'abandoned', 'unreadable')",
            name="stage_known",
        ),
        CheckConstraint("about IN ('members', 'structures')", name="about_known"),
    )

    about: str = "members"

    filename: str
    media_type: str
    content: bytes
    sha256: str
    stage: str = "reading"
    received_at: datetime
    received_by: UUID = Field(foreign_key="accounts.id")
    summary: Json = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    decided_at: datetime | None = None
    done: int = 0
    total: int = 0


class MemberImportLineRow(TenantRow, table=True):
    """One row of an imported file: what it will do to which member, and why not."""

    __tablename__ = "member_import_lines"
    __table_args__ = (
        UniqueConstraint("import_id", "row"),
        CheckConstraint("verdict IN ('add', 'change', 'same', 'refuse')", name="verdict_known"),
        Index("ix_member_import_lines_verdict", "import_id", "verdict", "row"),
    )

    import_id: UUID = Field(foreign_key="member_imports.id", ondelete="CASCADE")
    row: int
    verdict: str
    label: str
    values: Json = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    notes: list[Json] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
