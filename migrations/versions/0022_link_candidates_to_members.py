"""Keep with a candidate the member who stands, when chosen in the register.

Revision: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MEMBER = "fk_candidates_member_same_cooperative"
ONCE = "uq_candidates_resolution_id_member_id"


def upgrade() -> None:
    """Add the member, of the same cooperative; one stands once in an election."""
    op.add_column("candidates", sa.Column("member_id", sa.Uuid(), nullable=True))
    both = ["cooperative_id", "member_id"]
    op.create_foreign_key(op.f(MEMBER), "candidates", "members", both, ["cooperative_id", "id"])
    op.create_unique_constraint(op.f(ONCE), "candidates", ["resolution_id", "member_id"])


def downgrade() -> None:
    """Forget which members stood."""
    op.drop_constraint(op.f(ONCE), "candidates")
    op.drop_constraint(op.f(MEMBER), "candidates")
    op.drop_column("candidates", "member_id")
