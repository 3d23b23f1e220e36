"""Create polls, ballots, results, the act log and the imports of members.

Revision: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = (
    "act_logs",
    "member_imports",
    "acts",
    "member_import_lines",
    "polls",
    "electors",
    "results",
    "ballots",
)


def _act_logs() -> None:
    op.create_table(
        "act_logs",
        sa.Column("log", sa.String(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("next_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_act_logs_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("log", name=op.f("pk_act_logs")),
    )
    op.create_index(op.f("ix_act_logs_cooperative_id"), "act_logs", ["cooperative_id"], unique=False)


def _member_imports() -> None:
    op.create_table(
        "member_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_by", sa.Uuid(), nullable=False),
        sa.Column("summary", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stage IN ('reading', 'previewed', 'applying', 'applied', 'abandoned', 'unreadable')",
            name=op.f("ck_member_imports_stage_known"),
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_member_imports_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["received_by"], ["accounts.id"], name=op.f("fk_member_imports_received_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_imports")),
    )
    op.create_index(
        op.f("ix_member_imports_cooperative_id"), "member_imports", ["cooperative_id"], unique=False
    )


def _acts() -> None:
    op.create_table(
        "acts",
        sa.Column("log", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("octet_length(leaf) = 32", name=op.f("ck_acts_leaf_is_a_sha256")),
        sa.CheckConstraint("seq >= 0", name=op.f("ck_acts_seq_not_negative")),
        sa.ForeignKeyConstraint(["cooperative_id"], ["cooperatives.id"], name=op.f("fk_acts_cooperative_id")),
        sa.ForeignKeyConstraint(["log"], ["act_logs.log"], name=op.f("fk_acts_log")),
        sa.PrimaryKeyConstraint("log", "seq", name=op.f("pk_acts")),
    )


def _member_import_lines() -> None:
    op.create_table(
        "member_import_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("values", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("notes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('add', 'change', 'same', 'refuse')",
            name=op.f("ck_member_import_lines_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_member_import_lines_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["member_imports.id"],
            name=op.f("fk_member_import_lines_import_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_import_lines")),
        sa.UniqueConstraint("import_id", "row", name=op.f("uq_member_import_lines_import_id_row")),
    )
    op.create_index(
        op.f("ix_member_import_lines_cooperative_id"), "member_import_lines", ["cooperative_id"], unique=False
    )
    op.create_index(
        "ix_member_import_lines_verdict", "member_import_lines", ["import_id", "verdict", "row"], unique=False
    )


def _polls() -> None:
    op.create_table(
        "polls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rules", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("bylaws_version_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name=op.f("ck_polls_closed_has_a_time")),
        sa.CheckConstraint("state IN ('open', 'closed', 'annulled')", name=op.f("ck_polls_state_known")),
        sa.ForeignKeyConstraint(
            ["bylaws_version_id"], ["bylaws_versions.id"], name=op.f("fk_polls_bylaws_version_id")
        ),
        sa.ForeignKeyConstraint(["closed_by"], ["accounts.id"], name=op.f("fk_polls_closed_by")),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_polls_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "resolution_id"],
            ["resolutions.cooperative_id", "resolutions.id"],
            name="fk_polls_resolution_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_polls_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["opened_by"], ["accounts.id"], name=op.f("fk_polls_opened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sa.UniqueConstraint("assembly_id", "number", name=op.f("uq_polls_assembly_id_number")),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_polls_cooperative_id_id")),
    )
    op.create_index(op.f("ix_polls_assembly_id"), "polls", ["assembly_id"], unique=False)
    op.create_index(op.f("ix_polls_cooperative_id"), "polls", ["cooperative_id"], unique=False)
    op.create_index(op.f("ix_polls_resolution_id"), "polls", ["resolution_id"], unique=False)
    op.create_index(
        "uq_polls_one_open", "polls", ["assembly_id"], unique=True, postgresql_where=sa.text("state = 'open'")
    )


def _electors() -> None:
    op.create_table(
        "electors",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("college", sa.String(), nullable=False),
        sa.Column("entitled", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_electors_member_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "poll_id"],
            ["polls.cooperative_id", "polls.id"],
            name="fk_electors_poll_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_electors_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("poll_id", "member_id", name=op.f("pk_electors")),
    )


def _results() -> None:
    op.create_table(
        "results",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("sheet", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sheet_sha256", sa.String(), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declared_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "poll_id"],
            ["polls.cooperative_id", "polls.id"],
            name="fk_results_poll_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_results_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["declared_by"], ["accounts.id"], name=op.f("fk_results_declared_by")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_results")),
    )
    op.create_index(op.f("ix_results_cooperative_id"), "results", ["cooperative_id"], unique=False)


def _ballots() -> None:
    op.create_table(
        "ballots",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("cast_by", sa.Uuid(), nullable=False),
        sa.Column("cast_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act_seq", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint(
            "choice IN ('for', 'against', 'abstain', 'blank', 'spoiled')",
            name=op.f("ck_ballots_choice_known"),
        ),
        sa.ForeignKeyConstraint(["cast_by"], ["accounts.id"], name=op.f("fk_ballots_cast_by")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_ballots_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["poll_id", "member_id"],
            ["electors.poll_id", "electors.member_id"],
            name="fk_ballots_elector_of_this_poll",
        ),
        sa.PrimaryKeyConstraint("poll_id", "member_id", name=op.f("pk_ballots")),
        sa.UniqueConstraint("id", name=op.f("uq_ballots_id")),
        sa.UniqueConstraint("poll_id", "receipt", name="uq_ballots_receipt"),
    )


def upgrade() -> None:
    """Create polls, ballots, results, the act log and the imports of members."""
    _act_logs()
    _member_imports()
    _acts()
    _member_import_lines()
    _polls()
    _electors()
    _results()
    _ballots()


def downgrade() -> None:
    """Drop them, the last made first."""
    for table in reversed(TABLES):
        op.drop_table(table)
