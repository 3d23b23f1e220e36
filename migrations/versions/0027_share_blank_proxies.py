"""Share blank proxies between the chair and the members of the board who are there.

Revision: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep when a blank proxy was given a holder, and under which quality that holder took it."""
    op.add_column("proxies", sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("proxies", sa.Column("shared_as", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_proxies_shared_as_known"), "proxies", "shared_as IN ('chair', 'board')"
    )
    op.create_check_constraint(
        op.f("ck_proxies_shared_with_a_holder"),
        "proxies",
        "(shared_at IS NULL) = (shared_as IS NULL) AND (shared_at IS NULL OR holder_id IS NOT NULL)",
    )


def downgrade() -> None:
    """Forget that these proxies named nobody."""
    op.drop_constraint(op.f("ck_proxies_shared_with_a_holder"), "proxies", type_="check")
    op.drop_constraint(op.f("ck_proxies_shared_as_known"), "proxies", type_="check")
    op.drop_column("proxies", "shared_as")
    op.drop_column("proxies", "shared_at")
