"""Create assemblies, their papers, their notices and their jobs.

Revision: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "jobs",
    "assemblies",
    "attendance",
    "letter_files",
    "minutes_drafts",
    "minutes_register",
    "notices",
    "resolutions",
    "attachments",
)


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("dedup", sa.String(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=True),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name=op.f("ck_jobs_ended_has_a_time")),
        sa.CheckConstraint("state IN ('waiting', 'done', 'failed')", name=op.f("ck_jobs_state_known")),
        sa.ForeignKeyConstraint(["cooperative_id"], ["cooperatives.id"], name=op.f("fk_jobs_cooperative_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("cooperative_id", "dedup", name=op.f("uq_jobs_cooperative_id_dedup")),
    )
    op.create_index(op.f("ix_jobs_cooperative_id"), "jobs", ["cooperative_id"], unique=False)
    op.create_index(
        "ix_jobs_due",
        "jobs",
        ["cooperative_id", "run_at", "id"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index("ix_jobs_subject", "jobs", ["subject", "kind"], unique=False)


def _assemblies() -> None:
    op.create_table(
        "assemblies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("call", sa.String(), nullable=False),
        sa.Column("annual", sa.Boolean(), nullable=False),
        sa.Column("fiscal_year", sa.String(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("remote_allowed", sa.Boolean(), nullable=False),
        sa.Column("remote_link", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("introduction", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("bylaws_version_id", sa.Uuid(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("secretary", sa.String(), nullable=False),
        sa.Column("tellers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("convened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("convened_on", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("call IN ('first', 'second')", name=op.f("ck_assemblies_call_known")),
        sa.CheckConstraint("kind IN ('ordinary', 'extraordinary')", name=op.f("ck_assemblies_kind_known")),
        sa.CheckConstraint(
            "stage IN ('draft', 'cancelled') OR convened_at IS NOT NULL",
            name=op.f("ck_assemblies_convened_once"),
        ),
        sa.CheckConstraint(
            "stage IN ('draft', 'convened', 'open', 'closed', 'minuted', 'cancelled')",
            name=op.f("ck_assemblies_stage_known"),
        ),
        sa.CheckConstraint(
            "stage NOT IN ('closed', 'minuted') OR closed_at IS NOT NULL",
            name=op.f("ck_assemblies_closed_once"),
        ),
        sa.CheckConstraint(
            "stage NOT IN ('open', 'closed', 'minuted') OR opened_at IS NOT NULL",
            name=op.f("ck_assemblies_opened_once"),
        ),
        sa.ForeignKeyConstraint(
            ["bylaws_version_id"], ["bylaws_versions.id"], name=op.f("fk_assemblies_bylaws_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_assemblies_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assemblies")),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_assemblies_cooperative_id_id")),
    )
    op.create_index(op.f("ix_assemblies_cooperative_id"), "assemblies", ["cooperative_id"], unique=False)


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("mode IN ('room', 'remote')", name=op.f("ck_attendance_mode_known")),
        sa.CheckConstraint(
            "left_at IS NULL OR left_at >= arrived_at", name=op.f("ck_attendance_leaves_after_arrival")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_attendance_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_attendance_member_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_attendance_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_attendance_recorded_by")),
        sa.PrimaryKeyConstraint("assembly_id", "member_id", name=op.f("pk_attendance")),
    )
    op.create_index(op.f("ix_attendance_cooperative_id"), "attendance", ["cooperative_id"], unique=False)


def _letter_files() -> None:
    op.create_table(
        "letter_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("letter_count", sa.Integer(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("part >= 1", name=op.f("ck_letter_files_part_positive")),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_letter_files_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_letter_files_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_files")),
        sa.UniqueConstraint("assembly_id", "part", name=op.f("uq_letter_files_assembly_id_part")),
    )
    op.create_index(op.f("ix_letter_files_cooperative_id"), "letter_files", ["cooperative_id"], unique=False)


def _minutes_drafts() -> None:
    op.create_table(
        "minutes_drafts",
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("prose", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('writing', 'sealing', 'sealed')", name=op.f("ck_minutes_drafts_stage_known")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_minutes_drafts_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_minutes_drafts_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["edited_by"], ["accounts.id"], name=op.f("fk_minutes_drafts_edited_by")),
        sa.PrimaryKeyConstraint("assembly_id", name=op.f("pk_minutes_drafts")),
    )
    op.create_index(
        op.f("ix_minutes_drafts_cooperative_id"), "minutes_drafts", ["cooperative_id"], unique=False
    )


def _minutes_register() -> None:
    op.create_table(
        "minutes_register",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sa.String(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_minutes_register_number_positive")),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_minutes_register_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_minutes_register_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["entered_by"], ["accounts.id"], name=op.f("fk_minutes_register_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_register")),
        sa.UniqueConstraint("assembly_id", name=op.f("uq_minutes_register_assembly_id")),
        sa.UniqueConstraint(
            "cooperative_id", "number", name=op.f("uq_minutes_register_cooperative_id_number")
        ),
    )
    op.create_index(
        op.f("ix_minutes_register_cooperative_id"), "minutes_register", ["cooperative_id"], unique=False
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("channel IN ('email', 'letter')", name=op.f("ck_notices_channel_known")),
        sa.CheckConstraint(
            "outcome IN ('waiting', 'sent', 'refused', 'to_print', 'posted')",
            name=op.f("ck_notices_outcome_known"),
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_notices_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_notices_member_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_notices_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("assembly_id", "member_id", name=op.f("uq_notices_assembly_id_member_id")),
    )
    op.create_index(op.f("ix_notices_cooperative_id"), "notices", ["cooperative_id"], unique=False)
    op.create_index("ix_notices_outcome", "notices", ["assembly_id", "outcome", "id"], unique=False)


def _resolutions() -> None:
    op.create_table(
        "resolutions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("voted", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.CheckConstraint("proposed_by IN ('board', 'members')", name=op.f("ck_resolutions_proposer_known")),
        sa.CheckConstraint("voted = (number IS NOT NULL)", name=op.f("ck_resolutions_numbered_when_voted")),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_resolutions_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_resolutions_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolutions")),
        sa.UniqueConstraint("assembly_id", "number", deferrable=True, name="uq_resolutions_number"),
        sa.UniqueConstraint("assembly_id", "position", deferrable=True, name="uq_resolutions_position"),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_resolutions_cooperative_id_id")),
    )
    op.create_index(op.f("ix_resolutions_assembly_id"), "resolutions", ["assembly_id"], unique=False)
    op.create_index(op.f("ix_resolutions_cooperative_id"), "resolutions", ["cooperative_id"], unique=False)


def _attachments() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=True),
        sa.Column("nature", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachments_not_empty")),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_attachments_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_attachments_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolutions.id"],
            name=op.f("fk_attachments_resolution_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_assembly_id"), "attachments", ["assembly_id"], unique=False)
    op.create_index(op.f("ix_attachments_cooperative_id"), "attachments", ["cooperative_id"], unique=False)


def upgrade() -> None:
    """Create assemblies, their papers, their notices and their jobs."""
    _jobs()
    _assemblies()
    _attendance()
    _letter_files()
    _minutes_drafts()
    _minutes_register()
    _notices()
    _resolutions()
    _attachments()


def downgrade() -> None:
    """Drop them, the last made first."""
    for table in reversed(TABLES):
        op.drop_table(table)
