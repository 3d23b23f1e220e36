"""Postal forms received for a meeting; and who takes part by post.

Revision: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLE = "postal_forms"
MODE = op.f("ck_attendance_mode_known")


def upgrade() -> None:
    """Create the forms behind their wall, and the mode of presence."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("electronic", sa.Boolean(), nullable=False),
        sa.Column("choices", JSONB(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)",
            name=op.f("ck_postal_forms_withdrawn_by_somebody"),
        ),
        *_references(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postal_forms")),
    )
    for column in ("cooperative_id", "assembly_id", "member_id"):
        op.create_index(op.f(f"ix_postal_forms_{column}"), TABLE, [column], unique=False)
    op.create_index(
        "uq_postal_forms_one_per_member",
        TABLE,
        ["assembly_id", "member_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_cooperative ON {TABLE} USING ({HERE}) WITH CHECK ({HERE})")
    op.execute(f"GRANT SELECT, INSERT ON {TABLE} TO collegial_app")
    op.execute(f"GRANT UPDATE (choices, withdrawn_at, withdrawn_by) ON {TABLE} TO collegial_app")
    op.drop_constraint(MODE, "attendance", type_="check")
    op.create_check_constraint(MODE, "attendance", "mode IN ('room', 'remote', 'proxy', 'postal')")


def _references() -> list[sa.schema.SchemaItem]:
    return [
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_postal_forms_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_postal_forms_member_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_postal_forms_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_postal_forms_recorded_by")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["accounts.id"], name=op.f("fk_postal_forms_withdrawn_by")),
    ]


def downgrade() -> None:
    """Forget the forms and who took part by post."""
    op.execute("ALTER TABLE attendance NO FORCE ROW LEVEL SECURITY")
    op.execute("DELETE FROM attendance WHERE mode = 'postal'")
    op.execute("ALTER TABLE attendance FORCE ROW LEVEL SECURITY")
    op.drop_constraint(MODE, "attendance", type_="check")
    op.create_check_constraint(MODE, "attendance", "mode IN ('room', 'remote', 'proxy')")
    op.drop_table(TABLE)
