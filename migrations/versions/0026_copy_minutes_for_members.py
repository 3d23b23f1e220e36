"""Keep, beside registered minutes, the copy that members read.

Revision: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLE = "minutes_register"
WHOLE = op.f("ck_minutes_register_copy_with_its_hash")


def upgrade() -> None:
    """Add the copy and its hash; minutes entered before have none."""
    op.add_column(TABLE, sa.Column("copy_pdf", sa.LargeBinary(), nullable=True))
    op.add_column(TABLE, sa.Column("copy_sha256", sa.String(), nullable=True))
    op.create_check_constraint(WHOLE, TABLE, "(copy_pdf IS NULL) = (copy_sha256 IS NULL)")


def downgrade() -> None:
    """Forget the copies; the registered minutes stay."""
    op.drop_constraint(WHOLE, TABLE, type_="check")
    op.drop_column(TABLE, "copy_sha256")
    op.drop_column(TABLE, "copy_pdf")
