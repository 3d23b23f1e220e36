"""Create the catalogue of services, who takes them, contribution rates and declared bases.

Revision: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLES = ("services", "service_uses", "contribution_rates", "declared_bases")
FINAL = ("contribution_rates", "declared_bases")


def _start(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{table}_cooperative_id")
        ),
    ]


def _member(table: str, *, optional: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("member_id", sa.Uuid(), nullable=optional),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name=f"fk_{table}_member_same_cooperative",
        ),
    ]


def _recorded(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f(f"fk_{table}_recorded_by")),
    ]


def _services() -> None:
    kinds = "'support', 'accounting', 'payroll', 'it', 'legal', 'purchasing', 'training', 'other'"
    op.create_table(
        "services",
        *_start("services"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_services_kind_known")),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_services_cooperative_id_id")),
        sa.UniqueConstraint("cooperative_id", "name", name=op.f("uq_services_cooperative_id_name")),
    )
    op.create_table(
        "service_uses",
        *_start("service_uses"),
        *_member("service_uses"),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "service_id"],
            ["services.cooperative_id", "services.id"],
            name="fk_service_uses_service_same_cooperative",
        ),
        sa.CheckConstraint(
            "until IS NULL OR until > since", name=op.f("ck_service_uses_ends_after_it_begins")
        ),
    )
    op.create_index(
        "uq_service_uses_one_in_force",
        "service_uses",
        ["member_id", "service_id"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )


def _contributions() -> None:
    op.create_table(
        "contribution_rates",
        *_start("contribution_rates"),
        *_member("contribution_rates", optional=True),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        *_recorded("contribution_rates"),
        sa.CheckConstraint(
            "base IN ('turnover', 'value_added')", name=op.f("ck_contribution_rates_base_known")
        ),
        sa.CheckConstraint(
            "part ~ '^(1|[1-9][0-9]*/[1-9][0-9]*)$'", name=op.f("ck_contribution_rates_part_exact")
        ),
        sa.UniqueConstraint("member_id", "since", name=op.f("uq_contribution_rates_member_id_since")),
    )
    op.create_index(
        "uq_contribution_rates_hosted",
        "contribution_rates",
        ["cooperative_id", "since"],
        unique=True,
        postgresql_where=sa.text("member_id IS NULL"),
    )
    op.create_table(
        "declared_bases",
        *_start("declared_bases"),
        *_member("declared_bases"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        *_recorded("declared_bases"),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_declared_bases_ends_after_it_begins")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_declared_bases_amount_positive")),
        sa.UniqueConstraint("member_id", "starts_on", name=op.f("uq_declared_bases_member_id_starts_on")),
    )


def upgrade() -> None:
    """Create the four tables behind their walls; rates and declarations only grow."""
    _services()
    _contributions()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"], unique=False)
        if table != "services":
            op.create_index(op.f(f"ix_{table}_member_id"), table, ["member_id"], unique=False)
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO collegial_app")
    op.execute("GRANT UPDATE (until) ON service_uses TO collegial_app")
    for table in FINAL:
        op.execute(
            f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        )


def downgrade() -> None:
    """Forget services and contributions."""
    for table in reversed(TABLES):
        op.drop_table(table)
