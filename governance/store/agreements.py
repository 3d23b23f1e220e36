"""Agreements with structures: templates, drafts, what is signed, its scans, objectives and meetings."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, Session, col, select

from governance.register.agreements import AgreementTerms, Renewal, Signed
from governance.store.base import TenantRow, same_cooperative


class AgreementTemplateRow(TenantRow, table=True):
    """One version of a template. Never changed: another version follows."""

    __tablename__ = "agreement_templates"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("cooperative_id", "name", "version"),
        CheckConstraint("version >= 1", name="version_positive"),
        CheckConstraint("language IN ('fr', 'en')", name="language_known"),
    )

    name: str
    version: int
    language: str = "fr"
    text: str
    sha256: str
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")


class AgreementRow(TenantRow, table=True):
    """An agreement (rank 0) or one of its amendments (rank 1 on, `root_id` is the agreement).

    A draft until `signed_on`; then the database itself refuses any change but the end of the agreement.
    `sha256` is that of the text in UTF-8.
    """

    __tablename__ = "agreements"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("root_id", "rank"),
        same_cooperative("agreements", "member_id", "members"),
        same_cooperative("agreements", "root_id", "agreements"),
        same_cooperative("agreements", "template_id", "agreement_templates"),
        CheckConstraint("(root_id IS NULL) = (rank = 0)", name="rank_of_the_agreement_is_zero"),
        CheckConstraint("renewal IN ('none', 'tacit', 'express')", name="renewal_known"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_it_begins"),
        CheckConstraint("renewal = 'none' OR ends_on IS NOT NULL", name="renews_from_a_last_day"),
        CheckConstraint(
            "CASE renewal WHEN 'tacit' THEN renewal_months BETWEEN 1 AND 120 AND notice_months BETWEEN 0 AND"
            " renewal_months ELSE renewal_months = 0 AND notice_months = 0 END",
            name="months_of_a_tacit_renewal",
        ),
        CheckConstraint(
            "(signed_on IS NULL) = (sha256 = '') AND (signed_on IS NULL) = (signed_at IS NULL)",
            name="signed_whole",
        ),
        CheckConstraint(
            "(ended_on IS NULL) = (end_reason = '') AND (ended_on IS NULL OR rank = 0)", name="ended_whole"
        ),
        CheckConstraint("ended_on IS NULL OR signed_on IS NOT NULL", name="ended_once_signed"),
        Index(
            "uq_agreements_one_draft_amendment",
            "root_id",
            unique=True,
            postgresql_where=text("root_id IS NOT NULL AND signed_on IS NULL"),
        ),
    )

    member_id: UUID = Field(index=True)
    root_id: UUID | None = Field(default=None, index=True)
    rank: int = 0
    title: str
    template_id: UUID | None = None
    text: str
    revision: int = 1
    starts_on: date
    ends_on: date | None = None
    renewal: str
    renewal_months: int = 0
    notice_months: int = 0
    tells_structure: bool = False
    signed_on: date | None = None
    for_cooperative: str = ""
    for_structure: str = ""
    sha256: str = ""
    signed_at: datetime | None = None
    signed_by: UUID | None = Field(default=None, foreign_key="accounts.id")
    ended_on: date | None = None
    end_reason: str = ""
    created_at: datetime
    created_by: UUID = Field(foreign_key="accounts.id")


class AgreementScanRow(TenantRow, table=True):
    """The paper signed by hand, as scanned. Never changed."""

    __tablename__ = "agreement_scans"
    __table_args__ = (
        same_cooperative("agreement_scans", "agreement_id", "agreements"),
        UniqueConstraint("agreement_id", "sha256"),
        CheckConstraint("size > 0", name="not_empty"),
    )

    agreement_id: UUID = Field(index=True)
    filename: str
    media_type: str
    content: bytes
    size: int
    sha256: str
    added_at: datetime
    added_by: UUID = Field(foreign_key="accounts.id")


class AgreementObjectiveRow(TenantRow, table=True):
    """One objective of an agreement: what, by whom, by when, what became of it."""

    __tablename__ = "agreement_objectives"
    __table_args__ = (
        same_cooperative("agreement_objectives", "agreement_id", "agreements"),
        CheckConstraint("side IN ('cooperative', 'structure')", name="side_known"),
        CheckConstraint("state IN ('open', 'reached', 'dropped')", name="state_known"),
        CheckConstraint("(state = 'open') = (settled_on IS NULL)", name="settled_on_a_day"),
        CheckConstraint("(state = 'dropped') = (reason <> '')", name="dropped_for_a_reason"),
    )

    agreement_id: UUID = Field(index=True)
    what: str
    side: str
    due_on: date
    state: str = "open"
    settled_on: date | None = None
    reason: str = ""
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")


class AgreementMeetingRow(TenantRow, table=True):
    """One meeting about an agreement. Only its being shared is written later."""

    __tablename__ = "agreement_meetings"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        same_cooperative("agreement_meetings", "agreement_id", "agreements"),
        CheckConstraint("next_on IS NULL OR next_on > held_on", name="next_comes_after"),
    )

    agreement_id: UUID = Field(index=True)
    held_on: date
    people: str
    notes: str
    next_on: date | None = None
    shared: bool = False
    recorded_at: datetime
    recorded_by: UUID = Field(foreign_key="accounts.id")


class AgreementSeenRow(TenantRow, table=True):
    """Somebody who acts for the structure said that they read the agreement, or the notes of a meeting."""

    __tablename__ = "agreement_seen"
    __table_args__ = (
        same_cooperative("agreement_seen", "agreement_id", "agreements"),
        same_cooperative("agreement_seen", "meeting_id", "agreement_meetings"),
        Index(
            "uq_agreement_seen_once",
            "agreement_id",
            "meeting_id",
            "account_id",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    agreement_id: UUID
    meeting_id: UUID | None = None
    account_id: UUID = Field(foreign_key="accounts.id")
    seen_at: datetime


def terms_of(row: AgreementRow) -> AgreementTerms:
    """Give the terms of a row."""
    return AgreementTerms(
        row.starts_on, row.ends_on, Renewal(row.renewal), row.renewal_months, row.notice_months
    )


def chain_of(session: Session, root: UUID) -> list[AgreementRow]:
    """Give an agreement and its amendments, drafts included, in order; empty for an unknown one."""
    asked = select(AgreementRow).where((AgreementRow.id == root) | (AgreementRow.root_id == root))
    return list(session.exec(asked.order_by(col(AgreementRow.rank))))


def signed_terms(rows: Sequence[AgreementRow]) -> list[Signed]:
    """Give the signed links of a chain in order."""
    return [Signed(terms_of(row), row.signed_on) for row in rows if row.signed_on is not None]
