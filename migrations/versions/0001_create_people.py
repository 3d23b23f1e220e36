"""Create accounts, cooperatives, members and what belongs to them.

Revision: 0001
Revises: None
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "accounts",
    "cooperatives",
    "api_tokens",
    "bylaws_versions",
    "members",
    "role_grants",
    "sessions",
    "capacities",
    "invitations",
    "share_movements",
)


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_verified", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("issuer", "subject", name=op.f("uq_accounts_issuer_subject")),
    )


def _cooperatives() -> None:
    op.create_table(
        "cooperatives",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=True),
        sa.Column("logo_type", sa.String(), nullable=True),
        sa.CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name=op.f("ck_cooperatives_slug_plain")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cooperatives")),
        sa.UniqueConstraint("slug", name=op.f("uq_cooperatives_slug")),
    )


def _api_tokens() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("jti", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("hat_key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("may_write", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "NOT (may_write AND starts_with(hat_key, 'member:'))",
            name=op.f("ck_api_tokens_members_act_themselves"),
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_api_tokens_account_id")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_api_tokens_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("jti", name=op.f("pk_api_tokens")),
    )
    op.create_index(op.f("ix_api_tokens_account_id"), "api_tokens", ["account_id"], unique=False)
    op.create_index(op.f("ix_api_tokens_cooperative_id"), "api_tokens", ["cooperative_id"], unique=False)


def _bylaws_versions() -> None:
    op.create_table(
        "bylaws_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
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


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("siren", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("email_notice_since", sa.Date(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("college", sa.String(), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("representative", sa.String(), nullable=False),
        sa.Column("representative_email", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
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


def _role_grants() -> None:
    op.create_table(
        "role_grants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "role IN ('administrator', 'secretary', 'chair', 'teller', 'auditor')",
            name=op.f("ck_role_grants_role_known"),
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on - 1", name=op.f("ck_role_grants_ends_after_start")
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
        ["cooperative_id", "account_id", "role"],
        unique=True,
        postgresql_where=sa.text("ends_on IS NULL"),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("csrf", sa.String(), nullable=False),
        sa.Column("hats", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("flash", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sessions_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"], unique=False)


def _capacities() -> None:
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


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("represents", sa.Boolean(), nullable=False),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("role_starts_on", sa.Date(), nullable=True),
        sa.Column("role_ends_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "role IN ('administrator', 'secretary', 'chair', 'teller', 'auditor')",
            name=op.f("ck_invitations_role_known"),
        ),
        sa.CheckConstraint(
            "(role IS NULL) = (role_starts_on IS NULL)", name=op.f("ck_invitations_role_has_a_start")
        ),
        sa.CheckConstraint(
            "(used_at IS NULL) = (used_by IS NULL)", name=op.f("ck_invitations_used_by_somebody")
        ),
        sa.CheckConstraint("num_nonnulls(member_id, role) = 1", name=op.f("ck_invitations_one_purpose")),
        sa.CheckConstraint(
            "role_ends_on >= role_starts_on", name=op.f("ck_invitations_role_ends_after_start")
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


def _share_movements() -> None:
    op.create_table(
        "share_movements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("shares", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
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


def upgrade() -> None:
    """Create accounts, cooperatives, members and what belongs to them."""
    _accounts()
    _cooperatives()
    _api_tokens()
    _bylaws_versions()
    _members()
    _role_grants()
    _sessions()
    _capacities()
    _invitations()
    _share_movements()


def downgrade() -> None:
    """Drop them, the last made first."""
    for table in reversed(TABLES):
        op.drop_table(table)
