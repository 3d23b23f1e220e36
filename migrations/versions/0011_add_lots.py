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
CHOICE = "ck_ballots_choice_known"
ANSWERS = "choice IN ('for', 'against', 'abstain', 'blank', 'spoiled')"


def upgrade() -> None:
    """Add the lot; only an election has one. Bound what a ballot may say."""
    op.add_column("polls", sa.Column("lot", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.create_check_constraint(op.f(NAME), "polls", "lot IS NULL OR contest IS NOT NULL")
    op.drop_constraint(op.f(CHOICE), "ballots")
    bounded = f"{ANSWERS} OR choice LIKE '{{%}}' AND length(choice) <= 8000"
    op.create_check_constraint(op.f(CHOICE), "ballots", bounded)


def downgrade() -> None:
    """Forget the lots."""
    op.drop_constraint(op.f(CHOICE), "ballots")
    op.create_check_constraint(op.f(CHOICE), "ballots", f"{ANSWERS} OR choice LIKE '{{%}}'")
    op.drop_constraint(op.f(NAME), "polls")
    op.drop_column("polls", "lot")
