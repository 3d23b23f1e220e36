"""Create who is interested in a resolution, and mark them on the roll of its polls.

Revision: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLE = "interests"


def upgrade() -> None:
    """Create the table behind its wall; nobody was interested in the polls already held."""
    op.create_table(
        TABLE,
        *(
            sa.Column(name, sa.Uuid(), nullable=False)
            for name in ("id", "cooperative_id", "resolution_id", "member_id", "written_by")
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "resolution_id"],
            ["resolutions.cooperative_id", "resolutions.id"],
            name=f"fk_{TABLE}_resolution_same_cooperative",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name=f"fk_{TABLE}_member_same_cooperative",
        ),
        sa.ForeignKeyConstraint(["written_by"], ["accounts.id"], name=op.f(f"fk_{TABLE}_written_by")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{TABLE}_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("resolution_id", "member_id", name=op.f(f"uq_{TABLE}_resolution_id_member_id")),
    )
    for column in ("cooperative_id", "resolution_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column], unique=False)
    op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_cooperative ON {TABLE} USING ({HERE}) WITH CHECK ({HERE})")
    op.execute(f"GRANT SELECT, INSERT, DELETE ON {TABLE} TO collegial_app")
    op.add_column("electors", sa.Column("interested", sa.Boolean(), nullable=False, server_default="false"))


def downgrade() -> None:
    """Forget who was interested."""
    op.drop_column("electors", "interested")
    op.drop_table(TABLE)
