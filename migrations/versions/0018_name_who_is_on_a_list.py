"""Keep with a list the persons on it, in their order.

Revision: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NAME = "ck_candidates_persons_in_order"


def upgrade() -> None:
    """Add the persons of a list: none until they are written."""
    kind = postgresql.JSONB(astext_type=sa.Text())
    op.add_column("candidates", sa.Column("persons", kind, nullable=False, server_default="[]"))
    op.create_check_constraint(op.f(NAME), "candidates", "jsonb_typeof(persons) = 'array'")
    op.alter_column("candidates", "persons", server_default=None)


def downgrade() -> None:
    """Forget who is on a list."""
    op.drop_constraint(op.f(NAME), "candidates")
    op.drop_column("candidates", "persons")
