"""Create the written questions to the board.

Revision: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLE = "written_questions"
ANSWERED = "(answer = '') = (answered_at IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL)"


def upgrade() -> None:
    """Create the table behind its wall; of a question only the answer is written later."""
    op.create_table(
        TABLE,
        *(
            sa.Column(name, sa.Uuid(), nullable=False)
            for name in ("id", "cooperative_id", "assembly_id", "member_id", "asked_by")
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(ANSWERED, name=op.f(f"ck_{TABLE}_answered_by_somebody")),
        *(
            sa.ForeignKeyConstraint(
                ["cooperative_id", f"{one}_id"],
                [f"{other}.cooperative_id", f"{other}.id"],
                name=f"fk_{TABLE}_{one}_same_cooperative",
            )
            for one, other in (("assembly", "assemblies"), ("member", "members"))
        ),
        *(
            sa.ForeignKeyConstraint([name], ["accounts.id"], name=op.f(f"fk_{TABLE}_{name}"))
            for name in ("asked_by", "answered_by")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{TABLE}_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for column in ("cooperative_id", "assembly_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column], unique=False)
    op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_cooperative ON {TABLE} USING ({HERE}) WITH CHECK ({HERE})")
    op.execute(f"GRANT SELECT, INSERT ON {TABLE} TO collegial_app")
    op.execute(f"GRANT UPDATE (answer, answered_at, answered_by) ON {TABLE} TO collegial_app")


def downgrade() -> None:
    """Forget the questions."""
    op.drop_table(TABLE)
