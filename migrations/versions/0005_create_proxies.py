"""Create proxies, and let a member be present by one.

Revision: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"


def _proxies() -> None:
    op.create_table(
        "proxies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("principal_id", sa.Uuid(), nullable=False),
        sa.Column("holder_id", sa.Uuid(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("principal_id <> holder_id", name=op.f("ck_proxies_holder_is_another")),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_by IS NULL)", name=op.f("ck_proxies_ended_by_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_proxies_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "principal_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_proxies_principal_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "holder_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_proxies_holder_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_proxies_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_proxies_recorded_by")),
        sa.ForeignKeyConstraint(["ended_by"], ["accounts.id"], name=op.f("fk_proxies_ended_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proxies")),
    )
    op.create_index(op.f("ix_proxies_cooperative_id"), "proxies", ["cooperative_id"], unique=False)
    op.create_index("ix_proxies_holder", "proxies", ["assembly_id", "holder_id"], unique=False)
    op.create_index(
        "uq_proxies_one_per_principal",
        "proxies",
        ["assembly_id", "principal_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def upgrade() -> None:
    """Create the table behind its wall, and the mode of presence."""
    _proxies()
    op.execute("ALTER TABLE proxies ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE proxies FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_cooperative ON proxies USING ({HERE}) WITH CHECK ({HERE})")
    op.execute("GRANT SELECT, INSERT, UPDATE ON proxies TO collegial_app")
    op.add_column("attendance", sa.Column("holder_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_attendance_holder_same_cooperative",
        "attendance",
        "members",
        ["cooperative_id", "holder_id"],
        ["cooperative_id", "id"],
    )
    op.drop_constraint(op.f("ck_attendance_mode_known"), "attendance", type_="check")
    op.create_check_constraint(
        op.f("ck_attendance_mode_known"), "attendance", "mode IN ('room', 'remote', 'proxy')"
    )
    op.create_check_constraint(
        op.f("ck_attendance_proxy_has_a_holder"), "attendance", "(mode = 'proxy') = (holder_id IS NOT NULL)"
    )


def downgrade() -> None:
    """Forget proxies, and those present by one."""
    op.execute("ALTER TABLE attendance NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM attendance WHERE mode = 'proxy'")
    op.execute("ALTER TABLE attendance FORCE ROW LEVEL SECURITY")
    op.drop_constraint(op.f("ck_attendance_proxy_has_a_holder"), "attendance", type_="check")
    op.drop_constraint(op.f("ck_attendance_mode_known"), "attendance", type_="check")
    op.create_check_constraint(op.f("ck_attendance_mode_known"), "attendance", "mode IN ('room', 'remote')")
    op.drop_constraint("fk_attendance_holder_same_cooperative", "attendance", type_="foreignkey")
    op.drop_column("attendance", "holder_id")
    op.drop_table("proxies")
