"""Create the tables.

Revision: 0001
Revises:
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""

    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email_verified", sa.Boolean(), nullable=False),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("last_seen_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_accounts_issuer_subject")),
    )
    op.create_table(
        "cooperatives",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sqlmodel.sql.sqltypes.AutoString(length=60), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_type", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name=op.f("ck_cooperatives_slug_plain")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperatives")),
        sa.UniqueConstraint("slug", name=op.f("uq_cooperatives_slug")),
    )
    op.create_table(
        "act_logs",
        sa.Column("log", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("next_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_act_logs_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("log", name=op.f("pk_act_logs")),
    )
    op.create_index(op.f("ix_act_logs_cooperative_id"), "act_logs", ["cooperative_id"], unique=False)
    op.create_table(
        "api_tokens",
        sa.Column("jti", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("hat_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("revoked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_api_tokens_account_id")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_api_tokens_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("jti", name=op.f("pk_api_tokens")),
    )
    op.create_index(op.f("ix_api_tokens_account_id"), "api_tokens", ["account_id"], unique=False)
    op.create_index(op.f("ix_api_tokens_cooperative_id"), "api_tokens", ["cooperative_id"], unique=False)
    op.create_table(
        "bylaws_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_bylaws_versions_number_positive")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_bylaws_versions_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["accounts.id"], name=op.f("fk_bylaws_versions_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bylaws_versions")),
        sa.UniqueConstraint(
            "cooperative_id", "number", name=op.f("uq_bylaws_versions_cooperative_id_number")
        ),
    )
    op.create_index(
        op.f("ix_bylaws_versions_cooperative_id"), "bylaws_versions", ["cooperative_id"], unique=False
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("dedup", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=True),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("leased_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
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
    op.create_table(
        "member_imports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("filename", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("received_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("received_by", sa.Uuid(), nullable=False),
        sa.Column("summary", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
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
    op.create_table(
        "members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("siren", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email_notice_since", sa.Date(), nullable=True),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("postcode", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("city", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("category", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("college", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("representative", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("representative_email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sort_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("search_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.CheckConstraint("kind IN ('person', 'organisation')", name=op.f("ck_members_kind_known")),
        sa.CheckConstraint(
            "left_on IS NULL OR left_on >= admitted_on", name=op.f("ck_members_leaves_after_admission")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_members_number_positive")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_members_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_members_cooperative_id_id")),
        sa.UniqueConstraint("cooperative_id", "number", name=op.f("uq_members_cooperative_id_number")),
    )
    op.create_index(
        "ix_members_college_list", "members", ["cooperative_id", "college", "sort_key", "id"], unique=False
    )
    op.create_index(op.f("ix_members_cooperative_id"), "members", ["cooperative_id"], unique=False)
    op.create_index("ix_members_list", "members", ["cooperative_id", "sort_key", "id"], unique=False)
    op.create_table(
        "role_grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "role IN ('administrator', 'secretary', 'chair', 'teller', 'auditor')",
            name=op.f("ck_role_grants_role_known"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_role_grants_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_role_grants_account_id")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_role_grants_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
    )
    op.create_index(op.f("ix_role_grants_account_id"), "role_grants", ["account_id"], unique=False)
    op.create_index(op.f("ix_role_grants_cooperative_id"), "role_grants", ["cooperative_id"], unique=False)
    op.create_index(
        "uq_role_grants_once",
        "role_grants",
        ["cooperative_id", "account_id", "role", "starts_on"],
        unique=True,
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("csrf", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("hats", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("flash", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sessions_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"], unique=False)
    op.create_table(
        "acts",
        sa.Column("log", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("line", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("octet_length(leaf) = 32", name=op.f("ck_acts_leaf_is_a_sha256")),
        sa.CheckConstraint("seq >= 0", name=op.f("ck_acts_seq_not_negative")),
        sa.ForeignKeyConstraint(["cooperative_id"], ["cooperatives.id"], name=op.f("fk_acts_cooperative_id")),
        sa.ForeignKeyConstraint(["log"], ["act_logs.log"], name=op.f("fk_acts_log")),
        sa.PrimaryKeyConstraint("log", "seq", name=op.f("pk_acts")),
    )
    op.create_table(
        "assemblies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("call", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("annual", sa.Boolean(), nullable=False),
        sa.Column("fiscal_year", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("held_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("place", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("remote_allowed", sa.Boolean(), nullable=False),
        sa.Column("remote_link", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("contact", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("introduction", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("bylaws_version_id", sa.Uuid(), nullable=False),
        sa.Column("chair", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("secretary", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("tellers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("convened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("convened_on", sa.Date(), nullable=True),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
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
    op.create_table(
        "capacities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("represents", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_capacities_ends_after_start")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_capacities_account_id")),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_capacities_member_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_capacities_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacities")),
    )
    op.create_index(op.f("ix_capacities_account_id"), "capacities", ["account_id"], unique=False)
    op.create_index(op.f("ix_capacities_cooperative_id"), "capacities", ["cooperative_id"], unique=False)
    op.create_index(op.f("ix_capacities_member_id"), "capacities", ["member_id"], unique=False)
    op.create_index("uq_capacities_once", "capacities", ["account_id", "member_id", "starts_on"], unique=True)
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("represents", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("used_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("used_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(used_at IS NULL) = (used_by IS NULL)", name=op.f("ck_invitations_used_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_invitations_member_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_invitations_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["used_by"], ["accounts.id"], name=op.f("fk_invitations_used_by")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_cooperative_id"), "invitations", ["cooperative_id"], unique=False)
    op.create_index(op.f("ix_invitations_member_id"), "invitations", ["member_id"], unique=False)
    op.create_table(
        "member_import_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("verdict", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("label", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
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
    op.create_table(
        "share_movements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('subscription', 'redemption', 'transfer', 'opening')",
            name=op.f("ck_share_movements_kind_known"),
        ),
        sa.CheckConstraint("shares <> 0", name=op.f("ck_share_movements_moves_something")),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_share_movements_member_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_share_movements_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share_movements")),
        sa.UniqueConstraint(
            "cooperative_id", "sequence", name=op.f("uq_share_movements_cooperative_id_sequence")
        ),
    )
    op.create_index(
        op.f("ix_share_movements_cooperative_id"), "share_movements", ["cooperative_id"], unique=False
    )
    op.create_index(op.f("ix_share_movements_member_id"), "share_movements", ["member_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("mode", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("arrived_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("left_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
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
    op.create_table(
        "letter_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("letter_count", sa.Integer(), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
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
    op.create_table(
        "minutes_drafts",
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("prose", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("edited_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
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
    op.create_table(
        "minutes_register",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("pdf", sa.LargeBinary(), nullable=False),
        sa.Column("pdf_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("entered_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
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
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("recipient", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("address", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("message_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("concluded_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
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
    op.create_table(
        "resolutions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("voted", sa.Boolean(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("proposed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
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
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=True),
        sa.Column("nature", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("filename", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("added_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
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
    op.create_table(
        "polls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("method", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rules", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("bylaws_version_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("opened_by", sa.Uuid(), nullable=False),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
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
    op.create_table(
        "electors",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("college", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
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
    op.create_table(
        "results",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("sheet", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sheet_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("declared_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
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
    op.create_table(
        "ballots",
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("choice", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("cast_by", sa.Uuid(), nullable=False),
        sa.Column("cast_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
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


def downgrade() -> None:
    """Undo it."""

    op.drop_table("ballots")
    op.drop_index(op.f("ix_results_cooperative_id"), table_name="results")
    op.drop_table("results")
    op.drop_table("electors")
    op.drop_index("uq_polls_one_open", table_name="polls", postgresql_where=sa.text("state = 'open'"))
    op.drop_index(op.f("ix_polls_resolution_id"), table_name="polls")
    op.drop_index(op.f("ix_polls_cooperative_id"), table_name="polls")
    op.drop_index(op.f("ix_polls_assembly_id"), table_name="polls")
    op.drop_table("polls")
    op.drop_index(op.f("ix_attachments_cooperative_id"), table_name="attachments")
    op.drop_index(op.f("ix_attachments_assembly_id"), table_name="attachments")
    op.drop_table("attachments")
    op.drop_index(op.f("ix_resolutions_cooperative_id"), table_name="resolutions")
    op.drop_index(op.f("ix_resolutions_assembly_id"), table_name="resolutions")
    op.drop_table("resolutions")
    op.drop_index("ix_notices_outcome", table_name="notices")
    op.drop_index(op.f("ix_notices_cooperative_id"), table_name="notices")
    op.drop_table("notices")
    op.drop_index(op.f("ix_minutes_register_cooperative_id"), table_name="minutes_register")
    op.drop_table("minutes_register")
    op.drop_index(op.f("ix_minutes_drafts_cooperative_id"), table_name="minutes_drafts")
    op.drop_table("minutes_drafts")
    op.drop_index(op.f("ix_letter_files_cooperative_id"), table_name="letter_files")
    op.drop_table("letter_files")
    op.drop_index(op.f("ix_attendance_cooperative_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_share_movements_member_id"), table_name="share_movements")
    op.drop_index(op.f("ix_share_movements_cooperative_id"), table_name="share_movements")
    op.drop_table("share_movements")
    op.drop_index("ix_member_import_lines_verdict", table_name="member_import_lines")
    op.drop_index(op.f("ix_member_import_lines_cooperative_id"), table_name="member_import_lines")
    op.drop_table("member_import_lines")
    op.drop_index(op.f("ix_invitations_member_id"), table_name="invitations")
    op.drop_index(op.f("ix_invitations_cooperative_id"), table_name="invitations")
    op.drop_table("invitations")
    op.drop_index("uq_capacities_once", table_name="capacities")
    op.drop_index(op.f("ix_capacities_member_id"), table_name="capacities")
    op.drop_index(op.f("ix_capacities_cooperative_id"), table_name="capacities")
    op.drop_index(op.f("ix_capacities_account_id"), table_name="capacities")
    op.drop_table("capacities")
    op.drop_index(op.f("ix_assemblies_cooperative_id"), table_name="assemblies")
    op.drop_table("assemblies")
    op.drop_table("acts")
    op.drop_index(op.f("ix_sessions_account_id"), table_name="sessions")
    op.drop_table("sessions")
    op.drop_index("uq_role_grants_once", table_name="role_grants")
    op.drop_index(op.f("ix_role_grants_cooperative_id"), table_name="role_grants")
    op.drop_index(op.f("ix_role_grants_account_id"), table_name="role_grants")
    op.drop_table("role_grants")
    op.drop_index("ix_members_list", table_name="members")
    op.drop_index(op.f("ix_members_cooperative_id"), table_name="members")
    op.drop_index("ix_members_college_list", table_name="members")
    op.drop_table("members")
    op.drop_index(op.f("ix_member_imports_cooperative_id"), table_name="member_imports")
    op.drop_table("member_imports")
    op.drop_index("ix_jobs_subject", table_name="jobs")
    op.drop_index("ix_jobs_due", table_name="jobs", postgresql_where=sa.text("state = 'waiting'"))
    op.drop_index(op.f("ix_jobs_cooperative_id"), table_name="jobs")
    op.drop_table("jobs")
    op.drop_index(op.f("ix_bylaws_versions_cooperative_id"), table_name="bylaws_versions")
    op.drop_table("bylaws_versions")
    op.drop_index(op.f("ix_api_tokens_cooperative_id"), table_name="api_tokens")
    op.drop_index(op.f("ix_api_tokens_account_id"), table_name="api_tokens")
    op.drop_table("api_tokens")
    op.drop_index(op.f("ix_act_logs_cooperative_id"), table_name="act_logs")
    op.drop_table("act_logs")
    op.drop_table("cooperatives")
    op.drop_table("accounts")
