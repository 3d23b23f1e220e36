"""Tie a second call to the first meeting, of which it is the sequel.

Revision: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CHECK = "ck_assemblies_second_of_a_first"
FOREIGN = "fk_assemblies_second_of_same_cooperative"
ONCE = "uq_assemblies_one_second_call"


def upgrade() -> None:
    """Add the link; a first meeting has one second call at most, those given up aside."""
    op.add_column("assemblies", sa.Column("second_of", sa.Uuid(), nullable=True))
    op.create_check_constraint(op.f(CHECK), "assemblies", "(call = 'second') = (second_of IS NOT NULL)")
    op.create_foreign_key(
        FOREIGN, "assemblies", "assemblies", ["cooperative_id", "second_of"], ["cooperative_id", "id"]
    )
    op.create_index(
        ONCE,
        "assemblies",
        ["second_of"],
        unique=True,
        postgresql_where=sa.text("second_of IS NOT NULL AND stage <> 'cancelled'"),
    )


def downgrade() -> None:
    """Forget which meetings were called again."""
    op.drop_index(ONCE, "assemblies")
    op.drop_constraint(FOREIGN, "assemblies")
    op.drop_constraint(op.f(CHECK), "assemblies")
    op.drop_column("assemblies", "second_of")
