"""Keep with a poll the secret its lot is drawn from, pledged at the opening and told at the close.

Revision: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NAME = "ck_polls_lot_of_an_election"


def upgrade() -> None:
    """Add the lot; only an election has one."""
    op.add_column("polls", sa.Column("lot", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.create_check_constraint(op.f(NAME), "polls", "lot IS NULL OR contest IS NOT NULL")


def downgrade() -> None:
    """Forget the lots."""
    op.drop_constraint(op.f(NAME), "polls")
    op.drop_column("polls", "lot")
