"""Remember when an exit was tied to a member and whether that described it, so that it can be undone.

Revision: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the moment of the tie and whether it wrote a description, which may then be taken back."""
    op.add_column("exits", sa.Column("tied_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("exits", sa.Column("described", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.alter_column("exits", "described", server_default=None)
    op.execute("GRANT DELETE ON structures TO collegial_app")


def downgrade() -> None:
    """Forget when ties were written."""
    op.execute("REVOKE DELETE ON structures FROM collegial_app")
    op.drop_column("exits", "described")
    op.drop_column("exits", "tied_at")
